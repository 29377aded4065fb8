import type { Change } from '../change';
import { arrange, type Edit } from '../edit';
import type { Entry, Item, YamlDocument } from '../node';
import { Draft } from './draft';
import { compileAppend, compileInsert } from './insert';
import { compileMove } from './move';
import { compileRemovals } from './remove';
import { compileSet } from './set';
import { compileUnwrap } from './unwrap';

/**
 * The edits that make changes in the text of a document.
 *
 * @param changes settled changes
 * @throws Declined if a change cannot be written, with the reason
 */
export function compile(document: YamlDocument, changes: readonly Change[]): Edit[] {
  const removed = new Set<Entry | Item>();
  for (const change of changes) if (change.type === 'remove') removed.add(change.target);
  const draft = new Draft(document, removed);
  const once = new Set<string>();
  const ordered = changes.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  for (const change of ordered) {
    // Through an alias the same text can be reached twice; it is changed once.
    const key = textKey(change);
    if (once.has(key)) continue;
    once.add(key);
    compileOne(draft, change);
  }
  compileRemovals(draft);
  return arrange(draft.finish());
}

/** Brackets close before a neighbour is added behind them. */
const order: readonly Change['type'][] = ['set', 'move', 'unwrap', 'insert', 'append', 'remove'];

function compileOne(draft: Draft, change: Change): void {
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
    case 'insert':
      compileInsert(draft, change);
      break;
    case 'append':
      compileAppend(draft, change);
      break;
    case 'remove':
      break;
  }
}

/** What a change does to the text, without the path on which it was reached. */
function textKey(change: Change): string {
  const place = (range: { start: number; end: number }) => [range.start, range.end];
  switch (change.type) {
    case 'set':
      return JSON.stringify([change.type, place(change.scalar.alias ?? change.scalar.content), change.value]);
    case 'move':
      return JSON.stringify([change.type, place(change.entry.range), change.key, change.wrappers]);
    case 'unwrap':
      return JSON.stringify([change.type, place(change.entry.range)]);
    case 'insert':
      return JSON.stringify([
        change.type,
        place(change.mapping.content),
        change.after && place(change.after.range),
        change.key,
        change.value,
      ]);
    case 'append':
      return JSON.stringify([change.type, place(change.sequence.content), change.value]);
    case 'remove':
      return JSON.stringify([change.type, place(change.target.range)]);
  }
}
