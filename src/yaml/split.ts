import { nextLineStart, type Range } from './lines';

/**
 * Cuts a YAML stream into its documents without parsing it. A line that starts with `---` or `...` ends a
 * document wherever it stands (YAML 1.2, rule c-forbidden), so a look at line starts is enough.
 *
 * @returns ranges that cover the text without a gap; directives, comments and blank lines before a `---` belong
 *   to the document that it opens.
 */
export function splitDocuments(text: string): Range[] {
  const ranges: Range[] = [];
  const marker = /^\uFEFF?(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let start = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    const isEnd = match[0].endsWith('.');
    const cut = isEnd ? nextLineStart(text, match.index) : match.index;
    if (!isEnd && isPreamble(text.slice(start, cut))) continue;
    ranges.push({ start, end: cut });
    start = cut;
  }
  if (start < text.length || ranges.length === 0) ranges.push({ start, end: text.length });
  return ranges;
}

/** Whether a text holds only what may stand before `---`: directives, comments, blank lines, a byte order mark. */
function isPreamble(text: string): boolean {
  return !/^(?!%)[ \t\uFEFF]*[^\s#%]|^[ \t]+%/m.test(text);
}
