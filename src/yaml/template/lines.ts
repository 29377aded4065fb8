import {
  beforeOnLine,
  countBefore,
  Declined,
  type Edit,
  isWithin,
  type Range,
  skipBlanks,
  startingIn,
  startOfRange,
} from '../text';
import { childrenOf, type Element, type Mapping, type Sequence } from '../node';
import { indentationOf, likelyHoldsLines, mayHoldLines } from './indentation';
import type { Template } from './mask';
import { type Action, insertsText } from './actions';
import { blocksReaching, blocksStartingIn } from './blocks';

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
  const column = beforeOnLine(text, start).length;
  const territory = territoryOf(document, collection);
  const children = childrenOf(collection);
  const isInScalar = (line: Range): boolean => {
    const value = children[countBefore(children, line.start + 1, startOfElement) - 1]?.value;
    return value?.kind === 'scalar' && isWithin(value.range, line);
  };
  return startingIn(template.lines, territory).filter(
    (line) => (line.column === column || (line.orRight && line.column < column)) && !isInScalar(line),
  );
}

/**
 * What a template puts behind a key or dash that has no value of its own: lines that arrive further right than that
 * is, with the actions around them.
 */
export function broughtBehind(document: Templated, parent: Element, at: number): Range | undefined {
  const { text, template, range } = document;
  if (!template || parent.parent.flow) return undefined;
  const column = beforeOnLine(text, parent.range.start).length;
  const end = nextVisible(template.masked, at, range.end);
  const lines = startingIn(template.lines, { start: at, end }).filter((line) => line.column > column);
  const last = lines.at(-1);
  if (!last) return undefined;
  const first = template.actions[countBefore(template.actions, at, startOfRange)];
  const blocks = blocksStartingIn(template.blocks, { start: at, end: last.start + 1 });
  const around = blocks.filter((block) => isWithin(block.range, last));
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
  const next = siblings[countBefore(siblings, element.range.start + 1, startOfElement)];
  if (next) return next.range.start;
  return element.parent.parent ? endOfTerritory(document, element.parent.parent) : document.range.end;
}

function startOfElement({ range }: Element): number {
  return range.start;
}

/**
 * How far a part of the text reaches if the template's lines right behind it are counted that belong to it: the rest
 * of the blocks that were opened inside, and what arrives at `column` or right of it.
 */
export function reachOf(template: Template, inside: Range, column: number): number {
  const { masked, actions } = template;
  let end = endOfOpenBlocks(template, inside, inside.end);
  for (let index = countBefore(actions, end, startOfRange); index < actions.length; index++) {
    const action = actions[index];
    if (!action) break;
    if (action.start < end) continue;
    if (!isInvisible(masked, end, action.end)) break;
    if (action.kind === 'silent') continue;
    const arrived = endOfArrival(template, action, column);
    if (arrived === undefined) break;
    end = endOfOpenBlocks(template, inside, arrived);
  }
  return end;
}

/** The end of the blocks that were opened inside and hold nothing more. */
function endOfOpenBlocks({ masked, blocks }: Template, inside: Range, from: number): number {
  const opened = blocksStartingIn(blocks, { start: inside.start, end: from });
  return opened.reduce((end, { range }) => {
    return end < range.end && isInvisible(masked, end, range.end) ? range.end : end;
  }, from);
}

/** The end of a line, or of a block of nothing but such lines, that arrives at a column or right of it. */
function endOfArrival(
  { masked, blocks, lines }: Template,
  action: Action,
  column: number,
): number | undefined {
  const line = lines[countBefore(lines, action.start + 1, startOfRange) - 1];
  if (line && line.column >= column && isWithin(line, action)) return action.end;
  const [opened] = blocksStartingIn(blocks, { start: action.start, end: action.start + 1 });
  if (!opened || !isInvisible(masked, opened.range.start, opened.range.end)) return undefined;
  const inBlock = startingIn(lines, opened.range).some(
    (inner) => inner.column >= column && isWithin(opened.range, inner),
  );
  return inBlock ? opened.range.end : undefined;
}

/** @throws Declined where lines at an offset would be in a block of which what starts at `start` is no part */
export function requireOutsideBlocks(template: Template | undefined, start: number, at: number): void {
  const blocks = blocksStartingIn(template?.blocks ?? [], { start: start + 1, end: at });
  const inside = blocks.find(({ range }) => at < range.end);
  if (!inside) return;
  const reason =
    'a condition of the template begins on the line above, and the new lines would be a part of it';
  throw new Declined(reason, inside.range.start);
}

/** @throws Declined where a block begins or ends in a part of the text that gets brackets around it, and not the whole of it */
export function requireWholeBlocks(template: Template | undefined, part: Range): void {
  const torn = blocksReaching(template?.blocks ?? [], part).find(({ range, branches }) => {
    const borders = [range.start, ...branches.map(({ end }) => end)];
    const inside = borders.filter((border) => part.start <= border && border < part.end);
    return inside.length > 0 && inside.length < borders.length;
  });
  if (!torn) return;
  const reason = 'a condition of the template begins or ends inside of a value that needs brackets around it';
  throw new Declined(reason, torn.range.start);
}

/**
 * Where an element in brackets can stand that comes behind another, and on no condition.
 *
 * @throws Declined where the commas that a condition brings are not in front of what it is around
 */
export function outsideBlocks(
  { text, template }: Templated,
  { content }: Mapping | Sequence,
  before: Range,
): number {
  const at = before.end;
  const blocks = blocksStartingIn(template?.blocks ?? [], { start: content.start + 1, end: at });
  const inside = blocks.find(
    ({ range }) => at < range.end || (at === range.end && range.start <= before.start),
  );
  if (!inside) return at;
  const { range, branches, hasElse } = inside;
  const areAll = (expected: RegExp) =>
    branches.every(({ start, end }) => expected.test(text.slice(start, end)));
  // One of the branches of an `else` is there, and a comma behind it has something in front.
  const isThere = at === range.end && hasElse && areAll(/^\s*[^\s,{<]/);
  if (isThere || (isWithin(content, range) && areAll(/^\s*(?:,|$)/))) return range.end;
  throw new Declined('the new element would be a part of a condition of the template', range.start);
}

const unknownIndentation =
  'the template inserts lines here that have to move, and their indentation is not known; indent them with nindent';

/** The edits that have actions put their lines where the lines around them go. */
export function moveActions(
  text: string,
  { actions, lines }: Template,
  shifts: readonly { readonly inside: Range; readonly by: number; readonly holdsLines?: boolean }[],
): Edit[] {
  const moved = new Map<Action, { by: number; holdsLines: boolean }>();
  for (const { inside, by, holdsLines = false } of shifts) {
    for (const action of startingIn(actions, inside)) {
      if (!isWithin(inside, action)) continue;
      const other = moved.get(action);
      moved.set(action, { by: (other?.by ?? 0) + by, holdsLines: holdsLines || other?.holdsLines === true });
    }
  }
  const inOrder = [...moved].sort(([one], [other]) => one.start - other.start);
  return inOrder.flatMap(([action, { by, holdsLines: mayBring }]) => {
    if (by === 0 || !insertsText(action)) return [];
    const indentation = indentationOf(text, action);
    if (indentation) return [{ ...indentation.number, text: String(indentation.column + by) }];
    const line = lines[countBefore(lines, action.start + 1, startOfRange) - 1];
    const isWhole = line !== undefined && isWithin(line, action);
    // Behind a key, most values are one line; a helper behind a trim marker has to start with a line break.
    const holdsLines = isWhole
      ? mayHoldLines(action)
      : (text.startsWith('{{-', action.start) || mayBring) && likelyHoldsLines(action);
    if (holdsLines) throw new Declined(unknownIndentation, action.start);
    return [];
  });
}

/** Whether the text does not decide where a line starts: the start is inside an action, or `indent` alone moves the line. */
export function isPlacedByAction(text: string, template: Template | undefined, lineStart: number): boolean {
  if (!template) return false;
  const { actions } = template;
  let visible = skipBlanks(text, lineStart);
  for (let index = countBefore(actions, lineStart + 1, ({ end }) => end); ; index++) {
    const action = actions[index];
    if (!action || action.start > visible) return false;
    if (action.start < lineStart) return true;
    if (insertsText(action)) return indentationOf(text, action)?.first === 'indented';
    visible = skipBlanks(text, action.end);
  }
}

/** Whether an action is at an offset that puts nothing there itself: some languages keep the space before it. */
export function isControl(template: Template | undefined, offset: number): boolean {
  const [action] = startingIn(template?.actions ?? [], { start: offset, end: offset + 1 });
  return action !== undefined && action.kind !== 'output';
}

/** Where something is again in a masked text that is no comment. */
function nextVisible(masked: string, at: number, limit: number): number {
  const visible = /\s+|#[^\n]*/y;
  visible.lastIndex = at;
  let end = at;
  while (end < limit && visible.test(masked)) end = visible.lastIndex;
  return Math.min(end, limit);
}

/** Whether a stretch of a masked text holds nothing but space and comments. */
function isInvisible(masked: string, start: number, end: number): boolean {
  return nextVisible(masked, start, end) >= end;
}
