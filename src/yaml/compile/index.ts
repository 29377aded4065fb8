import type { Change } from '../change';
import { arrange, type Edit } from '../edit';
import type { Element, Node, YamlDocument } from '../node';
import { type CollectionChange, compileCollections } from './collection';
import { Draft } from './draft';
import { compileMove } from './move';
import { compileSet } from './set';
import { compileText } from './text';
import { compileUnwrap } from './unwrap';

/**
 * The edits that make changes in the text of a document.
 *
 * @param changes settled changes
 * @throws Declined if a change cannot be written, with the reason
 */
export function compile(document: YamlDocument, changes: readonly Change[]): Edit[] {
  const draft = new Draft(document);
  const collectionChanges: CollectionChange[] = [];
  for (const change of withoutRepeats(changes)) {
    switch (change.type) {
      case 'set':
        compileSet(draft, change);
        break;
      case 'move':
        compileMove(draft, change);
        break;
      case 'unwrap':
        compileUnwrap(draft, change);
        break;
      case 'text':
        compileText(draft, change);
        break;
      default:
        collectionChanges.push(change);
    }
  }
  // What is put around a value is closed before a neighbour is added behind it.
  compileCollections(draft, collectionChanges);
  return arrange(draft.finish());
}

/** Through an alias the same text can be reached by several paths, and is changed once. */
function withoutRepeats(changes: readonly Change[]): Change[] {
  const counts = new Map<Node | Element, Map<string, number>>();
  const known = new Set<string>();
  return changes.filter((change) => {
    const { node, key } = textKey(change);
    // The same can well be asked for twice at one path: two equal items are appended.
    const onPath = counts.get(node) ?? new Map<string, number>();
    const count = onPath.get(key) ?? 0;
    counts.set(node, onPath.set(key, count + 1));
    const numbered = `${count} ${key}`;
    if (known.has(numbered)) return false;
    known.add(numbered);
    return true;
  });
}

/** The node at which a change is asked for, and what it does to the text whatever the path to that node is. */
function textKey(change: Change): { node: Node | Element; key: string } {
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
