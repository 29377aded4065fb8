import type { Change } from '../change';
import { Declined } from '../declined';
import { lineStart } from '../lines';
import { columnOf } from '../style';
import type { Draft } from './draft';

/** Puts the only entry of a mapping where the entry stands that holds the mapping. */
export function compileUnwrap(draft: Draft, { entry, only }: Extract<Change, { type: 'unwrap' }>): void {
  const { text } = draft;
  const { value } = entry;
  if (value.alias || only.value.alias || value.kind !== 'mapping') {
    throw new Declined('its value stands somewhere else', entry.range.start);
  }
  if (
    value.range.start < value.content.start ||
    text[entry.range.start] === '?' ||
    text[only.range.start] === '?'
  ) {
    throw new Declined('an anchor, a tag or a "?" stands in the way', entry.range.start);
  }
  if (value.flow) {
    draft.replace(entry.range.start, only.range.start, '');
    draft.replace(only.range.end, value.range.end, '');
    const outdent = indentOf(text, only.range.start).length - indentOf(text, entry.range.start).length;
    if (outdent > 0) draft.shift(only.range, -outdent);
    return;
  }
  const start = afterColon(text, entry.key.range.end);
  draft.replace(entry.range.start, start, '');
  draft.shift(
    { start, end: value.range.end },
    columnOf(text, entry.range.start) - columnOf(text, only.range.start),
  );
}

/** Where the first comment or key behind the colon stands. */
function afterColon(text: string, keyEnd: number): number {
  let at = text.indexOf(':', keyEnd) + 1;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}
