/**
 * The characters of a text that would drive the terminal that shows it, but for line feeds: control characters, and
 * those that turn the order of what follows.
 */
export function controlsIn(text: string): string[] {
  const controls = text.match(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu) ?? [];
  return controls.map((control) => `U+${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
