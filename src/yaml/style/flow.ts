import { indentOf, lineBreakAt, startsItsLine } from '../lines';
import { childrenOf, type Element, type Entry, type Mapping, type Sequence, writtenAt } from '../node';
import type { Quoting } from '../print/scalar';
import { quotingOfTexts, type Quotes } from './quotes';

/** How a flow collection is written. */
export interface FlowStyle extends Quotes {
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
