import { type Facts, givenFiles } from '../../facts';
import { grouped } from '../../grouped';
import { expandedTo, fileNameOf, isAnyFile, type NamedFile } from '../../kubernetes/path';
import { contentIn, nothing } from '../layers/content';
import { operationsOf } from '../layers/json-patches';
import { patchesOver } from '../../kustomize/over';
import { waysThrough } from '../../ways';
import { releasesIn } from './handed-on';
import { secretIn } from './release-layers';
import type { ReleaseFact, SurveyedLayer } from './release-facts';
import {
  contentsOfConfigMap,
  type FileContent,
  filesNamed,
  layerOfContent,
  manifestWithWords,
} from '../layers/file-contents';

/** The releases of the tree, each with every file and ConfigMap that its names can stand for. */
export function readings(facts: Facts): readonly ReleaseFact[] {
  return facts.derived(releasesIn).flatMap((release) => readingsOf(release, facts));
}

/** A release with each file that a name with unknown parts can stand for, `-f values/$STAGE.yaml`, and each ConfigMap of a name. */
export function readingsOf(release: ReleaseFact, facts: Facts): ReleaseFact[] {
  const alternatives = release.layers.map((layer) => meaningsOf(layer, facts));
  return waysThrough(withoutOthers(alternatives)).map((found) => ({
    ...release,
    layers: foundOnce(found.flat()),
  }));
}

/** A name with unknown parts stands for no file that the release names itself, unless there is no other. */
function withoutOthers(alternatives: readonly Meanings[]): readonly Meanings[] {
  const certain = alternatives.flatMap((all) => (all.length === 1 ? all.flat() : []));
  const named = new Set(certain.map(({ id }) => id));
  return alternatives.map((all) => {
    const others = all.filter((layers) => !layers.some(({ id }) => named.has(id)));
    return all.length > 1 && others.length > 0 ? others : all;
  });
}

/** What a pattern finds, where nothing names it itself, and no other pattern finds it before. */
function foundOnce(layers: readonly SurveyedLayer[]): SurveyedLayer[] {
  const isFound = ({ file }: SurveyedLayer) => file?.glob !== undefined;
  return layers.filter(
    (layer, index) =>
      !isFound(layer) ||
      layers.every(
        ({ id }, at) => id !== layer.id || at === index || (isFound(layers[at] ?? layer) && at > index),
      ),
  );
}

/** What patches make of a text in a ConfigMap. */
function patchedIn({ path, configMap }: FileContent, facts: Facts): FileContent[] {
  const { name, key = '' } = configMap ?? {};
  if (name === undefined) return [];
  const secret = secretIn(name);
  const [kind, texts] = secret === undefined ? ['ConfigMap', 'data'] : ['Secret', 'stringData'];
  const patches = patchesOver({ path, kind, name: secret ?? name }, facts);
  return patches.flatMap((patch, index) => {
    const { path: file, operations } = operationsOf(patch, facts);
    const written = operations.flatMap(({ path: [top, at = key], value }) =>
      top === texts && at === key ? [value] : [],
    );
    return written.map((text): FileContent => {
      const content = typeof text === 'string' ? contentIn(text) : undefined;
      return { path: file, configMap: { name, namespace: `#${index}`, key }, content, isFixed: true };
    });
  });
}

/** The ways to read a layer, each of them one layer or several. */
type Meanings = readonly (readonly SurveyedLayer[])[];

/** What a layer can be, in one way or another: a pattern of files is several at once. */
function meaningsOf(layer: SurveyedLayer, facts: Facts): Meanings {
  const { file, configMap } = layer;
  if (file && isAnyFile(file)) return [[layer]];
  if (file?.glob !== undefined) {
    const found = filesNamed(file, facts);
    const byPath = new Map(found.map((each) => [each.path, withSource(layer, each)]));
    const expanded = expandedTo(file, [...byPath.keys()]);
    return found.length === 0
      ? [[layer]]
      : expanded.map((paths) => paths.flatMap((path) => byPath.get(path) ?? []));
  }
  const maps = configMap ? contentsOfConfigMap(configMap, facts) : [];
  const found = file ? filesNamed(file, facts) : [...maps, ...maps.flatMap((map) => patchedIn(map, facts))];
  // A file of the tree that no survey had a reason to read says nothing of what they look for.
  const unread = found.length === 0 && file ? pathGiven(file, facts) : undefined;
  if (unread !== undefined) {
    return [[withSource(layer, { path: unread, content: nothing })]];
  }
  // A file without unknown parts is the first that its name can mean.
  const meant = file && !file.path.includes('*') ? found.slice(0, 1) : found;
  if (meant.length === 0) return [[layer]];
  const isWhole = configMap !== undefined && configMap.key === undefined;
  const together = isWhole ? [...grouped(meant, objectOf).values()].map(byKey) : meant.map((each) => [each]);
  return together.map((sources) => sources.map((source) => withSource(layer, source)));
}

/** The same for all texts of one ConfigMap, and for all files that a kustomization makes one of. */
function objectOf({ path, configMap }: FileContent): string {
  return configMap ? `${path}|${configMap.namespace ?? ''}` : '';
}

/** Source: carvel-dev/kapp-controller, `pkg/template/values.go` (each key becomes a file; these are sorted). */
function byKey(sources: readonly FileContent[]): FileContent[] {
  const keyOf = ({ path, configMap }: FileContent) => configMap?.key ?? fileNameOf(path);
  return sources.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function withSource(layer: SurveyedLayer, source: FileContent): SurveyedLayer {
  return { ...layer, id: layerOfContent(source), source };
}

function pathGiven({ path, others = [] }: NamedFile, facts: Facts): string | undefined {
  const given = [path, ...others].find((each) => givenFiles(facts).has(each));
  return given !== undefined && facts.all(manifestWithWords).includes(given) ? undefined : given;
}
