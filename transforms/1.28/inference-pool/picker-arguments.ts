import type { FactKind, Facts } from '../../../src/facts';
import { printPointer, readOperations } from '../../../src/kustomize/operation';
import type { Survey } from '../../../src/transform';
import { keysTo, type Node, stringOf, type Text, walk } from '../../../src/yaml';
import { oldGroup } from './names';

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
export function isGroupOfOperation(text: Text, facts: Facts): boolean {
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
