import { escapeLines } from './escape';

const codes = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  cyan: '36',
  boldRed: '1;31',
  boldYellow: '1;33',
  boldCyan: '1;36',
} as const;

export type Style = keyof typeof codes;

/** Gives a text a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(colour: boolean): Paint {
  return colour ? coloured : (_style, text) => text;
}

/** A text in a style, by the escape codes that every terminal knows. */
export function coloured(style: Style, text: string): string {
  return text === '' ? '' : `\u001B[${codes[style]}m${text}\u001B[m`;
}

/**
 * A unified diff as a terminal shows it: in git's usual colours, with control characters escaped. No longer a patch.
 */
export function colourDiff(diff: string): string {
  const remaining = { before: 0, after: 0 };
  return escapeLines(diff)
    .split('\n')
    .map((line) => paint(line, remaining))
    .join('\n');
}

/** Lines that a hunk still holds. Without counting them, a removed `-- x` would look like a header. */
interface Remaining {
  before: number;
  after: number;
}

function paint(line: string, remaining: Remaining): string {
  const style = styleOf(line, remaining);
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return style ? coloured(style, text) + line.slice(text.length) : line;
}

function styleOf(line: string, remaining: Remaining): Style | undefined {
  if (line.startsWith('\\')) return undefined;
  if (remaining.before > 0 || remaining.after > 0) return styleInHunk(line, remaining);
  const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
  if (!hunk) return 'bold';
  remaining.before = Number(hunk[1] ?? 1);
  remaining.after = Number(hunk[2] ?? 1);
  return 'cyan';
}

function styleInHunk(line: string, remaining: Remaining): Style | undefined {
  const sign = line[0];
  if (sign !== '+') remaining.before--;
  if (sign !== '-') remaining.after--;
  if (sign === '+') return 'green';
  return sign === '-' ? 'red' : undefined;
}
