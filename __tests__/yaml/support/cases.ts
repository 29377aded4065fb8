import type { Wrapper } from '../../../src/yaml';
import { type Branch, dataAt, type Data, type Operation, type Path } from './plain';
import { documents, type DrawnBranch, type Form, forms } from './generate';
import { print, type Printed } from './print';
import { fc, pick } from './runs';

/** A stream of printed documents, and operations on one of them. */
export interface Case {
  readonly text: string;
  readonly documents: readonly Printed[];
  readonly index: number;
  readonly operations: readonly Operation[];
}

interface Draw {
  readonly kind: number;
  readonly target: number;
  readonly extra: number;
}

const draws = fc.record<Draw>({
  kind: fc.nat(99),
  target: fc.nat(9999),
  extra: fc.nat(9999),
});

/** Streams of documents, of which one is printed with care and the others stand around it. */
export const streams = fc.array(fc.tuple(documents, forms), { minLength: 1, maxLength: 3 }).map(stream);

/** Cases with as many operations as are asked for. */
export function cases(operationsAtMost: number) {
  const operations = fc.array(draws, { minLength: 1, maxLength: operationsAtMost });
  return fc.tuple(streams, fc.nat(2), operations).map(([printed, number, drawn]): Case => {
    const index = number % printed.length;
    const { data } = printed[index] ?? { data: undefined };
    const chosen = data ? operationsOn(data, drawn) : [];
    return { text: textOf(printed), documents: printed, index, operations: chosen };
  });
}

export function textOf(printed: readonly Printed[]): string {
  return printed.map(({ text }) => text).join('');
}

/** One file has one kind of line break, and a mark between every two documents. */
function stream(drawn: readonly (readonly [DrawnBranch, Form])[]): Printed[] {
  const crlf = drawn[0]?.[1].crlf ?? false;
  return drawn.map(([root, form], index) => {
    const isFirst = index === 0;
    const isLast = index === drawn.length - 1;
    const previousEnds = !isFirst && drawn[index - 1]?.[1].end === '...';
    const start = isFirst ? form.start : startBehind(form.start, previousEnds);
    const bom = isFirst && form.bom;
    return print(root, { ...form, crlf, start, bom, finalNewline: !isLast || form.finalNewline }, index);
  });
}

function startBehind(start: Form['start'], previousEnds: boolean): Form['start'] {
  if (start === '%YAML') return previousEnds ? start : '---';
  return previousEnds || start ? start : '---';
}

/** Chooses operations that can be asked for together. */
function operationsOn(data: Data, drawn: readonly Draw[]): Operation[] {
  const places = placesIn(data);
  const chosen: Operation[] = [];
  for (const [number, draw] of drawn.entries()) {
    const operation = operationOn(data, places, draw, number);
    if (!operation) continue;
    if (operation.type === 'unwrap') return chosen.length === 0 ? [operation] : chosen;
    const isTwice = (other: Operation) =>
      operation.type === 'set' && other.type === 'set' && String(other.path) === String(operation.path);
    if (!chosen.some(isTwice)) chosen.push(operation);
  }
  return chosen;
}

const layers: readonly (readonly Wrapper[])[] = [
  [{ key: 'inner' }],
  ['item'],
  ['item', { key: 'number' }],
  [{ key: 'outer' }, { key: 'inner' }],
  [{ key: 'list' }, 'item'],
];

const values = [
  'text',
  'two words',
  'true',
  '',
  9002,
  false,
  { proxy: { type: 'RuntimeDefault' } },
  ['x', { a: 1, b: [1] }],
];

function operationOn(
  data: Data,
  places: Places,
  { kind, target, extra }: Draw,
  number: number,
): Operation | undefined {
  const entry = pick(places.entries, target);
  if (kind < 15)
    return entry && { type: 'rename', path: entry, key: `${pick(['renamed', 're: named'], extra)}${number}` };
  if (kind < 40 && entry) {
    const parent = dataAt(data, entry.slice(0, -1));
    const old = parent.kind === 'leaf' ? '' : (parent.children[entry.at(-1) ?? 0]?.key ?? '');
    const key = extra % 2 === 0 ? old : `nested${number}`;
    return { type: 'nest', path: entry, wrappers: pick(layers, extra) ?? [], key };
  }
  if (kind < 50) {
    const path = pick(places.leaves, target);
    return path && { type: 'set', path, value: pick(['new', 'new: 1', 7, true], extra) ?? '' };
  }
  const value = pick(values, extra) ?? '';
  if (kind < 65) {
    const path = pick(places.maps, target);
    if (!path) return undefined;
    const map = dataAt(data, path);
    const count = map.kind === 'leaf' ? 0 : map.children.length;
    const after = extra % (count + 1) === count ? undefined : extra % (count + 1);
    return { type: 'insert', path, key: `added${number}`, value, after };
  }
  if (kind < 75) {
    const path = pick(places.sequences, target);
    return path && { type: 'append', path, value };
  }
  if (kind < 95) {
    const path = pick(places.children, target);
    return path && { type: 'remove', path };
  }
  const path = pick(places.holders, target);
  return path && { type: 'unwrap', path };
}

interface Places {
  readonly children: Path[];
  readonly entries: Path[];
  readonly leaves: Path[];
  readonly maps: Path[];
  readonly sequences: Path[];
  /** Entries whose value is a mapping with entries. */
  readonly holders: Path[];
}

export function placesIn(data: Data): Places {
  const places: Places = { children: [], entries: [], leaves: [], maps: [], sequences: [], holders: [] };
  const visit = (at: Data, path: Path): void => {
    if (at.kind === 'leaf') {
      places.leaves.push(path);
      return;
    }
    (at.kind === 'map' ? places.maps : places.sequences).push(path);
    for (const [index, { value }] of at.children.entries()) {
      const inner = [...path, index];
      places.children.push(inner);
      if (at.kind === 'map') places.entries.push(inner);
      if (isHolder(at, value)) places.holders.push(inner);
      visit(value, inner);
    }
  };
  visit(data, []);
  return places;
}

/** Whether an entry can give its place to what it holds. */
function isHolder(parent: Branch, value: Data): boolean {
  if (parent.kind !== 'map' || value.kind !== 'map' || value.children.length === 0) return false;
  return !parent.children.some(({ key }) => value.children.some((within) => within.key === key));
}
