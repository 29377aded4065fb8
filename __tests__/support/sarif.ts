import type { Log, Region, Replacement, Result } from 'sarif';

/** The results of a report's only run. */
export function resultsOf(log: Log): readonly Result[] {
  return log.runs[0]?.results ?? [];
}

/** The replacements of all fixes, by the URI of the file that they change. */
export function replacementsOf(results: readonly Result[]): Map<string, Replacement[]> {
  const byFile = new Map<string, Replacement[]>();
  const changes = results.flatMap(({ fixes = [] }) => fixes.flatMap((fix) => fix.artifactChanges));
  for (const { artifactLocation, replacements } of changes) {
    const uri = artifactLocation.uri ?? '';
    byFile.set(uri, [...(byFile.get(uri) ?? []), ...replacements]);
  }
  return byFile;
}

/** Makes replacements in a text as section 3.30.2 of SARIF 2.1.0 describes regions: written from there, not from our code. */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const places = replacements
    .map(({ deletedRegion, insertedContent }) => ({
      ...offsetsOf(body, deletedRegion),
      inserted: insertedContent?.text ?? '',
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = mark;
  let at = 0;
  for (const { start, end, inserted } of places) {
    if (start < at) throw new Error('two replacements overlap');
    result += body.slice(at, start) + inserted;
    at = end;
  }
  return result + body.slice(at);
}

export function offsetsOf(text: string, region: Region): { start: number; end: number } {
  const { startLine = 0, startColumn = 1, endLine = startLine, endColumn = 0 } = region;
  const lines = text.split(/(?<=\r\n|\n)/);
  const offset = (line: number, column: number): number => {
    const length = lines[line - 1]?.length;
    if (length === undefined && !(line === lines.length + 1 && line === 1))
      throw new Error(`no line ${line}`);
    if (column < 1 || column > (length ?? 0) + 1) throw new Error(`no column ${column} on line ${line}`);
    return lines.slice(0, line - 1).join('').length + column - 1;
  };
  return { start: offset(startLine, startColumn), end: offset(endLine, endColumn) };
}
