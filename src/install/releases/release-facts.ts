import { type ManifestDocument, patchAround } from '../../kubernetes/document';
import { folderOf, type NamedFile, namedOrFound, fileOf } from '../../kubernetes/path';
import type { FactKind, FactPlace } from '../../facts';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import { mayBeLeftAlone } from '../../suppress/ignore';
import { type Node, stringOf, valueAt } from '../../yaml';
import { type Content, contentOf, contentOfText, type PlainSetting, nothing } from '../layers/content';
import { contentOfOperator } from './operator-content';
import { operatorObjects, pinOfOperator } from './operators';
import { applicationsOf } from './applications';
import { settingsOfRenderer } from './rendered';
import { findReleases, type Release } from './release';
import type { Layer } from './release-layers';
import { argumentName, type ChartReference, fileLayer, layerOf, mapAt } from '../values';
import { together } from '../scripts/flags';
import { assignmentsIn, keysOf, knownKeysOf } from '../settings';
import { namedValues } from '../../kubernetes/named-values';
import type { ConfigMapKey, FileContent } from '../layers/file-contents';
import { namedInScript } from '../../kubernetes/script-paths';

/** The object that asks for a release. */
export interface ReleaseObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | undefined;
}

/** A release of a chart somewhere in the tree, or a patch of one, as plain data. */
export interface ReleaseFact {
  readonly id: string;
  /** What the manifest is, for the report. */
  readonly carrier: string;
  readonly path: string;
  readonly chart: ChartReference;
  /** The object that names the chart in place of a name. */
  readonly chartObject: string | undefined;
  readonly version: string | undefined;
  /** As {@link Release.versionsOver}, where one gives any. */
  readonly versionsOver?: readonly (string | undefined)[];
  /** The object that asks for it, over which patches may be laid. */
  readonly object: ReleaseObject | undefined;
  /** The text of a kustomization that it is a patch in. */
  readonly inlineText?: string;
  /** Whether it is an operation of a JSON patch. */
  readonly isOperation?: boolean;
  /** Lowest first. */
  readonly layers: readonly SurveyedLayer[];
}

/** A layer as a manifest has it or names it. */
export interface SurveyedLayer {
  readonly id: string;
  readonly kind: Layer['kind'] | 'parameters';
  readonly place: FactPlace;
  /** As {@link Layer.over}. */
  readonly over?: number;
  /** What it says, if it is in the manifest and can be read. */
  readonly content?: Content;
  /** As resolved from the manifest's folder; or to be looked up from the repository's root. */
  readonly file?: NamedFile;
  readonly configMap?: ConfigMapKey;
  /** What callers of a module give a variable: see {@link argumentName}. */
  readonly argument?: string;
  /** What the file or ConfigMap is, as far as the tree holds it. */
  readonly source?: FileContent;
  /** Whether it is where nothing is ever rewritten, as in a script. */
  readonly isFixed?: boolean;
  /** Whether a comment excludes something of it. */
  readonly isExcluded?: boolean;
}

export const releaseFact: FactKind<ReleaseFact> = { name: 'install-release' };

/**
 * Whether files that a release names take the place of the values that its chart brings.
 *
 * Source: fluxcd/source-controller, `docs/spec/v1/helmcharts.md` (valuesFiles: `values.yaml` is not included by default).
 */
export function replacesOwnValues({ object, layers }: Pick<ReleaseFact, 'object' | 'layers'>): boolean {
  return object?.kind === 'HelmRelease' && layers.some(({ kind }) => kind === 'file');
}

/** The releases that a document asks for, and those that it holds patches of. */
export function releaseFactsOf(document: ManifestDocument): ReleaseFact[] {
  const patch = patchAround(document);
  const facts = [
    ...applicationsOf(document).flatMap((each) => findReleases(each).map((release) => factOf(each, release))),
    ...operatorFacts(document),
  ];
  return patch ? facts.map((fact) => ({ ...fact, inlineText: patch.text })) : facts;
}

function factOf(document: ManifestDocument, release: Release): ReleaseFact {
  const layers = release.layers.map((layer, index) => surveyed(document, layer, layerOf(release, index)));
  const { object, parameters, usual, layers: named } = release;
  // A map that is not there yet is a layer as well: over all others, where something may be inserted.
  if (usual && !named.some(({ kind }) => kind === 'map')) {
    const place = factPlaceOf(document, usual.base);
    const id = layerOf(release, named.length);
    const isFixed = usual.isClosed === true;
    layers.push({ id, kind: 'map', place, content: nothing, ...(isFixed && { isFixed }) });
  }
  if (parameters) {
    // Parameters belong to the last map of the manifest, or to one that is not there yet.
    const index = Math.max(
      release.layers.findLastIndex(({ kind }) => kind === 'map'),
      0,
    );
    const hasMap = release.layers[index]?.kind === 'map';
    layers.push({
      id: layerOf(release, hasMap ? index : release.layers.length),
      kind: 'parameters',
      place: factPlaceOf(document, parameters),
      content: parametersIn(parameters),
      ...excluded(document, parameters),
    });
  }
  const { inherited, assignments, targets, unseen } = release;
  const [set] = [...assignments, ...(inherited ? [inherited] : []), ...targets.map(({ at }) => at)];
  if (set) {
    const assigned = assignments.flatMap((each) => assignmentsIn(stringOf(each) ?? ''));
    // What an object elsewhere holds is a value of which no more is known, as of a list.
    const targeted = targets.map(({ path }) => [path, []] as const);
    const settings = [...assigned, ...targeted].map(([name, value]) => ({
      keys: keysOf(name),
      value,
      isParameter: true,
    }));
    layers.push({
      id: `${release.id}#set`,
      kind: 'parameters',
      place: factPlaceOf(document, set),
      isFixed: true,
      content: together([...(inherited ? [parametersIn(inherited)] : []), { settings, open: [] }]),
    });
  }
  for (const [index, at] of release.rendered.entries()) {
    const settings = settingsOfRenderer(at, document);
    if (settings.length === 0) continue;
    const id = `${release.id}#rendered-${index}`;
    const place = factPlaceOf(document, at);
    layers.push({ id, kind: 'parameters', place, isFixed: true, content: { settings, open: [] } });
  }
  for (const [index, at] of unseen.entries())
    layers.push({ id: `${release.id}#unseen-${index}`, kind: 'elsewhere', place: factPlaceOf(document, at) });
  const versionsOver = release.versionsOver.map(stringOf);
  return {
    id: release.id,
    carrier: release.carrier,
    path: fileOf(document.path),
    chart: release.chart,
    chartObject: release.chartObject,
    version: release.versionText,
    ...(versionsOver.length > 0 && { versionsOver }),
    object: object && releaseObject(object),
    layers: release.isFixed ? layers.map((layer) => ({ ...layer, isFixed: true })) : layers,
  };
}

function releaseObject({ apiVersion, kind, name }: KubernetesObject): ReleaseObject {
  return { apiVersion, kind, name };
}

function parametersIn(parameters: NonNullable<Release['parameters']>): Content {
  const named = namedValues(parameters);
  // What a template has a say in may be any value.
  const open = named.flatMap(({ name = '' }) => {
    const known = knownKeysOf(name);
    return known ? [known] : [];
  });
  const settings = named.flatMap(({ name, value }): PlainSetting[] => {
    if (name === undefined) return [];
    const plain = value?.kind === 'scalar' ? value.value : null;
    const isPlain = typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean';
    return [{ keys: keysOf(name), value: isPlain ? plain : null, isParameter: true }];
  });
  return { settings, open };
}

function surveyed(document: ManifestDocument, layer: Layer, id: string): SurveyedLayer {
  const place = factPlaceOf(document, layer.kind === 'map' ? layer.at.base : layer.at);
  const known = { id, kind: layer.kind, place, ...(layer.over !== undefined && { over: layer.over }) };
  const map = layer.kind === 'map' ? mapAt(layer.at) : undefined;
  switch (layer.kind) {
    case 'map':
      return { ...known, content: contentOf(map), ...excluded(document, map) };
    case 'text': {
      const content = contentOfText(document, layer.at);
      return content ? { ...known, content, ...excluded(document, layer.at) } : known;
    }
    case 'file': {
      const { from } = layer;
      if (from === 'root') return { ...known, file: namedOrFound(layer.path) };
      const file =
        from === 'script'
          ? namedInScript(document.path, layer.path)
          : namedOrFound(layer.path, folderOf(document.path));
      return { ...known, id: fileLayer(file.path), file };
    }
    case 'config-map': {
      const { name, key } = layer;
      return { ...known, configMap: { name, key } };
    }
    case 'elsewhere': {
      const { variable } = layer;
      if (variable === undefined) return known;
      return { ...known, argument: argumentName(folderOf(document.path), variable) };
    }
    default:
      return known;
  }
}

/** What somebody wants to keep is not rewritten, so that others must not count on it. */
function excluded(document: ManifestDocument, node: Node | undefined): Pick<SurveyedLayer, 'isExcluded'> {
  return node && mayBeLeftAlone(document, node) ? { isExcluded: true } : {};
}

function operatorFacts(document: ManifestDocument): ReleaseFact[] {
  return operatorObjects(document).map(({ id, object, carrier }) => {
    const place = factPlaceOf(document, object.mapping);
    const content = contentOfOperator(valueAt(object.mapping, 'spec'));
    return {
      id,
      carrier,
      path: fileOf(document.path),
      chart: { name: '', repository: undefined },
      chartObject: undefined,
      version: pinOfOperator(object.mapping, carrier)?.text,
      object: releaseObject(object),
      layers: [{ id, kind: 'map', place, content, ...excluded(document, object.mapping) }],
    };
  });
}
