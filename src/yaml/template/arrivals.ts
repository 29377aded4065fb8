import { lineStart, type Range } from '../lines';
import { childrenOf, type Element, type Mapping, type Sequence } from '../node';
import type { Template } from './mask';
import { nextVisible } from './visible';

/** What has to be known of a document to tell where its template's lines belong. */
interface Templated {
  readonly text: string;
  readonly range: Range;
  readonly template: Template | undefined;
}

/** The lines that a template puts among entries or items: they arrive at the column of the keys or dashes. */
export function arrivalsIn(document: Templated, collection: Mapping | Sequence): readonly Range[] {
  const { text, template } = document;
  if (!template || collection.flow || collection.alias) return [];
  const { start } = collection.content;
  const column = start - lineStart(text, start);
  const territory = territoryOf(document, collection);
  return template.lines.filter(
    (line) =>
      line.column === column &&
      territory.start <= line.start &&
      line.start < territory.end &&
      !childrenOf(collection).some(({ value }) => value.kind === 'scalar' && isWithin(value.range, line)),
  );
}

/**
 * What a template puts behind a key or dash that has no value of its own: lines that arrive further right than that
 * stands, with the actions around them.
 */
export function broughtBehind(document: Templated, parent: Element, at: number): Range | undefined {
  const { text, template, range } = document;
  if (!template || parent.parent.flow) return undefined;
  const column = parent.range.start - lineStart(text, parent.range.start);
  const end = nextVisible(template.masked, at, range.end);
  const lines = template.lines.filter((line) => at <= line.start && line.start < end && line.column > column);
  const last = lines.at(-1);
  if (!last) return undefined;
  const first = template.actions.find((action) => action.start >= at);
  const around = template.blocks.filter((block) => at <= block.range.start && isWithin(block.range, last));
  return {
    start: first?.start ?? last.start,
    end: Math.max(last.end, ...around.map((block) => block.range.end)),
  };
}

/** The part of the text in which a collection's elements can stand: up to what comes behind the collection. */
function territoryOf(document: Templated, { parent }: Mapping | Sequence): Range {
  if (!parent) return document.range;
  return { start: parent.range.start, end: endOfTerritory(document, parent) };
}

function endOfTerritory(document: Templated, element: Element): number {
  const siblings = childrenOf(element.parent);
  const next = siblings[siblings.indexOf(element) + 1];
  if (next) return next.range.start;
  return element.parent.parent ? endOfTerritory(document, element.parent.parent) : document.range.end;
}

function isWithin(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
