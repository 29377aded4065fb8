import { lineStart, lineTextEnd, nextLineStart, type Range } from '../text';
import { type Action, findActions, type Block, findBlocks } from './actions';

/** A line, or several, that a template puts there as a whole: entries, items, or the value of the key above. */
interface TemplatedLines extends Range {
  /** The column at which they arrive: that of `nindent`, or else where the action stands. */
  readonly column: number;
}

/** A template, and the same text with its actions made invisible to a YAML parser. */
export interface Template {
  readonly actions: readonly Action[];
  readonly blocks: readonly Block[];
  readonly lines: readonly TemplatedLines[];
  /** As long as the text itself, so that every offset holds in both. What definitions hold is blank. */
  readonly masked: string;
  /** Where the text stands that `define` gives a name, and the masked text in which it is not blank. */
  readonly definitions: { readonly ranges: readonly Range[]; readonly masked: string };
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

/** A text for people: what a template puts there is shown as what it is. */
export function withActionsShown(text: string): string {
  return text.replace(/[\uE000-\uF7FF]{2}\uF8FF+/g, '{{…}}');
}

/** A value that a template puts there as a whole. */
export function templatedValue(source: string): string {
  return marksFor(source) + filler;
}

/** A value by which two can be compared: an action that is only longer or shorter stays the same. */
export function withoutFiller(value: string): string {
  return value.replaceAll(filler, '');
}

/** Masks a text's actions; undefined where it has none. */
export function maskTemplate(text: string): Template | undefined {
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
    const alone = isAlone(text, first.start, last.end) || startsLinesOfMore(text, first.start, last);
    const output = alone ? stretch.find(({ kind }) => kind === 'output') : undefined;
    if (output) lines.push({ start: first.start, end: last.end, column: columnOf(text, output) });
    // Empty lines are allowed nearly everywhere, at any depth, in block scalars too.
    pieces.push(maskEach(text, stretch, alone ? blank : fill));
    at = last.end;
    index += stretch.length;
  }
  pieces.push(text.slice(at));
  const blocks = findBlocks(actions);
  const masked = pieces.join('');
  const definitions = { ranges: bodiesOfDefinitions(blocks), masked };
  return { actions, blocks, lines, masked: blankOut(masked, definitions.ranges), definitions };
}

function bodiesOfDefinitions(blocks: readonly Block[]): Range[] {
  return blocks.flatMap(({ keyword, branches }) => (keyword === 'define' ? branches : []));
}

function blankOut(masked: string, ranges: readonly Range[]): string {
  return ranges.reduce(
    (text, { start, end }) => text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end),
    masked,
  );
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

/** Whether nothing else stands on the lines of a stretch, a comment behind it aside. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(lineStart(text, start), start);
  return /^[ \t]*$/.test(before) && /^[ \t]*(?:#.*)?$/.test(text.slice(end, lineTextEnd(text, end)));
}

/**
 * Whether an action behind a key or dash (`labels: {{ … | nindent 4 }}`) puts its lines above others that stand there:
 * then it is not the value, but brings entries of it.
 */
function startsLinesOfMore(text: string, start: number, last: Action): boolean {
  const indentation = indentationOf(text, last);
  if (!indentation?.startsLine || !/(?::|(?<!\S)-)[ \t]*$/.test(text.slice(lineStart(text, start), start)))
    return false;
  if (!/^[ \t]*(?:#.*)?$/.test(text.slice(last.end, lineTextEnd(text, last.end)))) return false;
  const nextLine = /(?:[ \t]*(?:\{\{.*\}\}[ \t]*|#.*)?\r?\n)*([ \t]*)(?=[^\s{#])/y;
  nextLine.lastIndex = nextLineStart(text, last.end);
  const [, blanks] = nextLine.exec(text) ?? [];
  return blanks?.length === indentation.column;
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

function columnOf(text: string, action: Action): number {
  return indentationOf(text, action)?.column ?? action.start - lineStart(text, action.start);
}

const pipeline = /\b(n?indent)(\s+)(\d+)(?=[\s)|]*[-~]?\}\}$)/;

/** The `indent 4` or `nindent 4` with which an action ends: how far it moves each line that it puts there. */
interface Indentation {
  readonly column: number;
  /** Where the number stands in the text. */
  readonly number: Range;
  /** Whether the lines start on a line of their own, wherever the action stands. */
  readonly startsLine: boolean;
}

/** Reads the indentation off an action; undefined where it gives none. */
export function indentationOf(text: string, { start, end }: Action): Indentation | undefined {
  const match = pipeline.exec(text.slice(start, end));
  if (!match) return undefined;
  const [, word = '', space = '', digits = ''] = match;
  const at = start + match.index + word.length + space.length;
  return {
    column: Number(digits),
    number: { start: at, end: at + digits.length },
    startsLine: word === 'nindent',
  };
}

/** An action's source without the column that changes when its lines move: by it two can be compared. */
export function withoutIndentation(source: string): string {
  return source.replace(pipeline, '$1$2');
}
