import type { Change, Word } from '../changes';
import { Declined, lineTextEnd, indentOf, skipSpace, startsItsLine } from '../text';
import { isBlockText, isTemplatedNode, type Scalar, isOnKeyLine } from '../node';
import { printScalar, type Quoting } from '../style/scalar';
import { flowStyleOf, printFlow } from '../style/flow';
import { type Draft, endWithComments } from './draft';
import { fillBelowKey } from './block';
import { columnOf } from '../style/block';
import { carryOut } from '../embedded';

/** Gives a scalar another value; where an alias stands for it, the value takes the alias's place. */
export function compileSet(draft: Draft, change: Extract<Change, { type: 'set' }>): void {
  const { scalar, value, words, chomps } = change;
  const { alias, content, style } = scalar;
  if (chomps) {
    chomp(draft, scalar);
    return;
  }
  if (words && !alias) {
    for (const word of words) replaceWord(draft, scalar, word);
    return;
  }
  if (!alias && isTagged(draft.text, scalar) && typeof value !== typeof scalar.value) {
    throw new Declined('a tag says that its value is of another type', scalar.range.start);
  }
  if (isTemplatedNode(scalar)) throw new Declined('a template inserts its value', scalar.range.start);
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

/** The header of a block scalar says how it ends. */
function chomp(draft: Draft, scalar: Scalar): void {
  const { alias, content } = scalar;
  const [header = '', style, indent] = /^([|>])[+-]?(\d?)[+-]?/.exec(draft.text.slice(content.start)) ?? [];
  if (alias || style === undefined) throw new Declined('its value is not a block string here', content.start);
  draft.replace(content.start, content.start + header.length, `${style}${indent}-`);
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
    throw new Declined(`"${from}" is not written in one piece`, content.start);
  }
  for (let at = source.indexOf(from); at !== -1; at = source.indexOf(from, at + from.length)) {
    draft.replace(start + at, start + at + from.length, to);
  }
}

/** Gives an entry without a value, or with `null`, a map: below its key, or in braces where it is in flow style. */
export function compileFill(draft: Draft, { entry, value }: Extract<Change, { type: 'fill' }>): void {
  const { value: old, parent } = entry;
  if (old.kind !== 'scalar' || old.value !== null) throw new Declined('it has a value', old.range.start);
  if (old.alias || old.range.start !== old.content.start) {
    throw new Declined('its value is an anchor, an alias or a tag', old.range.start);
  }
  const additions = Object.entries(value).map(([key, item]) => ({ key, value: item }));
  if (!parent.flow && isOnKeyLine(draft.text, entry)) {
    fillBelowKey(draft, entry, { kind: 'mapping', content: old.content }, additions);
  } else if (parent.flow && old.style !== 'empty') {
    const style = flowStyleOf(draft.text, parent);
    const printed = printFlow(value, style, indentOf(draft.text, entry.range.start));
    draft.replace(old.content.start, old.content.end, printed);
  } else throw new Declined('it has no value that could be replaced', entry.range.start);
}

/** Puts the entries of a mapping where the entry is that holds the mapping. */
export function compileUnwrap(draft: Draft, { entry, entries }: Extract<Change, { type: 'unwrap' }>): void {
  const { text } = draft;
  const place = entry.range.start;
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last || first.parent.entries.length !== entries.length) {
    throw new Declined('its value has other entries, too', place);
  }
  const { parent: value } = first;
  if (value.alias || value.range.start < value.content.start) {
    throw new Declined('its value is an alias, or has an anchor or tag', place);
  }
  if (text[place] === '?' || entries.some(({ range }) => text[range.start] === '?')) {
    throw new Declined('its key is marked with "?"', place);
  }
  if (value.flow) {
    if (!entry.parent.flow && entries.length > 1)
      throw new Declined('its entries are in braces, and need lines of their own', place);
    const braces = text.slice(place, first.range.start) + text.slice(last.range.end, value.range.end);
    if (braces.includes('#')) throw new Declined('the braces to remove hold a comment', place);
    draft.replace(place, first.range.start, '');
    draft.replace(last.range.end, value.range.end, '');
    const by = indentOf(text, place).length - indentOf(text, first.range.start).length;
    if (startsItsLine(text, place))
      draft.shift({ inside: { start: first.range.start, end: last.range.end }, by });
    return;
  }
  // A comment behind the colon goes to where the key was.
  const start = skipSpace(text, text.indexOf(':', entry.key.range.end) + 1);
  const column = columnOf(text, place);
  const by = column - columnOf(text, first.range.start);
  draft.replace(place, start, '');
  draft.shift({ inside: { start, end: endWithComments(text, entry) }, by, margin: column - by });
}

/** Changes the text that a scalar holds, line by line. */
export function compileText(draft: Draft, { scalar, edits }: Extract<Change, { type: 'text' }>): void {
  for (const edit of carryOut(draft.document, scalar, edits)) draft.replace(edit.start, edit.end, edit.text);
}
