import type { Edit } from '../yaml';
import { changesIn } from './diff/apart';
import { hunks } from './diff/hunks';
import { quotePath } from './diff/quote';
import { wholeWindow, windowsAround } from './diff/windows';

/**
 * A unified diff as `git diff` prints it. `git apply` makes exactly `after` of `before` with it, and `git apply -R`
 * the reverse.
 *
 * @param path what the file is called in the diff, with `/`. `git apply` looks such names up from the root of the
 *   work tree, not from the working directory, and passes over files that it does not find there.
 * @param edits those of `before` that make `after`, where they are known: then large texts are compared around them
 *   only. The diff is the same.
 * @returns an empty string if nothing changes.
 */
export function unifiedDiff(
  path: string,
  before: string,
  after: string,
  edits: readonly Edit[] = [],
): string {
  if (before === after) return '';
  const oldName = quotePath(`a/${path}`);
  const newName = quotePath(`b/${path}`);
  // Without the tab, `patch` and older gits take what follows a space for a date.
  const end = path.includes(' ') ? '\t\n' : '\n';
  const header = `diff --git ${oldName} ${newName}\n--- ${oldName}${end}+++ ${newName}${end}`;
  return header + body(before, after, edits);
}

function body(before: string, after: string, edits: readonly Edit[]): string {
  for (const windows of [
    () => windowsAround(before, after, edits, false),
    () => windowsAround(before, after, edits, true),
    () => [wholeWindow(before, after)],
  ]) {
    const cut = windows();
    const changes = cut && changesIn(cut);
    if (changes) return cut.map((window, index) => hunks(window, changes[index] ?? [])).join('');
  }
  return '';
}

/** All edits of a file's fixes. */
export function editsOf(fixes: readonly { readonly edits: readonly Edit[] }[]): Edit[] {
  return fixes.flatMap(({ edits }) => edits);
}
