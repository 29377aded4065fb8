import type { Change } from '../change';
import { Declined } from '../declined';
import { indentOf, skipSpace, startsItsLine } from '../lines';
import { columnOf } from '../style/block';
import { endWithComments } from './comments';
import type { Draft } from './draft';

/** Puts the only entry of a mapping where the entry stands that holds the mapping. */
export function compileUnwrap(draft: Draft, { entry, only }: Extract<Change, { type: 'unwrap' }>): void {
  const { text } = draft;
  const { parent: value } = only;
  const place = entry.range.start;
  if (value.entries.length !== 1) {
    throw new Declined('its value is no mapping with a single entry', place);
  }
  if (value.alias || value.range.start < value.content.start) {
    throw new Declined('its value is an alias, or has an anchor or tag', place);
  }
  if (text[place] === '?' || text[only.range.start] === '?') {
    throw new Declined('its key is marked with "?"', place);
  }
  if (value.flow) {
    const braces = text.slice(place, only.range.start) + text.slice(only.range.end, value.range.end);
    if (braces.includes('#')) throw new Declined('a comment stands in the braces that would go', place);
    draft.replace(place, only.range.start, '');
    draft.replace(only.range.end, value.range.end, '');
    const by = indentOf(text, place).length - indentOf(text, only.range.start).length;
    if (startsItsLine(text, place)) draft.shift({ inside: only.range, by });
    return;
  }
  // A comment behind the colon goes to where the key was.
  const start = skipSpace(text, text.indexOf(':', entry.key.range.end) + 1);
  const column = columnOf(text, place);
  const by = column - columnOf(text, only.range.start);
  draft.replace(place, start, '');
  draft.shift({ inside: { start, end: endWithComments(text, entry) }, by, margin: column - by });
}
