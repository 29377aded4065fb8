import { once } from '../../once';
import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import { fileNameOf } from '../../kubernetes/path';
import { patchPathsOf } from '../../moves/patches/crossplane';
import {
  asMapping,
  asSequence,
  entriesOf,
  insertedAt,
  insertedIn,
  itemsOf,
  type Mapping,
  type Node,
  nodesAt,
  nodesIn,
  type Place,
  type Sequence,
  stringOf,
  valueAt,
} from '../../yaml';
import { type Carrier, carriers } from './carriers';
import { withFields } from './helmfile';
import { patchFilesOf } from './rendered';
import { writtenVersion } from '../pins/read-pin';
import type { ChartReference } from '../values';
import { type Layer, layersOf, usualOf, type ValuesPath } from './release-layers';
import { isBelow } from '../../keys';

/** A chart with values, as a manifest asks some tool to install it. */
export interface Release {
  /** What the manifest is, for the report. */
  readonly carrier: string;
  readonly chart: ChartReference;
  /** Set where the chart is named by a reference to another object. */
  readonly chartObject?: string;
  /** The version that the chart is pinned to. */
  readonly version: Node | undefined;
  /** The versions that holders over it give, each in its place; undefined where one gives none. */
  readonly versionsOver: readonly (Node | undefined)[];
  readonly place: Place;
  /** Lowest first: a later one wins. */
  readonly layers: readonly Layer[];
  /** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, that win over all layers. */
  readonly parameters: Sequence | Mapping | undefined;
  /** The same in a template that is used without any of its own. */
  readonly inherited: Sequence | Mapping | undefined;
  /** What names something that may win over all, which cannot be seen. */
  readonly unseen: readonly Place[];
  /** Texts `dotted.path=value` that win over all that is rewritten. */
  readonly assignments: readonly Node[];
  /** Single values that something else holds, by their dotted paths. */
  readonly targets: readonly { readonly path: string; readonly at: Node }[];
  /** Patches of what the chart renders, in the fields of a kustomization. */
  readonly rendered: readonly Mapping[];
  /** The object that asks for it; patches may be laid over that. */
  readonly object?: KubernetesObject;
  /** Where a map of values belongs if there is none; undefined where the manifest cannot have one. */
  readonly usual: ValuesPath | undefined;
  /** Whether it is never rewritten. */
  readonly isFixed: boolean;
  /** The version as it is written, which may be a placeholder. */
  readonly versionText: string | undefined;
  /** Tells it from the others of its file: the same in the survey and in the migration, wherever in the file it has come to stand. */
  readonly id: string;
}

/** Every chart that a document asks some tool to install, whichever chart and tool. */
export const findReleases: (document: ManifestDocument) => readonly Release[] = once(
  readReleases,
  new WeakMap(),
);

function readReleases(document: ManifestDocument): Release[] {
  const holders = new Set<Mapping>();
  const found = carriers.flatMap((carrier) => releasesOf(carrier, document, holders));
  return found.map((release, index) => {
    const { carrier, object, chart, version } = release;
    const versionText = version && writtenVersion(version, document);
    return {
      ...release,
      versionText,
      id: [document.path, carrier, object?.name ?? chart.name, index].join('|'),
    };
  });
}

/** A release by itself. */
type ReadRelease = Omit<Release, 'versionText' | 'id'>;

/** @param holders the mappings in which a release was found; what another carrier found is not found again */
function releasesOf(
  carrier: Carrier,
  { path, root, objects, text }: ManifestDocument,
  holders: Set<Mapping>,
): ReadRelease[] {
  const { in: place, at } = carrier;
  const inside = (start: Node | undefined, object?: KubernetesObject): ReadRelease[] =>
    at
      .flatMap((keys) => nodesAt(start, keys))
      .flatMap((node) => {
        const holder = asMapping(node);
        if (!holder || holders.has(holder)) return [];
        holders.add(holder);
        return releaseIn(holder, carrier, { root, text }, object, path) ?? [];
      });
  if ('keys' in place) {
    const holdsAll = (node: Node) =>
      place.keys.every((key) => entriesOf(node).some(({ name }) => name === key));
    return nodesIn(root)
      .filter(holdsAll)
      .flatMap((part) => inside(part));
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

function releaseIn(
  holder: Mapping,
  carrier: Carrier,
  { root, text }: Pick<ManifestDocument, 'root' | 'text'>,
  object: KubernetesObject | undefined,
  path: string,
): ReadRelease | undefined {
  const inherited =
    carrier.templates === undefined ? [] : inheritedBy(holder, valueAt(root, carrier.templates));
  const all = (path: string | undefined) => [holder, ...inherited].flatMap((each) => nodesAt(each, path));
  const find = (path: string | undefined): Node | undefined => all(path)[0];
  const whole = object?.mapping ?? root;
  const [fetched] = nodesAt(whole, carrier.fetched);
  const [chart = valueAt(fetched, 'name')] = carrier.chart.flatMap((path) => find(path) ?? []);
  const folder = fetched ? undefined : find(carrier.folder);
  const repository = stringOf(find(carrier.repository) ?? valueAt(fetched, 'repository', 'url'));
  const version = find(carrier.version) ?? valueAt(fetched, 'version');
  const reference = find(carrier.reference);
  const isAddition = Object.values(carrier.layers).includes('base');
  const isNamed = chart ?? folder ?? reference;
  // A patch of an object need not name the chart again.
  if ((!object || find(carrier.filesFor)) && stringOf(chart ?? folder) === undefined) return undefined;
  const rows = carrier.modes?.layers[stringOf(nodesAt(holder, carrier.modes.at)[0]) ?? ''] ?? carrier.layers;
  const over = nodesAt(holder, carrier.over);
  const own = [holder, ...over].flatMap((each, index) => {
    const map = asMapping(each);
    if (!map) return [];
    const templates = map === holder ? inherited : [];
    const found = Object.entries(rows).flatMap(([path, as]) => layersOf(as, path, map, templates, carrier));
    return map === holder ? found : found.map((layer) => ({ ...layer, over: index - 1 }));
  });
  // A template that is not here, but in one of the `bases` of a helmfile, may bring any values.
  const asked = carrier.templates === undefined ? [] : itemsOf(valueAt(holder, 'inherit'));
  const unseen = asked.slice(inherited.length).map(({ value }) => value);
  const patch = nodesAt(whole, carrier.patch).filter((text) => stringOf(text)?.includes('helm'));
  const known = carrier.templates === undefined ? own : own.map((each) => withFields(each, find, text));
  const layers = [...unseen.map((at): Layer => ({ kind: 'elsewhere', at })), ...known];
  const rendered = all(carrier.rendered).flatMap((node) => asMapping(node) ?? []);
  const [found] = nodesAt(holder, carrier.parameters);
  const [fromTemplate] = inherited.flatMap((each) => nodesAt(each, carrier.parameters));
  const parameters = asSequence(found) ?? asMapping(found);
  const release = {
    carrier: carrier.name,
    chart: {
      name: chartName(stringOf(chart), stringOf(folder), repository, carrier),
      repository,
      version: stringOf(version),
      beside: namesAround(holder, object, path),
    },
    version,
    versionsOver: over.map((each) => nodesAt(each, carrier.version)[0]),
    place: isNamed ?? holder,
    layers,
    parameters,
    inherited: parameters ? undefined : (asSequence(fromTemplate) ?? asMapping(fromTemplate)),
    unseen: [...unseen, ...patch, ...rendered.flatMap(patchFilesOf), ...insertedOver(holder, carrier)],
    rendered,
    assignments: carrier.assignments === undefined ? [] : nodesAt(holder, `${carrier.assignments}[].value`),
    targets: [
      ...(carrier.targets ?? []).flatMap((path) => nodesAt(holder, path).flatMap(pathsIn)),
      ...(object ? composedInto(object, carrier) : []),
    ],
    isFixed: carrier.isFixed === true,
    usual: usualOf(carrier, holder, layers, parameters !== undefined),
    ...(object && { object }),
  };
  const referenced = isAddition ? object?.name : stringOf(reference);
  return referenced === undefined ? release : { ...release, chartObject: referenced };
}

/** What a template or placeholder inserts that wins over all layers: parameters, patches of what the chart renders. */
function insertedOver(holder: Mapping, carrier: Carrier): Place[] {
  const { parameters, assignments, targets = [], over, rendered, layers } = carrier;
  const places = [parameters, assignments, ...targets, over, rendered].flatMap(
    (path) => path?.split('[]')[0] ?? [],
  );
  return places.flatMap((place): Place[] => {
    if (Object.hasOwn(layers, place)) return [];
    const keys = place.split('.');
    const inserted = insertedAt(holder, ...keys) ?? insertedIn(valueAt(holder, ...keys));
    return inserted ? [{ kind: 'spot', offset: inserted.start }] : [];
  });
}

/** What a release, its namespaces and its file are called. */
function namesAround(holder: Mapping, object: KubernetesObject | undefined, path: string): string {
  const metadata = valueAt(object?.mapping, 'metadata');
  const spec = valueAt(object?.mapping, 'spec');
  const maps = [holder, valueAt(holder, 'helm'), metadata, spec, valueAt(spec, 'destination')];
  const names = maps
    .flatMap((map) => entriesOf(map))
    .flatMap(({ name = '', value }) => (/name(?:space)?$/i.test(name) ? (stringOf(value) ?? []) : []));
  return [path, ...names].join(' ');
}

/** The dotted path that a text is, or those that the keys of a map are. */
function pathsIn(node: Node): { readonly path: string; readonly at: Node }[] {
  const path = stringOf(node);
  if (path !== undefined) return [{ path, at: node }];
  return entriesOf(node).flatMap(({ name, value }) => (name === undefined ? [] : { path: name, at: value }));
}

/** What the patches of a Composition of Crossplane write into the values of an object that is its base. */
function composedInto(object: KubernetesObject, { at, usual }: Carrier): { path: string; at: Node }[] {
  const start = `${at[0] ?? ''}.${usual?.path ?? ''}`.split('.');
  return patchPathsOf(object).flatMap(({ path = [], key, text }) => {
    const isInside = path.length > start.length && isBelow(path, start);
    const inside = path.slice(start.length).map((step) => step.replaceAll('.', String.raw`\.`));
    return key === 'toFieldPath' && isInside ? [{ path: inside.join('.'), at: text }] : [];
  });
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
