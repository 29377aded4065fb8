/** The segments of a JSON pointer, `/a~1b/c`; undefined if the text is none. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return [];
  if (!text.startsWith('/')) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer of segments. */
export function printPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * The segments of a path as replacements write it: `spec.a\.b.[name=x].c`. What stands in brackets is one segment,
 * brackets included, and so is `[key=with.dots]`.
 */
export function parseFieldPath(text: string): string[] {
  return (text.match(/(?:\[[^\]]*(?:\]|$)|\\.|[^.\\])+/g) ?? []).map((segment) =>
    segment.startsWith('[') ? segment : segment.replaceAll('\\.', '.'),
  );
}

/** A path of segments as replacements write it. */
export function printFieldPath(segments: readonly string[]): string {
  return segments
    .map((segment) => (segment.startsWith('[') ? segment : segment.replaceAll('.', '\\.')))
    .join('.');
}

/** The segments of a path as configurations write it: `metadata/annotations/a\/b`, `spec/rules[]/backend`. */
export function parseFieldSpec(text: string): string[] {
  return (text.replace(/^\//, '').match(/(?:\\.|[^/\\])+/g) ?? []).map((segment) =>
    segment.replaceAll('\\/', '/'),
  );
}

/** A path of segments as configurations write it. */
export function printFieldSpec(segments: readonly string[]): string {
  return segments.map((segment) => segment.replaceAll('/', '\\/')).join('/');
}
