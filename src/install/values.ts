import {
  asMapping,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  isPlainMap,
  type Mapping,
  type Node,
  type Place,
  type Plain,
  requireKnownEntry,
  isTemplatedNode,
  type Sequence,
  stringOf,
  valueAt,
} from '../yaml';
import { type ChartName, formsOfChart, type Installer, type Slot } from './chart';
import { resolveFrom } from '../kubernetes/path';
import type { ValuesPath } from './releases/release-layers';

/** A chart as an installer names it. */
export interface ChartReference {
  /** `istiod`, `istio/istiod`, `oci://…/istiod`, `./charts/mesh`. */
  readonly name: string;
  /** Where it comes from, if that is named apart from it. */
  readonly repository: string | undefined;
  readonly version?: string | undefined;
  /** What the release, its namespaces and its file are called. */
  readonly beside?: string;
}

/**
 * One layer of the install values of one release of one of Istio's charts: the same view of a values file, of an
 * operator's object, and of a release in a manifest. The values are a map at a path inside a document, some of whose
 * keys may be missing; the document may as well be one that was found in a block string.
 */
export interface InstallValues {
  /** The chart whose values these are. One place may hold the values of several charts: each has its own view. */
  readonly chart: ChartName;
  /** What holds them, for the report. */
  readonly carrier: string;
  readonly installer: Installer;
  /** What a finding about the values as a whole points to. */
  readonly place: Place;
  /** The values of the chart. */
  readonly own: ValuesPath;
  /** The values that hold `global` for it. */
  readonly globals: ValuesPath;
  /** The values that the carrier holds as a whole: `global` reaches the chart from each level down to its own. */
  readonly root: ValuesPath;
  /**
   * The keys below which the chart's own keys may stand in its values, the one that wins first: `pilot`, then the root,
   * for istiod.
   */
  readonly forms: readonly (readonly string[])[];
  /** Parameters that win over the map. */
  readonly parameters?: Parameters | undefined;
  /** A list of the chart's environment beside the values, as IstioOperator has it; it wins. */
  readonly environment?: Sequence | undefined;
  /** The version that the carrier is pinned to, if it says so. */
  readonly version: Pin | undefined;
  /** Whether what is set nowhere belongs here: in the layer over which every other one wins. */
  readonly isLowest: boolean;
  /** The other layers of the release, where these values are a text: places in them lie outside of it. */
  readonly beside?: readonly InstallValues[];
  /** Which layer of which release this is, for {@link otherLayers}. */
  readonly layer: string;
  /** The folder of the chart of the tree that takes them and hands them on to the chart. */
  readonly wrapper?: string;
}

/** A version that a carrier is pinned to; without a place, another document says so. */
export interface Pin {
  readonly text: string;
  readonly place: Place | undefined;
}

/** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, and what the paths start with. */
export interface Parameters {
  readonly items: Sequence | Mapping;
  readonly own: readonly string[];
  readonly globals: readonly string[];
}

/** The places at which `global` reaches the chart, the one that wins first: a parent's wins over a subchart's. */
export function placesOfGlobal({ root, own }: InstallValues): ValuesPath[] {
  const below = own.keys.slice(root.keys.length);
  return Array.from({ length: below.length + 1 }, (_, depth) => ({
    base: own.base,
    keys: [...root.keys, ...below.slice(0, depth)],
  }));
}

/** The map at a path, if it is there. */
export function mapAt({ base, keys }: ValuesPath): Mapping | undefined {
  return asMapping(valueAt(base, ...keys));
}

/**
 * Puts a value at a path below a place, with as many keys as are missing.
 *
 * @throws Declined as {@link setValue}
 */
export function setAt(
  edit: Editor,
  { base, keys, isItem = false }: ValuesPath,
  path: readonly string[],
  value: Plain,
): void {
  const all = [...keys, ...path];
  let at = base;
  for (const [index, key] of all.entries()) {
    const entry = requireKnownEntry(at, key);
    const [inserted] = at.templatedEntries;
    if (inserted) throw new Declined(`a template may insert "${key}" here too`, inserted.start);
    const rest = nested(all.slice(index + 1), value, isItem ? keys.length - index - 1 : -1);
    if (!entry) {
      edit.insert(at, key, rest);
      return;
    }
    const map = asMapping(entry.value);
    const isLast = index === all.length - 1;
    if (map && !isLast) at = map;
    else if (map && map.entries.length === 0 && isPlainMap(rest)) {
      for (const [name, each] of Object.entries(rest)) edit.insert(map, name, each);
      return;
    } else if (isNull(entry.value) && isPlainMap(rest)) {
      edit.fill(entry, rest);
      return;
    } else {
      const why = isTemplatedNode(entry.value)
        ? 'comes from a template'
        : isLast
          ? 'is set already'
          : 'holds no map';
      throw new Declined(`"${key}" ${why}`, entry.range.start);
    }
  }
}

/** The entry at a path below a place, if it is there. */
export function entryAt({ base, keys }: ValuesPath, path: readonly string[]): Entry | undefined {
  const all = [...keys, ...path];
  const last = all.at(-1);
  return last === undefined ? undefined : entryOf(valueAt(base, ...all.slice(0, -1)), last);
}

/** Maps around a value, outermost key first; the one at `item` is put in a list. */
function nested(keys: readonly string[], value: Plain, item: number): Plain {
  return keys.reduceRight((inner: Plain, key, index) => {
    const map = { [key]: inner };
    return index === item ? [map] : map;
  }, value);
}

/** What a module calls values that it is given, told from those of other modules; nothing else is called so. */
export function argumentName(folder: string, variable: string): string {
  return `$var ${resolveFrom(folder, '.')} ${variable}`;
}

/** How a values file is called among the layers. */
export function fileLayer(path: string): string {
  return `file:${path}`;
}

/** What is known of values, but for where in those of their release they are. */
type KnownOfValues = Omit<
  InstallValues,
  'chart' | 'installer' | 'own' | 'globals' | 'root' | 'forms' | 'wrapper'
>;

/** The values of a chart that Helm finds at a slot of the values of a release. */
export function valuesAt(
  { chart, own, globals, wrapper }: Slot,
  root: ValuesPath,
  known: KnownOfValues,
): InstallValues {
  const below = (keys: readonly string[]) => ({ ...root, keys: [...root.keys, ...keys] });
  const places = { own: below(own), globals: below(globals), root, forms: formsOfChart(chart, 'helm') };
  return { ...known, chart, installer: 'helm', ...places, ...(wrapper !== undefined && { wrapper }) };
}

/**
 * A pin by its text.
 *
 * @param place where it is, if it is in the document at hand
 */
export function pinOfText(text: string | undefined, place?: Node): Pin | undefined {
  return text === undefined ? undefined : { text, place };
}

/** A version that a node names, with its place. */
export function pinOf(place: Node | undefined): Pin | undefined {
  const text = stringOf(place);
  return place && text !== undefined ? { text, place } : undefined;
}

/** How a text in a ConfigMap is called among the layers. @param path the file that it is in */
export function configMapLayer(
  path: string,
  { name, namespace = '', key = '' }: Partial<Record<'name' | 'namespace' | 'key', string | undefined>>,
): string {
  return `configmap:${path}|${namespace}/${name ?? ''}/${key}`;
}

/** How a layer of a release is called among all layers. */
export function layerOf({ id }: { readonly id: string }, index: number): string {
  return `${id}#${index}`;
}
