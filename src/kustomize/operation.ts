import {
  asMapping,
  type Entry,
  entryOf,
  type Mapping,
  type Node,
  type Plain,
  plainOf,
  type Scalar,
  stringOf,
  unlessDeclined,
} from '../yaml';

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
 * The segments of a path as replacements write it: `spec.a\.b.[name=x].c`. What is in brackets is one segment,
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

/** One operation of a JSON 6902 patch. */
export interface Operation {
  readonly mapping: Mapping;
  readonly op: string;
  readonly opScalar: Scalar;
  readonly path: readonly string[];
  readonly pathEntry: Entry;
  readonly pathScalar: Scalar;
  /** What `move` and `copy` take from. */
  readonly from: readonly string[] | undefined;
  readonly fromScalar: Scalar | undefined;
  readonly value: Entry | undefined;
}

/** Reads a JSON 6902 patch: a list of operations, or a single one; undefined if the node is none. */
export function readOperations(root: Node | undefined): Operation[] | undefined {
  if (root?.kind === 'sequence') {
    const operations = root.items.map(({ value }) => readOperation(value));
    const complete = operations.filter((operation) => operation !== undefined);
    return complete.length === operations.length && complete.length > 0 ? complete : undefined;
  }
  const single = readOperation(root);
  return single && [single];
}

/** One operation of a JSON 6902 patch, as plain data. */
export interface PlainOperation {
  readonly path: readonly string[];
  /** Undefined where the operation has none, or nobody knows it. */
  readonly value: Plain | undefined;
}

/** Reads a JSON 6902 patch as plain data: what is taken from a place is an operation there. */
export function plainOperationsIn(root: Node | undefined): PlainOperation[] | undefined {
  return unlessDeclined(() => readOperations(root))?.flatMap(({ path, from, value }) => [
    { path, value: value && unlessDeclined(() => plainOf(value.value)) },
    ...(from ? [{ path: from, value: undefined }] : []),
  ]);
}

function readOperation(node: Node | undefined): Operation | undefined {
  const mapping = asMapping(node);
  const opScalar = entryOf(mapping, 'op')?.value;
  const pathEntry = entryOf(mapping, 'path');
  const op = stringOf(opScalar);
  const path = parsePointer(stringOf(pathEntry?.value) ?? ' ');
  if (!mapping || op === undefined || opScalar?.kind !== 'scalar') return undefined;
  if (!path || pathEntry?.value.kind !== 'scalar') return undefined;
  const from = entryOf(node, 'from')?.value;
  return {
    mapping,
    op,
    opScalar,
    path,
    pathEntry,
    pathScalar: pathEntry.value,
    from: parsePointer(stringOf(from) ?? ' '),
    fromScalar: from?.kind === 'scalar' ? from : undefined,
    value: entryOf(node, 'value'),
  };
}
