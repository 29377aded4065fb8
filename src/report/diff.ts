import { changedLines } from './diff/changes';
import { hunks } from './diff/hunks';
import { quotePath } from './diff/quote';

/**
 * A unified diff as `git diff` prints it. `git apply` makes exactly `after` of `before` with it, and `git apply -R`
 * the reverse.
 *
 * @param path what the file is called in the diff, with `/`. `git apply` looks such names up from the root of the
 *   work tree, not from the working directory, and passes over files that it does not find there.
 * @returns an empty string if nothing changes.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const oldLines = toLines(before);
  const newLines = toLines(after);
  const changes = changedLines(oldLines, newLines);
  const oldName = quotePath(`a/${path}`);
  const newName = quotePath(`b/${path}`);
  // Without the tab, `patch` and older gits take what follows a space for a date.
  const end = path.includes(' ') ? '\t\n' : '\n';
  const header = `diff --git ${oldName} ${newName}\n--- ${oldName}${end}+++ ${newName}${end}`;
  return header + hunks(oldLines, newLines, changes);
}

/** Lines with their `\n`, which alone ends a line for git. */
function toLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', start)) {
    lines.push(text.slice(start, newline + 1));
    start = newline + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}
