import { stringify } from 'yaml';

/** What templates work on: plain data. */
export type Value =
  string | number | boolean | null | undefined | readonly Value[] | { readonly [key: string]: Value };

/** Whether a value counts as true: what is zero or empty does not. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}

/** How a value is printed; Helm prints nothing for one that is not there. */
export function print(value: Value): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(print).join(' ')}]`;
  if (typeof value === 'object') {
    const entries = entriesOf(value).map(([key, one]) => `${key}:${print(one)}`);
    return `map[${entries.join(' ')}]`;
  }

  return String(value);
}

/** A map's entries in the order in which Go visits them, a list's with their index. */
export function entriesOf(value: Value): [string | number, Value][] {
  if (Array.isArray(value)) return value.map((one: Value, index) => [index, one]);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

type TemplateFunction = (...values: Value[]) => Value;

/** The functions of Go, Sprig and Helm that the test's templates use. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  eq: (value, ...others) => others.includes(value),
  ne: (value, other) => value !== other,
  gt: (value, other) => Number(value) > Number(other),
  len: (value) => entriesOf(value).length,
  index: (value, ...keys) =>
    keys.reduce((at, key) => (at as Readonly<Record<string, Value>> | undefined)?.[print(key)], value),
  print: (...values) => values.map(print).join(''),
  printf,
  default: (usual, value) => (isTrue(value) ? value : usual),
  required: (message, value) => {
    if (value === undefined || value === null || value === '') throw new Error(print(message));
    return value;
  },
  ternary: (yes, no, condition) => (isTrue(condition) ? yes : no),
  hasKey: (map, key) => entriesOf(map).some(([name]) => name === key),
  list: (...values) => values,
  dict: (...values) =>
    Object.fromEntries(
      values.flatMap((value, index) => (index % 2 === 0 ? [[print(value), values[index + 1]]] : [])),
    ),
  quote: (value) => (value === undefined || value === null ? '' : JSON.stringify(print(value))),
  squote: (value) => `'${print(value)}'`,
  int: (value) => Math.trunc(Number(value)),
  lower: (value) => print(value).toLowerCase(),
  trunc: (length, value) => print(value).slice(0, Number(length)),
  trimSuffix: (suffix, value) => {
    const text = print(value);
    return text.endsWith(print(suffix)) ? text.slice(0, text.length - print(suffix).length) : text;
  },
  toYaml: (value) =>
    stringify(value ?? null, { indentSeq: false, sortMapEntries: true, lineWidth: 0 }).replace(/\n$/, ''),
  indent: (width, text) => indent(Number(width), print(text)),
  nindent: (width, text) => `\n${indent(Number(width), print(text))}`,
};

function indent(width: number, text: string): string {
  return text.replace(/^/gm, ' '.repeat(width));
}

function printf(format: Value, ...values: Value[]): string {
  const queue = [...values];
  return print(format).replace(/%([sdvq%])/g, (_, verb: string) => {
    if (verb === '%') return '%';
    const text = print(queue.shift());
    return verb === 'q' ? JSON.stringify(text) : text;
  });
}
