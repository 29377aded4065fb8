import { coloured } from './colour';
import type { Style } from './colour';
import { escapeLines } from './escape';

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
