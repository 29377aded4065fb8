import { indentOf, lineTextEnd, type Range, skipBlanksBack } from '../lines';
import { type Entry, isOnKeyLine, type Mapping, type Sequence } from '../node';
import { enclose, indentInside } from '../print/flow';
import { columnOf } from '../style/block';
import { flowStyleOf } from '../style/flow';
import { formBelow, formOf, lineAt, printAddition } from './block';
import type { Addition } from './plan';
import { isLineFree } from './comments';
import type { Draft } from './draft';
import { printInFlow } from './flow';

type Collection = Mapping | Sequence;

/** Writes elements into an empty collection: `{}` or `[]`. In a block collection they get lines of their own. */
export function fillEmpty(draft: Draft, collection: Collection, additions: readonly Addition[]): void {
  const { text } = draft;
  const { content, kind, parent, range } = collection;
  const canBeLines = !hasCommentInside(text, content) && !collection.alias && !draft.touches(range);
  if (!parent || parent.parent.flow || !canBeLines || text[parent.range.start] === '?') {
    fillBrackets(draft, collection, additions);
  } else if (parent.kind === 'entry' && isOnKeyLine(text, parent)) {
    fillBelowKey(draft, parent, { kind, content }, additions);
  } else if (
    range.start === content.start &&
    isLineFree(text, content.end) &&
    !text.slice(content.end, lineTextEnd(text, content.end)).includes('#')
  ) {
    const column = columnOf(text, content.start);
    const form = formOf(draft, collection);
    const lines = additions.map((addition) => printAddition(addition, column, form));
    draft.replace(content.start, content.end, lines.join(lineAt(column, form)));
  } else fillBrackets(draft, collection, additions);
}

/** Writes elements on lines of their own below a key, in the place of what stands behind it. */
export function fillBelowKey(
  draft: Draft,
  holder: Entry,
  { kind, content }: Pick<Collection, 'kind' | 'content'>,
  additions: readonly Addition[],
): void {
  const { text } = draft;
  const form = formBelow(draft, holder, content.start);
  const offset = kind === 'mapping' ? form.step : form.dashOffset;
  const column = columnOf(text, holder.range.start) + offset;
  const start = skipBlanksBack(text, content.start);
  draft.replace(start, content.end, '');
  const lines = additions.map((addition) => lineAt(column, form) + printAddition(addition, column, form));
  draft.insert(lineTextEnd(text, content.end), lines.join(''), content.start);
}

function fillBrackets(draft: Draft, collection: Collection, additions: readonly Addition[]): void {
  const { text } = draft;
  const { content, kind, parent } = collection;
  const around = flowStyleOf(text, collection);
  // An empty document may be JSON.
  const style = parent ? around : { ...around, keys: 'double' as const, texts: 'double' as const };
  const indent = indentOf(text, content.start);
  const inner = indentInside(style, indent);
  const printed = additions.map((addition) => printInFlow(addition, style, inner));
  if (hasCommentInside(text, content)) draft.insert(content.start + 1, printed.join(style.comma));
  else draft.replace(content.start, content.end, enclose(kind, printed, style, indent));
}

/** Whether there is a comment in brackets that hold nothing else. */
function hasCommentInside(text: string, { start, end }: Range): boolean {
  return text.slice(start, end).includes('#');
}
