import { type FactKind, type Facts, givenFile, givenFiles } from '../facts';
import { fileNameOf, folderOf, isNamed } from '../kubernetes/path';
import { localChart } from './chart';
import { isOfEnvironment } from './helmfile';
import { jsonPatchesOver } from './json-patches';
import { operatorFiles, readingsAtMost, stacksOfOperators } from './operator-files';
import type { Content } from './content';
import { type ReleaseFact, releaseFact, type SurveyedLayer } from './release-facts';
import { configMapLayer, fileLayer, localChartOf } from './values';
import { KustomizeTree } from '../kustomize/tree';
import { fits } from '../kustomize/selector';

/** The layers of one release, lowest first, as one build or one installation puts them together. */
export type Stack = readonly StackLayer[];

/** One layer of a release, in whatever file. */
export interface StackLayer {
  /** As {@link InstallValues.layer}. */
  readonly id: string;
  /** The file it stands in; undefined where nobody knows. */
  readonly path: string | undefined;
  /** What it says; undefined for a layer that cannot be seen. */
  readonly content: Content | undefined;
  /** Whether null takes a key away for certain: in a strategic merge patch, but not in Helm's values. */
  readonly isPatch: boolean;
  /** Whether this run may change it. */
  readonly canBeEdited: boolean;
  /** Whether only templates of the release read it. */
  readonly isEnvironment?: boolean;
}

/** Files that a kustomization puts into a ConfigMap. */
export interface GeneratedConfigMap {
  readonly name: string;
  readonly files: readonly { readonly key: string; readonly path: string }[];
}

export const generatedConfigMap: FactKind<GeneratedConfigMap> = { name: 'generated-config-map' };

/** What values files and ConfigMaps of the tree say. */
export interface FileContent {
  readonly path: string;
  /** The name and key of a ConfigMap; undefined for a file of values. */
  readonly configMap?: { readonly name: string; readonly key: string };
  readonly content: Content | undefined;
  /** Whether it was not read, since it holds none of the words that one survey looks for. */
  readonly isGlance?: boolean;
}

export const fileContent: FactKind<FileContent> = { name: 'values-content' };

/** What is known of each file and ConfigMap: what one survey passes over, another one may have read. */
function contents(facts: Facts): readonly FileContent[] {
  const all = facts.all(fileContent);
  const read = new Set(all.flatMap(({ path, isGlance }) => (isGlance ? [] : [path])));
  return all.filter(({ path, isGlance }) => !isGlance || !read.has(path));
}

/** Every stack of layers in the tree that a layer is part of. */
export function stacksWith(layer: string, facts: Facts): readonly Stack[] {
  return facts.derived(stacksByLayer).get(layer) ?? [];
}

function stacksByLayer(facts: Facts): ReadonlyMap<string, Stack[]> {
  const byLayer = new Map<string, Stack[]>();
  for (const stack of allStacks(facts)) {
    for (const id of new Set(stack.map((layer) => layer.id))) {
      const known = byLayer.get(id) ?? [];
      byLayer.set(id, known);
      known.push(stack);
    }
  }
  return byLayer;
}

function allStacks(facts: Facts): Stack[] {
  const releases = facts.all(releaseFact).flatMap((release) => readingsOf(release, facts));
  const resolved = releases.map((release) => ({ release, patches: patchesOver(release, releases, facts) }));
  const told = resolved.flatMap(({ release, patches }) => {
    const base = stackOf(release, facts, false);
    return [base, ...patches.map((patch) => patched(base, patch, release, facts))];
  });
  const named = new Set(told.flatMap((stack) => stack.map(({ id }) => id)));
  const stackOfOne = (release: ReleaseFact) => stackOf(release, facts, false);
  const called = facts.all(operatorFiles).flatMap((call) => stacksOfOperators(call, releases, stackOfOne));
  return [...told, ...called, ...stacksByName(facts, named)];
}

/** A release with each file that a name with unknown parts can stand for: `-f values/$STAGE.yaml`. */
function readingsOf(release: ReleaseFact, facts: Facts): ReleaseFact[] {
  const files = facts.derived(contents).filter(({ configMap }) => !configMap);
  const readings = release.layers.reduce<(readonly SurveyedLayer[])[]>(
    (known, layer) => {
      const { file } = layer;
      const found = file?.path.includes('*') ? files.filter(({ path }) => isNamed(file, path)) : [];
      const alternatives =
        found.length === 0
          ? [layer]
          : found.map(({ path }) => ({ ...layer, id: fileLayer(path), file: { path, fromRoot: false } }));
      return known
        .flatMap((before) => alternatives.map((each) => [...before, each]))
        .slice(0, readingsAtMost);
    },
    [[]],
  );
  return readings.map((layers) => ({ ...release, layers }));
}

/** A stack with a patch over it: lists and texts of the patch take the place of the release's own; a JSON patch adds to lists. */
function patched(base: Stack, patch: ReleaseFact, release: ReleaseFact, facts: Facts): Stack {
  const ofPatch = patch.layers.map(({ kind }) => kind);
  const kinds = new Set(patch.isOperation === true ? ofPatch.filter((kind) => kind === 'text') : ofPatch);
  const replaced = new Set(
    release.layers.flatMap(({ kind, id }) => (kind !== 'map' && kinds.has(kind) ? [id] : [])),
  );
  return [...base.filter(({ id }) => !replaced.has(id)), ...stackOf(patch, facts, true)];
}

/** The patches of kustomizations that are laid over the object of a release. */
function patchesOver(release: ReleaseFact, releases: readonly ReleaseFact[], facts: Facts): ReleaseFact[] {
  const { object } = release;
  const tree = KustomizeTree.of(facts);
  if (!object || tree.patchUses(release.path).length > 0) return [];
  const over = tree.patchesOver(release.path);
  const strategic = releases.filter((patch) => {
    if (!patch.object || patch.object.kind !== object.kind || patch === release) return false;
    return over.some(({ path, text, selector }) => {
      if (path !== undefined ? path !== patch.path : text === undefined || patch.inlineText !== text)
        return false;
      if (!selector) return patch.object?.name === object.name;
      return fits(selector.kind, object.kind) && fits(selector.name, object.name ?? '');
    });
  });
  return [...strategic, ...jsonPatchesOver(release, facts)];
}

/** The release that a patch is laid over. */
export function releasePatchedBy(id: string, facts: Facts): ReleaseFact | undefined {
  return facts.derived(patchedReleases).get(id);
}

function patchedReleases(facts: Facts): ReadonlyMap<string, ReleaseFact> {
  const releases = facts.all(releaseFact);
  return new Map(
    releases.flatMap((release) =>
      patchesOver(release, releases, facts).map(({ id }) => [id, release] as const),
    ),
  );
}

function stackOf(release: ReleaseFact, facts: Facts, isPatch: boolean): StackLayer[] {
  const given = facts.all(givenFile);
  const own = isPatch ? [] : [...environmentLayers(release, facts), ...chartLayers(release, facts)];
  return [
    ...own,
    ...release.layers.flatMap((layer): StackLayer[] => {
      const { id, content } = layer;
      const path = release.path;
      if (layer.file || layer.configMap) return contentOfFile(layer, facts);
      const base = layer.kind === 'base' ? releaseBelow(release, facts) : undefined;
      if (base) return stackOf(base, facts, false);
      const canBeEdited =
        given.includes(path) && content !== undefined && !layer.isFixed && release.inlineText === undefined;
      return [{ id, path, content, isPatch, canBeEdited }];
    }),
  ];
}

/** A chart of the tree brings values of its own, over which each release wins. */
function chartLayers({ chart }: ReleaseFact, facts: Facts): StackLayer[] {
  const local = localChartOf(chart.name, facts.all(localChart));
  if (!local || local.upstream !== undefined) return [];
  const known = facts.derived(contents).find(({ configMap, path }) => {
    return !configMap && folderOf(path) === local.folder && /^values\.ya?ml$/.test(fileNameOf(path));
  });
  return known ? [seen(known, facts)] : [];
}

/** What the environments of a helmfile say. */
function environmentLayers({ carrier }: ReleaseFact, facts: Facts): StackLayer[] {
  if (carrier !== 'helmfile release') return [];
  return facts.derived(contents).flatMap((known) => {
    if (known.configMap || !isOfEnvironment(known.path, facts)) return [];
    return [{ ...seen(known, facts), canBeEdited: false, isEnvironment: true }];
  });
}

/** The `HelmChart` that a `HelmChartConfig` of the same name adds to. */
function releaseBelow({ object }: ReleaseFact, facts: Facts): ReleaseFact | undefined {
  return facts
    .all(releaseFact)
    .find((other) => other.object?.kind === 'HelmChart' && other.object.name === object?.name);
}

function contentOfFile({ file, configMap, id }: SurveyedLayer, facts: Facts): StackLayer[] {
  const files = configMap ? filesOfConfigMap(configMap, facts) : [];
  if (files.length > 0) return files.map((known) => seen(known, facts));
  const known = facts
    .derived(contents)
    .find((each) =>
      file
        ? !each.configMap && isNamed(file, each.path)
        : each.configMap?.name === configMap?.name && each.configMap?.key === configMap?.key,
    );
  return known
    ? [seen(known, facts)]
    : [{ id, path: file?.path, content: undefined, isPatch: false, canBeEdited: false }];
}

/** The files of the tree that a kustomization makes a ConfigMap of. */
function filesOfConfigMap({ name, key }: { name: string; key: string }, facts: Facts): FileContent[] {
  const maps = facts.all(generatedConfigMap).filter((map) => map.name === name);
  const named = maps.flatMap(({ files }) => files.filter((file) => file.key === key).map(({ path }) => path));
  return facts.derived(contents).filter(({ configMap, path }) => !configMap && named.includes(path));
}

function seen({ path, configMap, content }: FileContent, facts: Facts): StackLayer {
  const id = configMap ? configMapLayer(configMap.name, configMap.key) : fileLayer(path);
  return { id, path, content, isPatch: false, canBeEdited: givenFiles(facts).has(path) };
}

/** Where only their names say so: `values.yaml` is below `values-prod.yaml` beside it. */
function stacksByName(facts: Facts, named: ReadonlySet<string>): Stack[] {
  const files = facts
    .derived(contents)
    .filter(({ configMap, path }) => !configMap && !named.has(fileLayer(path)));
  return files.flatMap((upper): Stack[] => {
    const lower = files.filter(({ path }) => isBelowByName(path, upper.path));
    return lower.map((each) => [seen(each, facts), seen(upper, facts)]);
  });
}

/** Whether the name of a file says that another one in its folder wins over it. */
export function isBelowByName(lower: string, upper: string): boolean {
  if (folderOf(lower) !== folderOf(upper) || lower === upper) return false;
  const [base, over] = [fileNameOf(lower), fileNameOf(upper)].map((name) =>
    name.replace(/\.(?:ya?ml|json)(?:\.gotmpl)?$/, ''),
  );
  if (base === undefined || over === undefined) return false;
  if (/^(?:base|common|defaults?)$/.test(base)) return !/^values$/.test(over);
  return (
    over !== base &&
    (over.startsWith(`${base}-`) ||
      over.startsWith(`${base}.`) ||
      over.startsWith(`${base}_`) ||
      over.endsWith(`-${base}`) ||
      over.endsWith(`.${base}`))
  );
}
