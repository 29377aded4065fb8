import type { Random } from '../random';

/** One way to change a text; the other texts are there to take parts of. */
export type Mutation = (text: string, random: Random, others: readonly string[]) => string;

/** Puts something in the place of a stretch of a text. */
export function spliced(text: string, start: number, end: number, insertion: string): string {
  return text.slice(0, start) + insertion + text.slice(end);
}

/** The lines of a text, each with its line break. */
export function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

export function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? '';
}
