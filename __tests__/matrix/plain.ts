import { parseAllDocuments } from 'yaml';

/** Install values as plain data. */
export interface Values {
  readonly [key: string]: Value;
}
export type Value = string | number | boolean | null | readonly Value[] | Values;

/** One value and the keys that lead to it. */
export type Leaf = readonly [path: readonly string[], value: Value];

/** How a text is written: what must not matter for what happens to a value in it. */
export type Style = 'plain' | 'comments' | 'anchors' | 'CRLF' | 'template';
export const styles: readonly Style[] = ['plain', 'comments', 'anchors', 'CRLF', 'template'];

/** A value beside each one at hand, on every level: it has to stay. */
export const neighbour = 'stays';

/** The values that hold a leaf, and a neighbour on each level of its path. */
export function around(...[path, value]: Leaf): Values {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : around(rest, value), [neighbour]: 'here' };
}

/** Puts values over values, as Helm does. */
export function over(below: Values, above: Values): Values {
  const merged: Record<string, Value> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = merged[key];
    merged[key] = isMap(known) && isMap(value) ? over(known, value) : value;
  }
  return merged;
}

/** Sets a leaf. */
export function setIn(values: Values, path: readonly string[], value: Value): Values {
  return over(values, path.reduceRight<Value>((inner, key) => ({ [key]: inner }), value) as Values);
}

/** Values without a leaf; the maps that held it stay, perhaps empty. */
export function without(values: Values, [key = '', ...rest]: readonly string[]): Values {
  const inner = values[key];
  if (rest.length > 0 && isMap(inner)) return { ...values, [key]: without(inner, rest) };
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
}

export function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((at, key) => (isMap(at) ? at[key] : undefined), value);
}

export function isMap(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All leaves, a map without entries and a list among them. */
export function leavesOf(values: Values, path: readonly string[] = []): Leaf[] {
  return Object.entries(values).flatMap(([key, value]): Leaf[] =>
    isMap(value) && Object.keys(value).length > 0
      ? leavesOf(value, [...path, key])
      : [[[...path, key], value]],
  );
}

/**
 * Values without maps that have nothing in them, in the order of their keys, and scalars as texts, which is all that a
 * parameter has: what two of them mean is then the same.
 */
export function meant(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(meant);
  if (!isMap(value)) return value === null ? null : `${value as string | number | boolean}`;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, meant(inner)] as const)
    .filter(([, inner]) => inner !== null && !(isMap(inner) && Object.keys(inner).length === 0));
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A scalar or list as YAML and JSON both have it. */
export const written = (value: Value): string => JSON.stringify(value);

/** Values as lines of YAML, indented so far. */
export function block(values: Values, indent: number, style: Style = 'plain'): string {
  const pad = ' '.repeat(indent);
  return Object.entries(values)
    .map(([key, value]) => {
      if (isMap(value) && Object.keys(value).length > 0)
        return `${pad}${key}:\n${block(value, indent + 2, style)}`;
      if (key !== neighbour) {
        return style === 'comments'
          ? `${pad}${key}: ${written(value)} # What it is for.\n`
          : `${pad}${key}: ${written(value)}\n`;
      }
      if (style === 'comments') return `${pad}# Of the neighbour.\n${pad}${key}: here # stays\n`;
      if (style === 'anchors')
        return `${pad}${key}: &here${String(indent)} here\n${pad}again: *here${String(indent)}\n`;
      if (style === 'template')
        return `${pad}${key}: {{ .Values.here }}\n${pad}{{- if .Values.more }}\n${pad}more: {{ .Values.more | quote }}\n${pad}{{- end }}\n`;
      return `${pad}${key}: here\n`;
    })
    .join('');
}

/** The documents of a text of YAML or JSON, templates aside. */
export function documentsIn(text: string): Value[] {
  const bare = text.replaceAll(/^\s*\{\{-.*\}\}\r?\n/gm, '').replaceAll(/\{\{.*?\}\}/g, 'here');
  const documents = parseAllDocuments(bare);
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    if (document.errors[0]) throw new Error(`${document.errors[0].message}\n${text}`);
    return document.toJS() as Value;
  });
}
