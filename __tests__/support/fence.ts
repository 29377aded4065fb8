/** A text as a fenced block of YAML in Markdown, behind what is before its opening fence. */
export function fence(text: string, before = '', lineBreak = '\n'): string {
  const prefix = before.replace(/[^>\s]/g, ' ');
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line));
  return ['Prose', '', `${before}~~~~yaml`, ...lines, `${prefix}~~~~`, '', ''].join(lineBreak);
}
