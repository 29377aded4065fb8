import { indentOf, lineBreakAt, startsItsLine } from '../text';
import { childrenOf, type Element, type Entry, type Mapping, type Sequence, writtenAt } from '../node';
import { type Quoting, quotingOfTexts, type Quotes, printScalar } from './scalar';
import { isPlainScalar, isPlainSequence, type Plain } from '../plain';
import { commentAlong, printPlain } from './carried';

/** How a flow collection is written. */
export interface FlowStyle extends Quotes {
  /** What scalars are carried over from. */
  readonly text: string;
  /** Between key and value. */
  readonly colon: string;
  /** Between two elements. */
  readonly comma: string;
  /** Inside braces. */
  readonly padding: string;
  /** Where each element has a line of its own: how these lines are indented, one step of that, and how they end. */
  readonly lines: { readonly indent: string; readonly step: string; readonly lineBreak: string } | undefined;
}

/** How lines are indented that each hold one element; what comes of it is of no matter where there are none. */
export function indentOfElements({ lines }: FlowStyle): string {
  return lines?.indent ?? '';
}

/** The style of a flow collection, read off one of its elements; an empty one is written as those around it. */
export function flowStyleOf(
  text: string,
  collection: Mapping | Sequence,
  near: Element | undefined = childrenOf(collection)[0],
): FlowStyle {
  const sample = sampleEntry(collection, near);
  const keys: Quoting =
    sample?.key.kind === 'scalar' && sample.key.style !== 'plain' ? styleOfQuotes(sample.key.style) : 'plain';
  const between = sample && text.slice(sample.key.range.end, writtenAt(sample.value).start);
  const colon = between !== undefined && /^:[ \t]*$/.test(between) && keys !== 'plain' ? between : ': ';
  const braces = sample?.parent ?? collection;
  const padded = braces.kind === 'mapping' && text[braces.content.start + 1] === ' ' && sample !== undefined;
  return {
    text,
    keys,
    texts: keys === 'double' ? keys : quotingOfTexts(childrenOf(collection).slice(0, 20)),
    colon,
    comma: commaOf(text, collection) ?? (colon === ':' ? ',' : ', '),
    padding: padded ? ' ' : '',
    lines: linesOf(text, collection, near),
  };
}

function styleOfQuotes(style: string): Quoting {
  return style === 'single' ? 'single' : 'double';
}

/** An entry of the collection or, if it has none, of the nearest flow collection around it. */
function sampleEntry(collection: Mapping | Sequence, near?: Element): Entry | undefined {
  if (near?.kind === 'entry') return near;
  for (const element of childrenOf(collection)) {
    const { value } = element;
    if (element.kind === 'entry') return element;
    if (value.kind === 'mapping' && value.flow && value.entries[0]) return value.entries[0];
  }
  const holder = collection.parent;
  if (!holder?.parent.flow) return undefined;
  return holder.kind === 'entry' ? holder : sampleEntry(holder.parent);
}

function commaOf(text: string, collection: Mapping | Sequence): string | undefined {
  const [first, second] = childrenOf(collection);
  const gap = first && second ? text.slice(first.range.end, second.range.start) : undefined;
  if (gap !== undefined && /^,[ \t]*$/.test(gap)) return gap;
  const around = collection.parent?.parent;
  return around?.flow ? commaOf(text, around) : undefined;
}

function linesOf(
  text: string,
  collection: Mapping | Sequence,
  near: Element | undefined,
): FlowStyle['lines'] {
  if (near) {
    const second = childrenOf(collection)[1] ?? near;
    const ownLines = [near, second].every((element) => startsItsLine(text, element.range.start));
    if (!collection.flow || !ownLines) return undefined;
    const indent = indentOf(text, near.range.start);
    const closing = collection.content.end - 1;
    const outer = indentOf(text, startsItsLine(text, closing) ? closing : collection.content.start);
    const isDeeper = indent.startsWith(outer) && indent.length > outer.length;
    const step = isDeeper ? indent.slice(outer.length) : '  ';
    return { indent, step, lineBreak: lineBreakAt(text, collection.content.start) };
  }
  const holder = collection.parent;
  const around = holder?.parent.flow ? linesOf(text, holder.parent, holder) : undefined;
  return around && { ...around, indent: around.indent + around.step };
}

/**
 * A value as it is behind a key or bracket in flow style; over several lines where the style has lines.
 *
 * @param indent the indentation of the line on which the value starts
 */
export function printFlow(value: Plain, style: FlowStyle, indent: string): string {
  if (isPlainScalar(value)) return printPlain(value, style, true);
  const inner = indentInside(style, indent);
  const isList = isPlainSequence(value);
  const items: readonly Plain[] = isList ? value : Object.values(value);
  const keys = isList ? [] : Object.keys(value).map((key) => printFlowKey(key, style));
  const parts = items.map((item, index) => (keys[index] ?? '') + printFlow(item, style, inner));
  const comments = style.lines ? items.map((item) => commentAlong(style.text, item)) : [];
  return enclose(isList ? 'sequence' : 'mapping', parts, style, indent, comments);
}

/** A key in flow style, with its colon. */
export function printFlowKey(key: string, style: FlowStyle): string {
  return printScalar(key, style.keys, true) + style.colon;
}

/**
 * Printed elements between brackets; `indent` as for {@link printFlow}.
 *
 * @param comments what stands behind each and its comma, if each has a line to itself
 */
export function enclose(
  kind: 'mapping' | 'sequence',
  parts: readonly string[],
  style: FlowStyle,
  indent: string,
  comments: readonly (string | undefined)[] = [],
): string {
  if (parts.length === 0) return emptyBrackets(kind);
  const { open, close } = brackets(kind, style, indent);
  const gap = separator(style, indentInside(style, indent));
  const lines = parts.map((part, index) => {
    const comment = comments[index] === undefined ? '' : ` ${comments[index]}`;
    return part + (index === parts.length - 1 ? comment : gap.replace(',', () => `,${comment}`));
  });
  return open + lines.join('') + close;
}

/** Brackets with nothing in them. */
export function emptyBrackets(kind: 'mapping' | 'sequence'): string {
  return kind === 'mapping' ? '{}' : '[]';
}

/** What is between two elements that start with the given indentation. */
export function separator(style: FlowStyle, indent: string): string {
  return style.lines ? `,${style.lines.lineBreak}${indent}` : style.comma;
}

/** Brackets with what is to stand on their inner sides. */
export function brackets(
  kind: 'mapping' | 'sequence',
  style: FlowStyle,
  indent: string,
): { open: string; close: string } {
  const { lines } = style;
  const padding = kind === 'mapping' ? style.padding : '';
  const before = lines ? lines.lineBreak + indentInside(style, indent) : padding;
  const behind = lines ? lines.lineBreak + indent : padding;
  return kind === 'mapping'
    ? { open: `{${before}`, close: `${behind}}` }
    : { open: `[${before}`, close: `${behind}]` };
}

/** The indentation of the elements of a collection whose own line is indented by `indent`. */
export function indentInside({ lines }: FlowStyle, indent: string): string {
  return indent + (lines?.step ?? '');
}
