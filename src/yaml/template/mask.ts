import {
  applyEdits,
  lineStart,
  nextLineStart,
  type Range,
  skipBlanks,
  skipBlanksBack,
  startingIn,
  startsItsLine,
} from '../text';
import { indentationOf, likelyHoldsLines, mayHoldLines, withoutIndentation } from './indentation';
import { type Action, findActions } from './actions';
import { type Block, blocksReaching, findBlocks } from './blocks';

/** A line, or several, that a template puts there as a whole: entries, items, or the value of the key above. */
interface TemplatedLines extends Range {
  /** The column at which they arrive: that of `nindent`, or else where the action is. */
  readonly column: number;
  /** Whether they may arrive further right as well: lines with an indentation of their own, left of what follows. */
  readonly orRight: boolean;
}

/** A template, and the same text with its actions made invisible to a YAML parser. */
export interface Template {
  readonly actions: readonly Action[];
  readonly blocks: readonly Block[];
  readonly lines: readonly TemplatedLines[];
  /** How far the text is indented in the file that holds it, from where `nindent` counts. */
  readonly margin: number;
  /** As long as the text itself, so that every offset holds in both. Definitions are blank. */
  readonly masked: string;
  /** Where the text is that `define` gives a name, and the masked text and lines in which it counts. */
  readonly definitions: {
    readonly ranges: readonly Range[];
    readonly masked: string;
    readonly lines: readonly TemplatedLines[];
  };
}

/**
 * What stands for an action inside a scalar: two characters that tell it from others, then as many of the last kind
 * as it is long. They are from Unicode's private use area, where YAML allows them and nobody needs them.
 */
const firstMark = 0xe000;
const marks = 0x1800;
const filler = '\uF8FF';

/** Whether a key or value has a part that a template puts there. */
export function isTemplated(text: string): boolean {
  return /[\uE000-\uF7FF]/.test(text) && text.includes(filler);
}

/** Whether a text waits for another tool to fill something in, as `${PORT}`: nothing can be said about it here. */
export function holdsPlaceholder(text: string): boolean {
  return /[${}%@<>]/.test(text) || isTemplated(text);
}

/** A text for people: what a template puts there is shown as what it is. */
export function withActionsShown(text: string): string {
  return text.replace(/[\uE000-\uF7FF]{2}\uF8FF+/g, '{{…}}');
}

/** What a template puts at a place as a whole, as a value: two of the same actions are the same. */
export function templatedValue(text: string, { actions }: Template, { start, end }: Range): string {
  const sources = actions
    .filter((action) => start <= action.start && action.end <= end)
    .map((action) => withoutIndentation(text.slice(action.start, action.end)));
  return marksFor(sources.join('\n')) + filler;
}

/** A value by which two can be compared: an action that is only longer or shorter stays the same. */
export function withoutFiller(value: string): string {
  return value.replaceAll(filler, '');
}

/**
 * Masks a text's actions; undefined where it has none.
 *
 * @param margin how far the text is indented in a file that holds it
 */
export function maskTemplate(text: string, margin = 0): Template | undefined {
  const actions = findActions(text);
  if (actions.length === 0) return undefined;
  const pieces: string[] = [];
  const lines: TemplatedLines[] = [];
  let at = 0;
  for (let index = 0; index < actions.length;) {
    const stretch = stretchAt(text, actions, index);
    const [first] = stretch;
    const last = stretch.at(-1);
    if (!first || !last) break;
    pieces.push(text.slice(at, first.start));
    const alone = isAlone(text, first.start, last.end) || startsLinesOfMore(text, first.start, last, margin);
    const output = alone ? stretch.find(({ kind }) => kind === 'output') : undefined;
    if (output) lines.push({ start: first.start, end: last.end, ...arrivalOf(text, output, margin) });
    // Empty lines are allowed nearly everywhere, at any depth, in block scalars too.
    pieces.push(maskEach(text, stretch, alone ? blank : fill));
    at = last.end;
    index += stretch.length;
  }
  pieces.push(text.slice(at));
  const blocks = findBlocks(actions);
  const masked = pieces.join('');
  const defining = blocks.filter((block) => isDefinition(block) && !isInDefinition(block));
  const ranges = defining.flatMap(({ branches }) => branches);
  const isDefined = ({ start }: Range) => ranges.some((range) => range.start <= start && start < range.end);
  return {
    actions,
    blocks,
    lines: ranges.length === 0 ? lines : lines.filter((line) => !isDefined(line)),
    margin,
    masked: blankOut(
      masked,
      defining.map(({ range }) => range),
    ),
    definitions: { ranges, masked, lines },
  };
}

function isDefinition({ keyword }: Block): boolean {
  return keyword === 'define';
}

/** Go's templates have no definition in another; a text that is cut off may look as if it had. */
function isInDefinition({ parent }: Block): boolean {
  return parent !== undefined && (isDefinition(parent) || isInDefinition(parent));
}

/** A template as far as a part of its text is concerned: what is in it, and the blocks around it. */
export function templateOf(template: Template, part: Range): Template {
  const { actions, blocks, lines } = template;
  return {
    ...template,
    actions: startingIn(actions, part),
    blocks: blocksReaching(blocks, part),
    lines: startingIn(lines, part),
  };
}

function blankOut(masked: string, ranges: readonly Range[]): string {
  const edits = ranges.map((range) => ({ ...range, text: blank(masked.slice(range.start, range.end)) }));
  return applyEdits(masked, edits);
}

/** Actions on one line with nothing but blanks between them. */
function stretchAt(text: string, actions: readonly Action[], from: number): Action[] {
  const stretch: Action[] = [];
  for (let index = from; index < actions.length; index++) {
    const action = actions[index];
    const previous = stretch.at(-1);
    if (!action || (previous && !/^[ \t]*$/.test(text.slice(previous.end, action.start)))) break;
    stretch.push(action);
  }
  return stretch;
}

/** Whether nothing else is on the lines of a stretch, a comment behind it aside. */
function isAlone(text: string, start: number, end: number): boolean {
  return startsItsLine(text, start) && endsItsLine(text, end);
}

/** Whether only blanks and a comment stand behind `offset` on its line. */
function endsItsLine(text: string, offset: number): boolean {
  const at = skipBlanks(text, offset);
  return at === text.length || /^(?:#|\r?\n)/.test(text.slice(at, at + 2));
}

/**
 * Whether an action behind a key or dash (`labels: {{ … | nindent 4 }}`) puts its lines above others:
 * then it is not the value, but brings entries of it.
 */
function startsLinesOfMore(text: string, start: number, last: Action, margin: number): boolean {
  const indentation = indentationOf(text, last);
  const at = skipBlanksBack(text, start);
  if (
    indentation?.first !== 'newLine' ||
    !/:$|^-$|\s-$/.test(text.slice(Math.max(lineStart(text, at), at - 2), at))
  )
    return false;
  if (!endsItsLine(text, last.end)) return false;
  return columnBelow(text, last.end) === indentation.column - margin;
}

/** Masks the actions of a stretch and keeps what is between them. */
function maskEach(text: string, stretch: readonly Action[], mask: (source: string) => string): string {
  const pieces = stretch.map(({ start, end }, index) => {
    const between = text.slice(stretch[index - 1]?.end ?? start, start);
    return between + mask(text.slice(start, end));
  });
  return pieces.join('');
}

function blank(source: string): string {
  return '\n'.repeat(source.length);
}

/** A line break inside an action stays what it is, and so does the indentation behind it. */
function fill(source: string): string {
  const tail = source
    .slice(2)
    .replace(/(\r?\n[ \t]*)|[^\n]/g, (_, lineBreak?: string) => lineBreak ?? filler);
  return marksFor(source) + tail;
}

/** The two characters that stand for an action, or for several, however far they are indented. */
function marksFor(source: string): string {
  let hash = 0;
  for (const unit of withoutIndentation(source))
    hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) % (marks * marks);
  return String.fromCharCode(firstMark + Math.floor(hash / marks), firstMark + (hash % marks));
}

/** Where the lines of an action arrive that has lines to itself. */
function arrivalOf(text: string, action: Action, margin: number): Omit<TemplatedLines, keyof Range> {
  const place = action.start - lineStart(text, action.start);
  const indentation = indentationOf(text, action);
  if (indentation && indentation.first !== 'inPlace') {
    return { column: Math.max(0, indentation.column - margin), orRight: false };
  }
  if (indentation || !mayHoldLines(action)) return { column: place, orRight: false };
  // What is left of the lines that follow can only be their neighbour with an indentation of its own.
  const below = columnBelow(text, action.end);
  if (below > place) return { column: below, orRight: true };
  // At the start of a line a helper may bring keys of the document, or lines of what is above.
  return { column: place, orRight: place === 0 && margin === 0 && likelyHoldsLines(action) };
}

/** The column of the next line that is neither an action's nor a comment; -1 where none follows. */
function columnBelow(text: string, from: number): number {
  const next = /(?:[ \t]*(?:\{[{%].*[%}]\}[ \t]*|#.*)?\r?\n)*([ \t]*)(?=[^\s{#])/y;
  next.lastIndex = nextLineStart(text, from);
  return next.exec(text)?.[1]?.length ?? -1;
}
