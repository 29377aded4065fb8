import type { Change } from '../changes';
import { arrange, type Edit } from '../text';
import { type Element, type Node, type YamlDocument, childrenOf } from '../node';
import { Draft } from './draft';
import { compileFill, compileSet, compileText, compileUnwrap } from './values';
import { compileMove } from './nest';
import { type CollectionChange, goneIn, plansOf, type Plan } from '../collection-plans';
import { addLines, leaveEmptyLines, removeLines, replaceLines, fillEmpty } from './block';
import { addInFlow, leaveEmptyBrackets, removeFromFlow, replaceInFlow } from './flow';

/**
 * The edits that make changes in the text of a document.
 *
 * @param changes settled changes
 * @throws Declined if a change cannot be written, with the reason
 */
export function compile(document: YamlDocument, changes: readonly Change[]): Edit[] {
  const distinct = withoutRepeats(changes);
  const plans = plansOf(distinct.filter(isCollectionChange));
  const draft = new Draft(document, goneIn(plans));
  for (const change of distinct) {
    if (change.type === 'set') compileSet(draft, change);
    else if (change.type === 'move') compileMove(draft, change);
    else if (change.type === 'fill') compileFill(draft, change);
    else if (change.type === 'unwrap') compileUnwrap(draft, change);
    else if (change.type === 'text') compileText(draft, change);
  }
  // What is put around a value is closed before a neighbour is added behind it.
  for (const plan of plans) compileCollection(draft, plan);
  return arrange(draft.finish());
}

function isCollectionChange(change: Change): change is CollectionChange {
  return change.type === 'insert' || change.type === 'append' || change.type === 'remove';
}

/** Through an alias the same text can be reached by several paths, and is changed once. */
function withoutRepeats(changes: readonly Change[]): Change[] {
  const counts = new Map<Node | Element, Map<string, number>>();
  const known = new Set<string>();
  const anchored = new Set(
    changes.map((change) => change.type === 'set' && !change.scalar.alias && valueKey(change)),
  );
  return changes.filter((change) => {
    // An alias for what becomes the same value goes on standing for it.
    if (change.type === 'set' && change.scalar.alias && anchored.has(valueKey(change))) return false;
    const { node, key } = textKey(change);
    // At one path, too, what is asked for twice is made once, except that two equal items can well be appended.
    const onPath = counts.get(node) ?? new Map<string, number>();
    const count = change.type === 'append' ? (onPath.get(key) ?? 0) : 0;
    counts.set(node, onPath.set(key, count + 1));
    const numbered = `${count} ${key}`;
    if (known.has(numbered)) return false;
    known.add(numbered);
    return true;
  });
}

function valueKey({ scalar, value }: Extract<Change, { type: 'set' }>): string {
  return JSON.stringify([scalar.content.start, scalar.content.end, value]);
}

/** The node at which a change is asked for, and what it does to the text whatever the path to that node is. */
export function textKey(change: Change): { node: Node | Element; key: string } {
  const keyed = (node: Node | Element, place: { start: number; end: number }, ...rest: unknown[]) => ({
    node,
    key: JSON.stringify([change.type, place.start, place.end, ...rest]),
  });
  switch (change.type) {
    case 'set':
      return keyed(change.scalar, change.scalar.alias ?? change.scalar.content, change.value);
    case 'text':
      return keyed(change.scalar, change.scalar.alias ?? change.scalar.content, change.edits);
    case 'move':
      return keyed(change.entry, change.entry.range, change.key, change.wrappers);
    case 'fill':
      return keyed(change.entry, change.entry.range, change.value);
    case 'unwrap':
      return keyed(change.entry, change.entry.range);
    case 'insert':
      return keyed(
        change.mapping,
        change.mapping.content,
        change.key,
        change.value,
        change.after?.range.start,
      );
    case 'append':
      return keyed(change.sequence, change.sequence.content, change.value);
    case 'remove':
      return keyed(change.target, change.target.range);
  }
}

const inBlock = { add: addLines, replace: replaceLines, remove: removeLines, empty: leaveEmptyLines };
const inFlow = { add: addInFlow, replace: replaceInFlow, remove: removeFromFlow, empty: leaveEmptyBrackets };

/** Writes new elements into a collection and takes others out. */
function compileCollection(draft: Draft, { collection, runs, added }: Plan): void {
  const children = childrenOf(collection);
  const write = collection.flow ? inFlow : inBlock;
  for (const run of runs) {
    if (run.additions.length > 0) write.replace(draft, collection, run);
    else if (run.last - run.first + 1 === children.length) write.empty(draft, collection, run);
    else write.remove(draft, collection, run);
  }
  for (const [gap, additions] of added) {
    const before = children[gap - 1];
    if (before) write.add(draft, collection, before, additions, gap);
    else fillEmpty(draft, collection, additions);
  }
}
