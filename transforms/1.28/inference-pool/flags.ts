import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { asText, itemsOf, type Node, type Text, walk } from '../../../src/yaml';
import {
  ambiguous,
  basesNamed,
  contextOfFollower,
  namespaceAround,
  statusOf,
  stayWithObject,
} from '../../../src/moves';
import { movedPool } from './kustomize';
import { group, oldGroup } from './names';
import { poolNameIn } from './pickers';

/** The flag with its value in one text: an argument of its own, or part of a command line. */
const flagWithValue = new RegExp(
  `(?<![\\w-])--?pool-group(?:=|[ \\t]+)["']?${oldGroup.replaceAll('.', '\\.')}(?![\\w.-])`,
  'g',
);

/**
 * The flag of an endpoint picker that says in which group its pool is, wherever a document holds it.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `cmd/epp/runner/runner.go` at v1.0.0.
 */
export function migrateFlags(
  { root }: ManifestDocument,
  context: Context,
  isHeld: (node: Node) => boolean,
): void {
  walk(root, (node) => {
    const text = asText(node);
    if (!text || text.alias || context.isRead(text) || isHeld(text)) return;
    const value = valueBehind(text);
    if (value && mayMove(text, value, context)) {
      contextOf(text, context).rewrite(value, `${text.value} ${oldGroup} → ${group}`, (edit) => {
        edit.set(value, group);
      });
    }
    const flags = [...new Set(text.value.match(flagWithValue))];
    if (flags.length === 0 || !mayMove(text, text, context)) return;
    contextOf(text, context).rewrite(text, `${flags.join(', ')} → ${group}`, (edit) => {
      edit.replaceWords(
        text,
        flags.map((flag) => ({ from: flag, to: flag.replace(oldGroup, group) })),
      );
    });
  });
}

/** A flag follows the pools that it may be about. */
function contextOf(flag: Text, context: Context): Context {
  return contextOfFollower(basesNamed(namedBy(flag), movedPool, context.facts), movedPool, context);
}

function namedBy(flag: Text) {
  return { name: poolNameBeside(flag), namespace: namespaceAround(flag) };
}

/** Whether the pool of a picker moves; where it does not, or nobody can say, that is told. */
function mayMove(flag: Text, place: Text, context: Context): boolean {
  const named = namedBy(flag);
  const status = statusOf(named, movedPool, context.facts);
  if (status === 'stays') stayWithObject(place, named, movedPool, context);
  if (status === 'both') context.report({ at: place, ...ambiguous(named, movedPool, context.facts) });
  return status === 'moves';
}

/** The pool that the flags beside a flag name, in the same text or list. */
function poolNameBeside(text: Text): string | undefined {
  return poolNameIn([text]) ?? poolNameIn(itemsOf(text.parent?.parent).map(({ value }) => value));
}

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind({ value, parent }: Text): Text | undefined {
  if (!/^--?pool-group$/.test(value)) return undefined;
  const items = itemsOf(parent?.parent);
  const next = asText(items[items.findIndex((item) => item === parent) + 1]?.value);
  return next?.value === oldGroup ? next : undefined;
}
