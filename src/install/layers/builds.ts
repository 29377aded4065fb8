import type { Facts } from '../../facts';
import { grouped, groupedPairs } from '../../grouped';
import { type Kustomization, kustomizationsOf, type NamedPatch } from '../../kustomize/kustomization';
import { patchesIn } from '../../kustomize/over';
import { KustomizeTree } from '../../kustomize/tree';
import { type Way, waysOf, waysUpTo } from '../../kustomize/ways';
import { fileOf } from '../../kubernetes/path';
import { once } from '../../once';
import { waysThrough } from '../../ways';
import { chartOfBuild } from '../releases/carriers';
import { readingsOf } from '../releases/readings';
import { settingsOfFile, settingsOfText } from '../releases/rendered';
import { type ReleaseFact, releaseFact } from '../releases/release-facts';
import type { PlainSetting } from './content';
import { jsonPatchesOver } from './json-patches';
import { replacementsOver, replacing } from './replacements';
import { type Stack, type StackLayer, stackOf, unseenLayer } from './stack';
import { isBelow } from '../../keys';
import { nothing } from './content';

/** A stack, and what says its version: the release itself, or a patch of it. */
export interface BuiltStack {
  readonly stack: Stack;
  readonly pinnedBy: ReleaseFact;
}

/**
 * The stacks that kustomizations build on the object of a release: each with all patches and replacements that are laid
 * over it on one way up, the lowest first.
 */
export function stacksBuiltOn(release: ReleaseFact, facts: Facts): BuiltStack[] {
  const releasesOf = once((each: Kustomization) => releasesIn(each, release, facts));
  return waysOver(release, facts).flatMap((way) => {
    const patches = way.flatMap(releasesOf);
    if (patches.length === 0) return [];
    const read = waysThrough(patches.map((patch) => readingsOf(patch, facts)));
    return read.map((each) => ({
      stack: patched(release, each, facts),
      pinnedBy: each.findLast(({ version }) => version !== undefined) ?? release,
    }));
  });
}

/** Whether something builds the object of a release with nothing laid over it: what overlays alone build is no base too. */
export function isBuiltAsItIs(release: ReleaseFact, facts: Facts): boolean {
  const ways = waysOver(release, facts).length === 0 ? [] : waysOf(release.path, facts);
  const changes = once((each: Kustomization) => releasesIn(each, release, facts).length > 0);
  return ways.length === 0 || ways.some((way) => !way.some(changes));
}

/** The releases that a patch is laid over, by its id or, if it is an operation, by what its values are called. */
export function releasesPatchedBy(id: string, facts: Facts): readonly ReleaseFact[] {
  return facts.derived(patchedReleases).get(id) ?? [];
}

/** The stacks of a chart that a build renders: over its values, each kustomization with patches of what is rendered. */
export function stacksRenderedBy(release: ReleaseFact, facts: Facts): BuiltStack[] {
  if (release.carrier !== chartOfBuild) return [];
  const tree = KustomizeTree.of(facts);
  return kustomizationsOf(facts).flatMap((each) => {
    const layers =
      each.patches.length > 0 && tree.buildsOnChart(each, release.path)
        ? each.patches.flatMap((patch) => renderedBy(patch, facts))
        : [];
    if (layers.length === 0) return [];
    return [{ stack: [...stackOf(release, facts, false), ...layers], pinnedBy: release }];
  });
}

function renderedBy({ namedIn, path = namedIn, text, selector }: NamedPatch, facts: Facts): StackLayer[] {
  const settings =
    text === undefined ? settingsOfFile(path, selector, facts) : settingsOfText(text, path, selector);
  if (settings.length === 0) return [];
  const content = { ...nothing, settings };
  return [{ ...unseenLayer(`rendered:${path}`, path), content, isPatch: true, isFixed: true }];
}

function patchedReleases(facts: Facts): ReadonlyMap<string, ReleaseFact[]> {
  return groupedPairs(
    facts.all(releaseFact).flatMap((release) => {
      const over = new Set(waysOver(release, facts).flat());
      const patches = [...over].flatMap((kustomization) => releasesIn(kustomization, release, facts));
      const names = patches.flatMap(({ id, layers }) => [id, ...layers.map((layer) => layer.id)]);
      return names.map((name) => [name, release] as const);
    }),
  );
}

/** The ways on which something is laid over the object of a release: each with those that do so. */
function waysOver({ object, path, inlineText }: ReleaseFact, facts: Facts): readonly Way[] {
  const tree = KustomizeTree.of(facts);
  if (!object || inlineText !== undefined || tree.patchUses(path).length > 0) return [];
  const others = facts.derived(replacing).filter((each) => tree.reach(each).has(path));
  const changing = new Map([...tree.patchingOver(path), ...others].map((each, index) => [each, index]));
  const ways = waysUpTo(changing.keys(), path, facts).map((way) => way.filter((each) => changing.has(each)));
  const found = new Map(ways.map((way) => [way.map((each) => changing.get(each)).join(), way]));
  const known = new Set(ways.flat());
  return [...found.values(), ...[...changing.keys()].flatMap((each) => (known.has(each) ? [] : [[each]]))];
}

/** What a kustomization lays over the object of a release, as releases of the same object, in the order of kustomize. */
function releasesIn(kustomization: Kustomization, release: ReleaseFact, facts: Facts): ReleaseFact[] {
  const { object, path } = release;
  if (!object) return [];
  const patches = patchesIn(kustomization, { ...object, path }, facts);
  const byPlace = facts.derived(releasesByPlace);
  return [
    ...patches.flatMap((patch, index) => [
      ...(byPlace.get(placeOf(patch.path ?? fileOf(patch.namedIn), patch.text)) ?? []).filter(
        (other) => other.object?.kind === object.kind && patch.isFor(other.object.name),
      ),
      ...jsonPatchesOver(release, patch, `${kustomization.path}-${index}`, facts),
    ]),
    ...replacementsOver(release, kustomization, facts),
  ];
}

/** By the file that they are in, or the text of a kustomization. */
function releasesByPlace(facts: Facts): ReadonlyMap<string, readonly ReleaseFact[]> {
  return grouped(facts.all(releaseFact), ({ inlineText, path }) => placeOf(path, inlineText));
}

function placeOf(path: string, text = ''): string {
  return JSON.stringify([path, text]);
}

/** A stack with patches over it: lists and texts of a patch take the place of those below; a JSON patch adds to lists. */
function patched(release: ReleaseFact, patches: readonly ReleaseFact[], facts: Facts): Stack {
  const layers = [...release.layers];
  let stack: Stack = stackOf(release, facts, false);
  for (const patch of patches) {
    const ofPatch = patch.layers.map(({ kind }) => kind);
    const kinds = new Set(patch.isOperation === true ? ofPatch.filter((kind) => kind === 'text') : ofPatch);
    const replaced = new Set(
      layers.flatMap(({ kind, id }) => (kind !== 'map' && kinds.has(kind) ? [id] : [])),
    );
    const below = stack.filter(({ id }) => !replaced.has(id));
    const own = stackOf(patch, facts, true);
    const upper = own.map((layer) => withoutReplaced(layer, below));
    // Values from elsewhere are below the map of the same object, whoever adds them.
    const maps = idsOf(layers, (kind) => kind === 'map');
    const sources = idsOf(patch.layers, (kind) => kind !== 'map' && kind !== 'text');
    const lowestMap = below.findIndex(({ id }) => maps.has(id));
    const at = lowestMap === -1 ? below.length : lowestMap;
    const added = upper.filter(({ id }) => sources.has(id));
    stack = [
      // An operation may put them in front of other such values.
      ...(patch.isOperation === true ? added : []),
      ...below.slice(0, at),
      ...added,
      ...below.slice(at),
      ...upper.filter(({ id }) => !sources.has(id)),
    ];
    layers.push(...patch.layers);
  }
  return stack;
}

function idsOf(
  layers: ReleaseFact['layers'],
  isMeant: (kind: ReleaseFact['layers'][number]['kind']) => boolean,
): ReadonlySet<string> {
  return new Set(layers.flatMap(({ id, kind }) => (isMeant(kind) ? [id] : [])));
}

/** A list of a custom resource takes the place of the one below it: what is not in it any more is null. */
function withoutReplaced(layer: StackLayer, below: Stack): StackLayer {
  const { content } = layer;
  if (!content?.replaces) return layer;
  const { replaces, settings } = content;
  const nameOf = ({ part, keys }: PlainSetting) => [part, ...keys].join();
  const kept = new Set(settings.map(nameOf));
  const isGone = (setting: PlainSetting) =>
    !kept.has(nameOf(setting)) &&
    replaces.some(({ part, keys }) => part === setting.part && isBelow(setting.keys, keys));
  const gone = below.flatMap((each) => (each.content?.settings ?? []).filter(isGone));
  const nulls = gone.map(({ keys }) => ({ keys, value: null, isParameter: true }));
  return { ...layer, content: { ...content, settings: [...settings, ...nulls] } };
}
