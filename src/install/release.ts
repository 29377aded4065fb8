import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';
import { fileNameOf } from '../kubernetes/path';
import {
  asMapping,
  asSequence,
  entriesOf,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  type Scalar,
  type Sequence,
  stringOf,
  valueAt,
  walk,
} from '../yaml';
import { type Carrier, carriers, type LayerRow } from './carriers';
import type { ChartReference } from './values';

/** A place in a document: keys to follow from a mapping that is there. Those at the end may be missing. */
export interface ValuesPath {
  readonly base: Mapping;
  readonly keys: readonly string[];
  /** Whether the keys lead to a list of maps; only where it is missing yet. */
  readonly isItem?: boolean;
}

/** Where values of a release come from. */
export type Layer =
  /** A map that stands in the manifest. */
  | { readonly kind: 'map'; readonly at: ValuesPath }
  /** A file of the tree; its path counts from the manifest's folder, or from the repository's root. */
  | { readonly kind: 'file'; readonly at: Node; readonly path: string; readonly fromRoot: boolean }
  /** YAML in a block string. */
  | { readonly kind: 'text'; readonly at: Scalar }
  /** A ConfigMap, by its name, and the key of the values: what is generated from a file of the tree is found there. */
  | { readonly kind: 'config-map'; readonly at: Node; readonly name: string; readonly key: string }
  /** The values of an object of the tree that this one only adds to. */
  | { readonly kind: 'base'; readonly at: Node }
  /** A Secret, a URL: nothing that can be seen here. */
  | { readonly kind: 'elsewhere'; readonly at: Node };

/** A chart with values, as a manifest asks some tool to install it. */
export interface Release {
  /** What the manifest is, for the report. */
  readonly carrier: string;
  readonly chart: ChartReference;
  /** Set where the chart is named by a reference to another object. */
  readonly chartObject?: string;
  /** The version that the chart is pinned to. */
  readonly version: Node | undefined;
  readonly place: Place;
  /** Lowest first: a later one wins. */
  readonly layers: readonly Layer[];
  /** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, that win over all layers. */
  readonly parameters: Sequence | Mapping | undefined;
  /** The object that asks for it; patches may be laid over that. */
  readonly object?: KubernetesObject;
  /** Where a map of values belongs if there is none; undefined where the manifest cannot have one. */
  readonly usual: ValuesPath | undefined;
}

/** A release that is told from the others of its file. */
export interface FoundRelease extends Release {
  /** The same in the survey and in the migration, wherever in the file it has come to stand. */
  readonly id: string;
}

/** Every chart that a document asks some tool to install, whichever chart and tool. */
export function findReleases(document: ManifestDocument): readonly FoundRelease[] {
  let known = releases.get(document);
  if (!known) releases.set(document, (known = readReleases(document)));
  return known;
}

const releases = new WeakMap<ManifestDocument, readonly FoundRelease[]>();

function readReleases(document: ManifestDocument): FoundRelease[] {
  const holders = new Set<Mapping>();
  const found = carriers.flatMap((carrier) => releasesOf(carrier, document, holders));
  return found.map((release, index) => {
    const { carrier, object, chart } = release;
    return { ...release, id: [document.path, carrier, object?.name ?? chart.name, index].join('|') };
  });
}

/** @param holders the mappings in which a release was found; what another carrier found is not found again */
function releasesOf(
  carrier: Carrier,
  { path, root, objects }: ManifestDocument,
  holders: Set<Mapping>,
): Release[] {
  const { in: place, at } = carrier;
  const inside = (start: Node | undefined, object?: KubernetesObject): Release[] =>
    at
      .flatMap((keys) => nodesAt(start, keys))
      .flatMap((node) => {
        const holder = asMapping(node);
        if (!holder || holders.has(holder)) return [];
        holders.add(holder);
        return releaseIn(holder, carrier, root, object) ?? [];
      });
  if ('keys' in place) {
    const parts: Mapping[] = [];
    walk(root, (node) => {
      const mapping = asMapping(node);
      const names = mapping && new Set(mapping.entries.map(({ name }) => name));
      if (names && place.keys.every((key) => names.has(key))) parts.push(mapping);
    });
    return parts.flatMap((part) => inside(part));
  }
  if ('group' in place) {
    const own = objects.filter(({ group, kind }) => kind === place.kind && place.group.test(group));
    return own.flatMap((object) => inside(object.mapping, object));
  }
  const { file, key, says } = place;
  if (file && !file.test(fileNameOf(path))) return [];
  const value = key === undefined ? root : valueAt(root, key);
  return value && (!says || says.test(stringOf(value) ?? '')) ? inside(root) : [];
}

/** The nodes that a path of a row leads to. */
function nodesAt(start: Node | undefined, path: string | undefined): Node[] {
  if (path === undefined) return [];
  const steps = path === '' ? [] : path.split('.');
  return steps.reduce<Node[]>(
    (nodes, step) =>
      nodes.flatMap((node) => {
        if (step === '*') return entriesOf(node).map(({ value }) => value);
        if (step.endsWith('[]')) return itemsOf(valueAt(node, step.slice(0, -2))).map(({ value }) => value);
        return valueAt(node, step) ?? [];
      }),
    start ? [start] : [],
  );
}

function releaseIn(
  holder: Mapping,
  carrier: Carrier,
  root: Node | undefined,
  object: KubernetesObject | undefined,
): Release | undefined {
  const inherited =
    carrier.templates === undefined ? [] : inheritedBy(holder, valueAt(root, carrier.templates));
  const find = (path: string | undefined): Node | undefined =>
    [holder, ...inherited].flatMap((each) => nodesAt(each, path))[0];
  const [chart] = carrier.chart.flatMap((path) => find(path) ?? []);
  const folder = find(carrier.folder);
  const repository = stringOf(find(carrier.repository));
  const reference = find(carrier.reference);
  const isAddition = carrier.layers.some(({ as }) => as === 'base');
  const isNamed = chart ?? folder ?? reference;
  // A patch of an object need not name the chart again.
  if (!object && stringOf(chart ?? folder) === undefined) return undefined;
  const own = [holder, ...nodesAt(holder, carrier.over)].flatMap((each) => {
    const map = asMapping(each);
    return map ? carrier.layers.flatMap((row) => layersOf(row, map, map === holder ? inherited : [])) : [];
  });
  // A template that is not here, but in one of the `bases` of a helmfile, may bring any values.
  const asked = carrier.templates === undefined ? [] : itemsOf(valueAt(holder, 'inherit'));
  const unseen = asked.slice(inherited.length).map(({ value }): Layer => ({ kind: 'elsewhere', at: value }));
  const layers = [...unseen, ...own];
  const found = nodesAt(holder, carrier.parameters)[0];
  const parameters = asSequence(found) ?? asMapping(found);
  const release = {
    carrier: carrier.name,
    chart: { name: chartName(stringOf(chart), stringOf(folder), repository, carrier), repository },
    version: find(carrier.version),
    place: isNamed ?? holder,
    layers,
    parameters,
    usual: usualOf(carrier, holder, layers, parameters !== undefined),
    ...(object && { object }),
  };
  const referenced = isAddition ? object?.name : stringOf(reference);
  return referenced === undefined ? release : { ...release, chartObject: referenced };
}

/** A chart in a folder, or one of an OCI registry whose address stands for it. */
function chartName(
  chart: string | undefined,
  folder: string | undefined,
  repository: string | undefined,
  carrier: Carrier,
): string {
  const isBare = chart === undefined && carrier.folder !== undefined;
  if (isBare && repository?.startsWith('oci://')) return repository;
  return folder === undefined ? (chart ?? '') : `./${folder}`;
}

/** The templates of a document that a release names below `inherit`. */
function inheritedBy(holder: Mapping, templates: Node | undefined): Mapping[] {
  return itemsOf(valueAt(holder, 'inherit')).flatMap(({ value }) => {
    const name = stringOf(valueAt(value, 'template'));
    const template = name === undefined ? undefined : asMapping(valueAt(templates, name));
    return template ?? [];
  });
}

function layersOf({ as, path, unless }: LayerRow, holder: Mapping, inherited: readonly Mapping[]): Layer[] {
  const keys = path.split('.');
  const own = valueAt(holder, ...keys);
  switch (as) {
    case 'base':
      return [{ kind: 'base', at: holder }];
    case 'map':
      return asMapping(own) ? [{ kind: 'map', at: { base: holder, keys } }] : [];
    case 'text':
      if (unless !== undefined && asMapping(valueAt(holder, ...unless.split('.')))) return [];
      return own?.kind === 'scalar' && saysSomething(own) ? [{ kind: 'text', at: own }] : [];
    case 'sources':
      return itemsOf(own).map(({ value }) => sourceOf(value));
    case 'files':
      return (own?.kind === 'scalar' ? [own] : itemsOf(own).map(({ value }) => value)).map((each) =>
        fileOf(each),
      );
    case 'references': {
      const folder = stringOf(valueAt(holder, 'path'));
      return itemsOf(own).map(({ value }) => referenceOf(value, folder));
    }
    case 'items': {
      const [from] = inherited.flatMap((each) => valueAt(each, ...keys) ?? []);
      return itemsOf(own ?? from).map(({ value }): Layer => {
        const map = asMapping(value);
        // What a template holds is that of several releases.
        if (map) return own ? { kind: 'map', at: { base: map, keys: [] } } : { kind: 'elsewhere', at: map };
        return fileOf(value);
      });
    }
  }
}

/** Whether a text of values has more than comments. */
function saysSomething(text: Node): boolean {
  return /^[ \t]*[^#\s]/m.test(stringOf(text) ?? '');
}

function sourceOf(source: Node): Layer {
  const name = stringOf(valueAt(source, 'name'));
  const isConfigMap = stringOf(valueAt(source, 'kind')) === 'ConfigMap';
  return name !== undefined && isConfigMap && !valueAt(source, 'targetPath')
    ? { kind: 'config-map', at: source, name, key: stringOf(valueAt(source, 'valuesKey')) ?? 'values.yaml' }
    : { kind: 'elsewhere', at: source };
}

function fileOf(at: Node): Layer {
  const path = stringOf(at);
  return path === undefined || path.includes('://')
    ? { kind: 'elsewhere', at }
    : { kind: 'file', at, path, fromRoot: false };
}

/** `$name/path` is a file of the source called so by `ref:`; other paths count from the chart. */
function referenceOf(at: Node, folder: string | undefined): Layer {
  const file = stringOf(at) ?? '';
  const referenced = /^\$[^/]+\/(.+)$/.exec(file)?.[1];
  if (referenced !== undefined) return { kind: 'file', at, path: referenced, fromRoot: true };
  if (folder === undefined || file === '' || file.includes('://')) return { kind: 'elsewhere', at };
  return { kind: 'file', at, path: file.startsWith('/') ? file : `${folder}/${file}`, fromRoot: true };
}

/** Beside a text, a map of values would take its place or win over it. */
function usualOf(
  { usual }: Carrier,
  base: Mapping,
  layers: readonly Layer[],
  hasParameters: boolean,
): ValuesPath | undefined {
  const hasText = layers.some(({ kind }) => kind === 'text');
  if (!usual || ((hasText || usual.withParameters === true) && !hasParameters)) return undefined;
  const keys = usual.path.split('.');
  return usual.isItem === true ? { base, keys, isItem: true } : { base, keys };
}
