/** A text with everything that a reader would overlook made visible; lines that end in a plain `\n` stay as they are. */
export function visible(text: string): string {
  const shown = text
    .replaceAll('\uFEFF', '<byte order mark>')
    .replace(/[ \t]+(?=\r?\n|$)/g, (blanks) => blanks.replaceAll(' ', '·').replaceAll('\t', '→'))
    .replaceAll('\t', '→   ')
    .replaceAll('\r', '␍');
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}<no line break at the end>`;
}
