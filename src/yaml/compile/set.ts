import type { Change, Word } from '../change';
import { Declined } from '../declined';
import { lineTextEnd } from '../lines';
import { isBlockText, isTemplatedNode, type Scalar } from '../node';
import { printScalar, type Quoting } from '../print/scalar';
import { flowStyleOf } from '../style/flow';
import type { Draft } from './draft';

/** Gives a scalar another value; where an alias stands for it, the value takes the alias's place. */
export function compileSet(draft: Draft, { scalar, value, words }: Extract<Change, { type: 'set' }>): void {
  const { alias, content, style } = scalar;
  if (words && !alias) {
    for (const word of words) replaceWord(draft, scalar, word);
    return;
  }
  if (!alias && isTagged(draft.text, scalar) && typeof value !== typeof scalar.value) {
    throw new Declined('a tag says that its value is of another type', scalar.range.start);
  }
  if (isTemplatedNode(scalar)) throw new Declined('a template puts its value there', scalar.range.start);
  const printed = printScalar(value, quotingFor(draft.text, scalar), scalar.parent?.parent.flow ?? false);
  if (alias) draft.replace(alias.start, alias.end, printed);
  else if (style === 'empty') fillIn(draft, scalar, printed);
  else if (isBlockText(scalar)) replaceBlock(draft, scalar, printed);
  else draft.replace(content.start, content.end, printed);
}

/** A text stays quoted as it is; in flow style, what was no text becomes one like those around it. */
function quotingFor(text: string, { alias, parent, style, value }: Scalar): Quoting {
  if (!alias && (style === 'single' || style === 'double')) return style;
  const isText = typeof value === 'string' && !alias;
  return parent?.parent.flow && !isText ? flowStyleOf(text, parent.parent, parent).texts : 'plain';
}

/** Writes a value behind a key or dash that has none. */
function fillIn(draft: Draft, { content, parent }: Scalar, printed: string): void {
  const hasNoColon = parent?.kind === 'entry' && parent.key.content.end === content.end;
  if (hasNoColon && !parent.parent.flow) {
    throw new Declined('a key marked with "?" has no value here', content.start);
  }
  draft.insert(content.end, `${hasNoColon ? ':' : ''} ${printed}`);
}

/** Header and lines give way to one line; a comment behind the header and blank lines at the end stay. */
function replaceBlock(draft: Draft, { content }: Scalar, printed: string): void {
  const { text } = draft;
  const source = text.slice(content.start, content.end);
  const header = source.search(/\s|$/);
  const headerLineEnd = lineTextEnd(text, content.start);
  const lastVisible = content.start + source.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '').length;
  draft.replace(content.start, content.start + header, printed);
  draft.replace(headerLineEnd, lineTextEnd(text, lastVisible), '');
}

function isTagged(text: string, { range, content }: Scalar): boolean {
  return /(?:^|\s)!/.test(text.slice(range.start, content.start));
}

/** A word that a line break or an escape takes apart is not found, and the proof sees that it is still there. */
function replaceWord(draft: Draft, scalar: Scalar, { from, to }: Word): void {
  const { content } = scalar;
  const start = isBlockText(scalar) ? lineTextEnd(draft.text, content.start) : content.start;
  const source = draft.text.slice(start, content.end);
  if (!source.includes(from)) {
    throw new Declined(`"${from}" is not written there in one piece`, content.start);
  }
  for (let at = source.indexOf(from); at !== -1; at = source.indexOf(from, at + from.length)) {
    draft.replace(start + at, start + at + from.length, to);
  }
}
