import { type Ask, rewritten } from './asks';

/** A row of a table: a text, what is asked for, and the text that it becomes or why it is left as it is. */
export interface Row {
  readonly name: string;
  readonly before: string;
  /** Which of the text's documents is meant, counted from 0. */
  readonly document?: number;
  readonly asks: readonly Ask[];
  readonly after?: string;
  readonly declined?: string;
}

/** Tests each row, and that a second run of nothing leaves the result as it is. */
export function describeRewrites(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('$name', ({ before, document, asks, after, declined }) => {
      const result = rewritten(before, asks, document);
      expect(result).toBe(after ?? `declined: ${declined ?? ''}`);
      if (after !== undefined) expect(rewritten(after, [], document)).toBe(after);
    });
  });
}

/** A text of several lines, without the indentation of the code around it. */
export function text(strings: TemplateStringsArray): string {
  const lines = (strings[0] ?? '').split('\n').slice(1, -1);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}
