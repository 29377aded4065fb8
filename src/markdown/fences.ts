import { lineTextEnd, nextLineStart, type Range } from '../yaml';
import { Containers } from './containers';

/** A fenced code block, from the line behind its opening fence to the line of its closing one. */
export interface Fence {
  /** What stands behind the opening fence. */
  readonly info: string;
  readonly content: Range;
  /** What stands before the fence, with blanks for the markers of lists. */
  readonly prefix: string;
  /** Where in it the quotes and lists end, and the indentation of the fence itself begins. */
  readonly column: number;
  /** How much of each line of the content belongs to the quotes and lists around the fence. */
  readonly outside: readonly number[];
}

/** A fence whose end is yet to come. */
interface Opened extends Pick<Fence, 'info' | 'prefix' | 'column'> {
  readonly start: number;
  readonly outside: number[];
}

/** Finds the fenced code blocks of a Markdown text by the rules of CommonMark; of a block that is never closed there is none. */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = [];
  const containers = new Containers();
  let opened: Opened | undefined;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = nextLineStart(text, at)) {
    const raw = text.slice(at, lineTextEnd(text, at));
    const line = containers.read(raw);
    // Where a quote or a list ends, so does a fence in it.
    if (opened && !line.isInFence) opened = undefined;
    if (line.opens) {
      const { info, column } = line.opens;
      const prefix = raw.slice(0, column).replace(/[^>\s]/g, ' ');
      opened = { info, prefix, column: line.outside, start: nextLineStart(text, at), outside: [] };
    } else if (opened && line.closes) {
      const { info, prefix, column: columnOfFence, start, outside } = opened;
      fences.push({ info, prefix, column: columnOfFence, outside, content: { start, end: at } });
      opened = undefined;
    } else {
      opened?.outside.push(line.outside);
    }
  }
  return fences;
}
