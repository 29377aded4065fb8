import {
  asMapping,
  requireKnownEntry,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  type Item,
  type Mapping,
  type Node,
  type Place,
  type Plain,
  type Sequence,
  stringOf,
  valueAt,
} from '../yaml';
import type { EnvironmentVariable } from './variables';
import type { ValuesPath } from './release';

/** What reads the values: not each of them knows the same fields. */
export type Installer = 'helm' | 'istioctl' | 'sail';

/**
 * A place where install values of istiod live: one and the same view of a values file, of an operator's object, and
 * of a release in a manifest. The values are a map at a path inside a document, some of whose keys may be missing;
 * the document may as well be one that was found in a block string.
 */
export interface InstallValues {
  /** What holds them, for the report. */
  readonly carrier: string;
  readonly installer: Installer;
  /** What a finding about the values as a whole points to. */
  readonly place: Place;
  /** The values of the istiod chart. */
  readonly istiod: ValuesPath;
  /** The values that hold `global` for it. */
  readonly globals: ValuesPath;
  /** Items `{name: dotted.path, value: …}` that win over the map. */
  readonly parameters: Parameters | undefined;
  /** A list of istiod's environment beside the values, as IstioOperator has it; it wins. */
  readonly environment: Sequence | undefined;
  /** The version that the carrier is pinned to, if it says so. */
  readonly version: { readonly text: string; readonly place: Place | undefined } | undefined;
  /** Whether what is set nowhere belongs here: in the layer over which every other one wins. */
  readonly isLowest: boolean;
  /** The other layers of the release, where these values are a text: places in them lie outside of it. */
  readonly beside: readonly InstallValues[];
}

/** A list of parameters, and what their names start with. */
interface Parameters {
  readonly items: Sequence;
  readonly istiod: readonly string[];
  readonly globals: readonly string[];
}

/** A variable of istiod's environment in install values, and what to remove to unset it. */
export interface InstallVariable extends EnvironmentVariable {
  readonly holder: Entry | Item;
}

/**
 * Where install values set a variable of istiod's environment, the place that wins first. The istiod chart merges
 * `pilot.*` over its root (istio, `templates/zzy_descope_legacy.yaml`), so a root `env:` means the same.
 */
export function variablesOf(values: InstallValues, name: string): InstallVariable[] {
  const listed = (values.environment?.items ?? []).flatMap((item): InstallVariable[] => {
    const place = valueAt(item.value, 'name');
    return place && stringOf(place) === name
      ? [{ place, value: valueAt(item.value, 'value'), holder: item }]
      : [];
  });
  const paths = [
    ['pilot', 'env', name],
    ['env', name],
  ];
  const parameters = paths.flatMap((path) => parameterOf(values, path) ?? []);
  const entries = paths.flatMap((path): InstallVariable[] => {
    const entry = entryIn(values.istiod, path);
    return entry ? [{ place: entry, value: entry.value, holder: entry }] : [];
  });
  return [...listed, ...parameters, ...entries];
}

function parameterOf({ parameters }: InstallValues, path: readonly string[]): InstallVariable | undefined {
  const wanted = parameters && parameterName(parameters, path);
  const item = parameters?.items.items.find(({ value }) => stringOf(valueAt(value, 'name')) === wanted);
  const place = item && valueAt(item.value, 'name');
  return place && { place, value: valueAt(item.value, 'value'), holder: item };
}

/** Helm's way to write a path in `--set`: dots inside a key are escaped. */
function parameterName({ istiod, globals }: Parameters, path: readonly string[]): string {
  const keys = [...(path[0] === 'global' ? globals : istiod), ...path];
  return keys.map((key) => key.replaceAll('.', '\\.')).join('.');
}

/** Where a value of the istiod chart, or below `global`, is set: its entry, or the name of its parameter. */
export function settingOf(values: InstallValues, path: readonly string[]): Entry | Node | undefined {
  const parameter = parameterOf(values, path);
  if (parameter) return parameter.place;
  const wanted = values.parameters && `${parameterName(values.parameters, path)}.`;
  for (const { value } of values.parameters?.items.items ?? []) {
    const name = valueAt(value, 'name');
    if (wanted !== undefined && stringOf(name)?.startsWith(wanted)) return name;
  }
  for (const at of path[0] === 'global'
    ? [values.globals, values.istiod]
    : [values.istiod, descoped(values)]) {
    const entry = entryIn(at, path);
    if (entry && !isNull(entry.value) && !isEmpty(entry.value)) return entry;
  }
  return undefined;
}

function descoped({ istiod }: InstallValues): ValuesPath {
  return { base: istiod.base, keys: [...istiod.keys, 'pilot'] };
}

function isEmpty(node: Node): boolean {
  return node.kind === 'mapping' && node.entries.length === 0;
}

function entryIn({ base, keys }: ValuesPath, path: readonly string[]): Entry | undefined {
  const all = [...keys, ...path];
  const last = all.at(-1);
  return last === undefined ? undefined : entryOf(valueAt(base, ...all.slice(0, -1)), last);
}

/** The map at a path, if it is there. */
export function mapAt({ base, keys }: ValuesPath): Mapping | undefined {
  return asMapping(valueAt(base, ...keys));
}

/**
 * Sets a value of the istiod chart, or below `global`, that is not set: as a parameter where the carrier has no map
 * but parameters, otherwise in the map, with the keys that lead to it.
 *
 * @throws Declined where one of the keys holds no map, or a template may bring it
 */
export function setValue(edit: Editor, values: InstallValues, path: readonly string[], value: string): void {
  const at = path[0] === 'global' ? values.globals : values.istiod;
  if (values.parameters && values.parameters.items.items.length > 0 && !mapAt(at)) {
    const name = parameterName(values.parameters, path);
    edit.append(values.parameters.items, { name, value });
  } else setAt(edit, at, path, value);
}

/** Puts a value at a path below a place, with as many keys as are missing. @throws Declined as {@link setValue} */
export function setAt(
  edit: Editor,
  { base, keys, isItem = false }: ValuesPath,
  path: readonly string[],
  value: string,
): void {
  const all = [...keys, ...path];
  let at = base;
  for (const [index, key] of all.entries()) {
    const entry = requireKnownEntry(at, key);
    const [inserted] = at.templatedEntries;
    if (inserted) throw new Declined(`a template may bring "${key}" here too`, inserted.start);
    const rest = nested(all.slice(index + 1), value, isItem ? keys.length - index - 1 : -1);
    if (!entry) {
      edit.insert(at, key, rest);
      return;
    }
    const map = asMapping(entry.value);
    if (map) at = map;
    else if (isNull(entry.value) && isPlainMap(rest)) {
      edit.fill(entry, rest);
      return;
    } else throw new Declined(`"${key}" holds no map`, entry.range.start);
  }
}

function isPlainMap(value: Plain): value is Readonly<Record<string, Plain>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Maps around a value, outermost key first; the one at `item` is put in a list. */
function nested(keys: readonly string[], value: Plain, item: number): Plain {
  return keys.reduceRight((inner: Plain, key, index) => {
    const map = { [key]: inner };
    return index === item ? [map] : map;
  }, value);
}
