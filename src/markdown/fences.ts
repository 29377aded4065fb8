import { lineTextEnd, nextLineStart, type Range } from '../yaml';

/** A fenced code block, from the line behind its opening fence to the line of its closing one. */
export interface Fence {
  /** What stands behind the opening fence. */
  readonly info: string;
  readonly content: Range;
  /** Finds, in each of its lines, the markers of the quotes that it stands in. */
  readonly quotes: RegExp;
  /** What stands before the fence, with blanks for the markers of lists. */
  readonly prefix: string;
}

/** A fence whose end is yet to come. */
interface Opened extends Omit<Fence, 'content'> {
  readonly start: number;
  readonly mark: string;
}

/**
 * Finds the fenced code blocks of a Markdown text; of a block that is never closed there is none. As people mean them:
 * which list or paragraph a fence belongs to does not matter, so one may be indented as deep as it likes.
 */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = [];
  let opened: Opened | undefined;
  let isComment = false;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = nextLineStart(text, at)) {
    const line = text.slice(at, lineTextEnd(text, at));
    // With the quote, a block ends that is not closed.
    if (opened && !opened.quotes.test(line)) opened = undefined;
    if (opened) {
      if (!closes(line, opened)) continue;
      const { info, quotes, prefix, start } = opened;
      fences.push({ info, quotes, prefix, content: { start, end: at } });
      opened = undefined;
    } else {
      isComment = isComment ? !line.includes('-->') : opensComment(line);
      if (!isComment) opened = opening(line, nextLineStart(text, at));
    }
  }
  return fences;
}

/** Behind how many markers a fence is found; people do not write more, and machines must not make it slow. */
const deepest = 20;
const marker = String.raw`>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])`;
const openingLine = new RegExp(
  `^(?<before>(?:[ \\t]*(?:${marker})){0,${deepest}}[ \\t]*)(?:(?<mark>\`{3,})(?<info>[^\`]*)|(?<wave>~{3,})(?<waveInfo>.*))$`,
);

const closingLine = /^(?<indent>[ \t]*)(?<end>`{3,}|~{3,})[ \t]*$/;

function opening(line: string, start: number): Opened | undefined {
  const groups = openingLine.exec(line)?.groups;
  if (!groups) return undefined;
  const { before = '' } = groups;
  return {
    info: groups['info'] ?? groups['waveInfo'] ?? '',
    mark: groups['mark'] ?? groups['wave'] ?? '',
    quotes: quotesOf(before),
    prefix: before.replace(/[^>\s]/g, ' '),
    start,
  };
}

/** A closing fence is as long as the opening one or longer, and may be indented a little deeper. */
function closes(line: string, opened: Opened): boolean {
  const { indent = '', end = '' } = closingLine.exec(withoutQuotes(line, opened))?.groups ?? {};
  const indentAtMost = withoutQuotes(opened.prefix, opened).length + 3;
  return end.startsWith(opened.mark) && indent.length <= indentAtMost;
}

/** Behind the last marker stands a blank that belongs to it, or none; where one does, a line may lack it. */
function quotesOf(before: string): RegExp {
  const count = before.split('>').length - 1;
  const blank = before[before.lastIndexOf('>') + 1] === ' ' ? ' ?' : '';
  return count === 0 ? /^/ : new RegExp(`^(?:[ \\t]*>){${count}}${blank}`);
}

/** A line, or a prefix, without the markers of the quotes that a fence stands in. */
export function withoutQuotes(line: string, { quotes }: Pick<Fence, 'quotes'>): string {
  return line.replace(quotes, '');
}

/** An HTML comment that goes on behind the line. */
function opensComment(line: string): boolean {
  return /^ {0,3}<!--/.test(line) && !line.includes('-->');
}
