import type { FactKind, Facts } from '../../../src/facts';
import { printPointer, readOperations } from '../../../src/kustomize/operation';
import type { Context, Survey } from '../../../src/transform';
import {
  asText,
  isTemplatedNode,
  type Item,
  keysTo,
  type Node,
  type Sequence,
  stringOf,
  type Text,
  walk,
} from '../../../src/yaml';
import { group, oldGroup } from './names';
import { once } from '../../../src/once';
import { holdsOneOf, type ManifestDocument } from '../../../src/kubernetes/document';
import { contextOfFollower, holdByTemplate, mayMove, namespaceAround } from '../../../src/moves';
import { movedPool } from './pool';
import { poolNameIn } from './pickers';

/** Where an object of the tree has the value of a picker's flag as an argument of its own: a JSON pointer. */
const groupArgument: FactKind<string> = { name: 'pool-group-argument' };

/** Finds the arguments that patches may replace. */
export const argumentSurvey: Survey = {
  triggers: ['pool-group'],
  collect({ objects }, facts) {
    for (const { mapping } of objects) {
      walk(mapping, (node) => {
        if (node.parent?.kind !== 'item' || !isFlag(node)) return;
        const path = keysTo(node, mapping);
        facts.add(groupArgument, printPointer([...path.slice(0, -1), nextOf(path.at(-1))]));
      });
    }
  },
};

/**
 * Whether a text is the old group that an operation of a JSON patch gives to the flag of a picker: the argument before it
 * is the flag, in the patch or in an object of the tree.
 */
function isGroupOfOperation(text: Text, facts: Facts): boolean {
  const entry = text.parent;
  if (text.value !== oldGroup || entry?.kind !== 'entry' || entry.name !== 'value') return false;
  const list = entry.parent.parent?.kind === 'item' ? entry.parent.parent.parent : entry.parent;
  const operations = readOperations(list) ?? [];
  const at = operations.findIndex(({ mapping }) => mapping === entry.parent);
  const [before, own] = [operations[at - 1], operations[at]];
  if (!own) return false;
  if (facts.all(groupArgument).includes(printPointer(own.path))) return true;
  if (!before?.value || !isFlag(before.value.value)) return false;
  const next = [...before.path.slice(0, -1), nextOf(before.path.at(-1))];
  return printPointer(next) === printPointer(own.path);
}

function isFlag(node: Node): boolean {
  return /^--?pool-group$/.test(stringOf(node) ?? '');
}

/** The place behind another one in a list; behind its end is its end. */
function nextOf(place = ''): string {
  return place === '-' ? place : String(Number(place) + 1);
}

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
  document: ManifestDocument,
  context: Context,
  isHeld: (node: Node) => boolean,
): void {
  // The flag itself, or an operation that gives its value.
  if (!holdsOneOf(document, wordsOfFlags)) return;
  walk(document.root, (node) => {
    const text = asText(node);
    if (!text || text.alias || context.isRead(text) || isHeld(text)) return;
    const chosen = [/(?<![\w-])--?pool-group[= \t]/.test(text.value) ? text : itemBehind(text)].find(
      isTemplatedNode,
    );
    if (chosen && holdByTemplate(chosen, namedBy(text, context), document, movedPool, context)) return;
    const isOperation = isGroupOfOperation(text, context.facts);
    const value = isOperation ? text : valueBehind(text);
    if (value && mayMove(value, namedBy(text, context), movedPool, context)) {
      const flag = isOperation ? '--pool-group' : text.value;
      contextOf(text, context).rewrite(value, `${flag} ${oldGroup} → ${group}`, (edit) => {
        edit.set(value, group);
      });
    }
    const flags = [...new Set(text.value.match(flagWithValue))];
    if (flags.length === 0 || !mayMove(text, namedBy(text, context), movedPool, context)) return;
    contextOf(text, context).rewrite(text, `${flags.join(', ')} → ${group}`, (edit) => {
      edit.replaceWords(
        text,
        flags.map((flag) => ({ from: flag, to: flag.replace(oldGroup, group) })),
      );
    });
  });
}

const wordsOfFlags = ['pool-group', 'path'];

/** A flag follows the pools that it may be about. */
function contextOf(flag: Text, context: Context): Context {
  return contextOfFollower(namedBy(flag, context), movedPool, context);
}

function namedBy(flag: Text, { locate }: Context) {
  return { name: poolNameBeside(flag), namespace: namespaceAround(flag), path: locate(flag).path };
}

/** The pool that the flags beside a flag name, in the same text or list. */
function poolNameBeside(text: Text): string | undefined {
  return poolNameIn([text]) ?? argumentsAround(text)?.poolName;
}

/** A list of arguments: the pool that it names, and where each item is. */
interface Arguments {
  readonly items: readonly Item[];
  readonly places: ReadonlyMap<unknown, number>;
  readonly poolName: string | undefined;
}

/** The list that an argument is in. */
function argumentsAround({ parent }: Text): Arguments | undefined {
  const list = parent?.parent;
  return list?.kind === 'sequence' ? argumentsIn(list) : undefined;
}

/** Looks through a list once, since each of its flags asks. */
const argumentsIn = once(({ items }: Sequence): Arguments => {
  const places = new Map(items.map((item, index) => [item, index]));
  return { items, places, poolName: poolNameIn(items.map(({ value }) => value)) };
}, new WeakMap());

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind(text: Text): Text | undefined {
  const next = itemBehind(text);
  return next?.value === oldGroup ? next : undefined;
}

/** The list's next item behind an item that is only the flag. */
function itemBehind(text: Text): Text | undefined {
  if (!/^--?pool-group$/.test(text.value)) return undefined;
  const around = argumentsAround(text);
  const place = around?.places.get(text.parent);
  return place === undefined ? undefined : asText(around?.items[place + 1]?.value);
}
