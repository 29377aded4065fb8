import { diffArrays } from 'diff';

/**
 * What a rewrite changed beside the meaning: line ends, trailing spaces, the byte order mark, the end of the file.
 * Every change has to lie in lines that differ in what they say.
 */
export function strayChanges(before: string, after: string): string[] {
  const stray: string[] = [];
  if (before.startsWith('\uFEFF') !== after.startsWith('\uFEFF')) stray.push('the byte order mark changed');
  if (before.endsWith('\n') !== after.endsWith('\n')) stray.push('the line break at the end changed');
  // A file of one line that has no line break gets the usual one.
  const lineEnds = new Set(['', before.includes('\n') ? '' : '\n', ...linesOf(before).map(lineEndOf)]);
  let gone: string[] = [];
  for (const { added, removed, value } of diffArrays(linesOf(before), linesOf(after))) {
    for (const line of added ? value : []) {
      const said = JSON.stringify(line);
      if (!lineEnds.has(lineEndOf(line))) stray.push(`a line end that the file does not have: ${said}`);
      if (
        gone.some((old) => isSameButForItsEnd(old, line) && !value.some((other) => hasBlanksOf(old, other)))
      )
        stray.push(`only the end of the line differs: ${said}`);
    }
    gone = removed ? value : [];
  }
  return stray;
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function lineEndOf(line: string): string {
  return /\r?\n$/.exec(line)?.[0] ?? '';
}

/** What is around something may go onto new lines, and the blanks at its end along with it. */
function hasBlanksOf(old: string, line: string): boolean {
  const [blanks = ''] = /[ \t]+\r?\n?$/.exec(old) ?? [];
  return blanks !== '' && line.endsWith(blanks);
}

/** A line of blanks may move along with the lines around it. The last line of a file without a final line break may get one, and another line may become the last. */
function isSameButForItsEnd(old: string, line: string): boolean {
  if (old.trim() === '' || old.trimEnd() !== line.trimEnd()) return false;
  const [oldEnd, end] = [lineEndOf(old), lineEndOf(line)];
  const sameText = old.slice(0, old.length - oldEnd.length) === line.slice(0, line.length - end.length);
  return !sameText || (oldEnd !== '' && end !== '');
}
