import { asMapping, entriesOf, type Mapping, type Node, type Plain, scalarValueOf } from '../yaml';
import type { InstallValues } from './values';
import { formsOf } from './settings';

/** What a layer of values says, as plain data that outlives its document. */
export interface Content {
  readonly settings: readonly PlainSetting[];
  /** Maps among whose entries a template may insert others. */
  readonly open: readonly (readonly string[])[];
  /** Keys that a JSON patch speaks of: the maps that hold them have to be there. */
  readonly places?: readonly (readonly string[])[];
}

/** A value that is no map with entries, and the keys that lead to it. */
export interface PlainSetting {
  readonly keys: readonly string[];
  readonly value: Plain;
  /** Whether it wins over the map, as parameters and lists of variables do. */
  readonly isParameter?: boolean;
}

/** Reads what a map of values says. */
export function contentOf(values: Mapping | undefined): Content {
  const settings: PlainSetting[] = [];
  const open: string[][] = [];
  const read = (node: Node, keys: readonly string[]): void => {
    const map = asMapping(node);
    if (map && isOpen(map)) open.push([...keys]);
    if (map && map.entries.length > 0) {
      for (const { name, value } of map.entries) {
        // What a merge key brings is there as well, below what stands beside it.
        if (name === '<<')
          for (const entry of entriesOf(value)) read(entry.value, [...keys, entry.name ?? '']);
        else if (name !== undefined) read(value, [...keys, name]);
      }
    } else settings.push({ keys: [...keys], value: plainly(node) });
  };
  if (values) read(values, []);
  return { settings: settings.filter(({ keys }) => keys.length > 0), open };
}

/** Whether a template may insert entries of a map. */
function isOpen({ templatedEntries, entries }: Mapping): boolean {
  return templatedEntries.length > 0 || entries.some(({ name }) => name !== undefined && name.includes('{{'));
}

/** A scalar's value; a list is only known to be one. */
function plainly(node: Node): Plain {
  if (node.kind === 'sequence') return [];
  if (node.kind === 'mapping') return {};
  const value = scalarValueOf(node);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/**
 * What a layer sets at a path of a chart, or below it, in whatever form.
 *
 * @param values any layer of the same release: it says where in the values the chart has its own
 */
export function settingsIn(content: Content, values: InstallValues, path: readonly string[]): PlainSetting[] {
  const wanted = keysOfPath(values, path);
  return content.settings.filter(({ keys, value }) => {
    const isEmpty =
      value === null ||
      (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);
    return wanted.some((full) => startsWith(keys, full) && !(isEmpty && keys.length === full.length));
  });
}

/** Whether a layer says null at a path or above it: what layers below set there is gone. */
export function resets(content: Content, values: InstallValues, path: readonly string[]): boolean {
  const wanted = keysOfPath(values, path);
  return content.settings.some(
    ({ keys, value }) => value === null && wanted.some((full) => startsWith(full, keys)),
  );
}

/** Whether a template may set a path in a layer. */
export function mayBringIn(content: Content, values: InstallValues, path: readonly string[]): boolean {
  const wanted = keysOfPath(values, path);
  return content.open.some((keys) => wanted.some((full) => startsWith(full, keys)));
}

/** The keys, from the root of the release's values, at which a value may stand. */
function keysOfPath(values: InstallValues, path: readonly string[]): (readonly string[])[] {
  const below = values.own.keys.slice(values.root.keys.length);
  if (path[0] === 'global') {
    return Array.from({ length: below.length + 1 }, (_, depth) => [...below.slice(0, depth), ...path]);
  }
  return formsOf(values, path).map((form) => [...below, ...form]);
}

/** Whether keys lead to what other keys lead to, or below it. */
function startsWith(keys: readonly string[], start: readonly string[]): boolean {
  return start.length <= keys.length && start.every((key, index) => keys[index] === key);
}
