const named: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
]);

/** A path as git prints it: one with control characters, quotes, backslashes or non-ASCII is quoted as in C. */
export function quotePath(path: string): string {
  if (/^[ !#-[\]-~]*$/.test(path)) return path;
  let quoted = '';
  for (const byte of new TextEncoder().encode(path)) quoted += quoteByte(byte);
  return `"${quoted}"`;
}

function quoteByte(byte: number): string {
  const name = named.get(byte);
  if (name !== undefined) return name;
  const isPlain = byte >= 0x20 && byte < 0x7f;
  return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
}
