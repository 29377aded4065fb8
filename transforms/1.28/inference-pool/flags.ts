import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { asText, type Item, type Node, type Text, walk } from '../../../src/yaml';
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
  return poolNameIn([text]) ?? argumentsAround(text)?.poolName;
}

/** A list of arguments: the pool that it names, and where each item stands. */
interface Arguments {
  readonly items: readonly Item[];
  readonly places: ReadonlyMap<unknown, number>;
  readonly poolName: string | undefined;
}

const known = new WeakMap<object, Arguments>();

/** The list that an argument stands in; looked through once, since each of its flags asks. */
function argumentsAround({ parent }: Text): Arguments | undefined {
  const list = parent?.parent;
  if (list?.kind !== 'sequence') return undefined;
  const last = known.get(list);
  if (last) return last;
  const { items } = list;
  const places = new Map(items.map((item, index) => [item, index]));
  const found = { items, places, poolName: poolNameIn(items.map(({ value }) => value)) };
  known.set(list, found);
  return found;
}

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind(text: Text): Text | undefined {
  if (!/^--?pool-group$/.test(text.value)) return undefined;
  const around = argumentsAround(text);
  const place = around?.places.get(text.parent);
  const next = place === undefined ? undefined : asText(around?.items[place + 1]?.value);
  return next?.value === oldGroup ? next : undefined;
}
