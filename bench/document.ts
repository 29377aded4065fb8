import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the results of a part into a Markdown file: between the comments that mark its place there, or at the end of
 * the file if there are none. What people wrote around it stays.
 */
export function putSection(path: string, part: string, text: string): void {
  const [start, end] = [`<!-- ${part}: made by npm run bench -->`, `<!-- end of ${part} -->`];
  const section = `${start}\n\n${text}\n${end}`;
  const document = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  const isThere = from !== -1 && to > from;
  const changed = isThere
    ? document.slice(0, from) + section + document.slice(to + end.length)
    : `${document}${document === '' ? '' : '\n'}${section}\n`;
  writeFileSync(path, changed);
}
