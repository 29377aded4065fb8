import { applyEdits, indentOf, type Range, startingIn, startsItsLine } from '../text';
import { withoutIndentation } from './indentation';
import { type TextAlone, textsAlone } from './alone';
import { type Action, findActions, insertsText } from './actions';
import { type Block, blocksReaching, findBlocks } from './blocks';
import { conditionsBeside, runsOf, surplusAbove } from './beside';
import {
  type Arrival,
  arrivalOf,
  columnOfMore,
  endsItsLine,
  isAlone,
  type Stretch,
  stretchesOf,
} from './stretches';

/** A line, or several, that a template puts there as a whole: entries, items, or the value of the key above. */
interface TemplatedLines extends Range, Arrival {}

/** From where the actions of a text count that indent their lines. */
interface Counting {
  /** How far the text is indented in the file that holds it. */
  readonly margin: number;
  /** Whether the file is rendered as a whole, and no text in it by itself. */
  readonly isWhole: boolean;
}

/** A template, and the same text with its actions made invisible to a YAML parser. */
export interface Template extends Counting {
  readonly actions: readonly Action[];
  readonly blocks: readonly Block[];
  /** Those of the whole text, where this is a part of it. */
  readonly allBlocks: readonly Block[];
  readonly lines: readonly TemplatedLines[];
  /** Texts in it that are rendered by themselves. */
  readonly alone: readonly TextAlone[];
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
  return insertedValue(sources.join('\n'));
}

/** The value of what a template inserts, by what says so: two of the same are the same. */
export function insertedValue(source: string): string {
  return marksFor(source) + filler;
}

/** A value by which two can be compared: an action that is only longer or shorter stays the same. */
export function withoutFiller(value: string): string {
  return value.replaceAll(filler, '');
}

/** Masks a text's actions; undefined where it has none. */
export function maskTemplate(
  text: string,
  { margin = 0, isWhole = false }: Partial<Counting> = {},
): Template | undefined {
  const actions = findActions(text);
  if (actions.length === 0) return undefined;
  const alone = isWhole ? [] : textsAlone(text, actions);
  const marginAt = ({ start }: Range) => {
    const around = alone.find((each) => each.start <= start && start < each.end);
    return around ? -around.margin : margin;
  };
  const stretches = stretchesOf(text, actions);
  const arrivals = new Map<Stretch, Arrival | undefined>();
  for (const stretch of stretches)
    if (isAlone(text, stretch)) arrivals.set(stretch, arrivalOf(text, actions, stretch, marginAt(stretch)));
  const visible = masking(text, stretches, (stretch) => arrivals.has(stretch));
  for (const stretch of stretches) {
    const column = arrivals.has(stretch)
      ? undefined
      : columnOfMore(text, visible, stretch, marginAt(stretch));
    if (column === undefined) continue;
    const isOutput = stretch.actions.some(insertsText);
    arrivals.set(stretch, isOutput ? { column, orRight: false } : undefined);
  }
  const blocks = findBlocks(actions);
  const pieces = stretches.flatMap((each) => (arrivals.has(each) ? [each] : runsOf(each)));
  const beside = conditionsBeside(text, pieces, blocks, (each) => arrivals.has(each));
  const masked = masking(text, pieces, (each) => arrivals.has(each) || beside.has(each));
  const lines = stretches.flatMap((stretch) => {
    const arrival = arrivals.get(stretch);
    return arrival ? [{ start: stretch.start, end: stretch.end, ...arrival }] : [];
  });
  const defining = blocks.filter((block) => isDefinition(block) && !isInDefinition(block));
  const ranges = defining.flatMap(({ branches }) => branches);
  const isDefined = ({ start }: Range) => ranges.some((range) => range.start <= start && start < range.end);
  return {
    actions,
    blocks,
    allBlocks: blocks,
    lines: ranges.length === 0 ? lines : lines.filter((line) => !isDefined(line)),
    margin,
    isWhole,
    alone,
    masked: blankOut(
      masked,
      defining.map(({ range }) => range),
    ),
    definitions: { ranges, masked, lines },
  };
}

function isDefinition({ keyword }: Block): boolean {
  return keyword === 'define' || keyword === 'def';
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

/**
 * A text with its actions masked: those that are no part of a value as empty lines, which are allowed nearly everywhere,
 * at any depth, in block scalars too. What is behind one on its line keeps the indentation that it has without it.
 */
function masking(
  text: string,
  stretches: readonly Stretch[],
  isBlank: (stretch: Stretch) => boolean,
): string {
  const pieces: string[] = [];
  const surplus = surplusAbove(text, stretches, isBlank);
  let at = 0;
  for (const stretch of stretches) {
    if (!isBlank(stretch)) {
      for (const { start, end } of stretch.actions) {
        pieces.push(text.slice(at, start), fill(text.slice(start, end)));
        at = end;
      }
      continue;
    }
    if (!startsItsLine(text, stretch.start) && !endsItsLine(text, stretch.end)) {
      pieces.push(text.slice(at, stretch.start), ' '.repeat(stretch.end - stretch.start));
      at = stretch.end;
      continue;
    }
    const isBefore = startsItsLine(text, stretch.start) && !isAlone(text, stretch);
    const indentation = isBefore ? indentOf(text, stretch.start) : '';
    const start = stretch.start - (surplus.get(stretch) ?? indentation.length);
    const length = stretch.end - start - indentation.length;
    pieces.push(text.slice(at, start), '\n'.repeat(length), indentation);
    at = stretch.end;
  }
  return pieces.join('') + text.slice(at);
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
