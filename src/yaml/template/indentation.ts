import type { Range } from '../lines';
import type { Action } from './action';

const pipeline = /\b(n?indent)(\s+)(\d+)(?=[\s)|]*[-~]?\}\}$)/;

/** The `indent 4` or `nindent 4` with which an action ends: how far it moves each line that it puts there. */
export interface Indentation {
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
