import type { Facts } from '../facts';
import { madeFrom } from '../kubernetes/path';
import { type Kustomization, kustomizationsOf, listingsOf, renamesIn } from './kustomization';
import type { Rename } from './naming';
import { once } from '../once';
import { fits } from './selector';
import { isInside, KustomizeTree } from './tree';

/** One way that an object takes up to a kustomization: whoever changes it, the last one last. */
export type Way = readonly Kustomization[];

/** More ways than these are followed to no kustomization: kustomize refuses an object that comes twice as it is. */
const waysAtMost = 64;

/** The ways that what a file holds takes up to a kustomization. */
export function waysTo(top: Kustomization, path: string, tree: KustomizeTree): readonly Way[] {
  const known = new Map<Kustomization, readonly Way[]>();
  const follow = (current: Kustomization): readonly Way[] => {
    const answer = known.get(current);
    if (answer || !tree.reach(current).has(path)) return answer ?? [];
    // What leads back to itself is on no way.
    known.set(current, []);
    const ways = current.resources.flatMap((named): readonly Way[] => {
      const { file, folder, kustomization } = tree.find(named, current);
      if (kustomization) return follow(kustomization);
      return file === path || file === madeFrom(path) || (folder !== undefined && isInside(path, folder))
        ? [[]]
        : [];
    });
    // A component changes what those before it bring, too.
    const brought = componentsOf(current, tree).reduce<readonly Way[]>((all, component) => {
      const shared = changing(component, tree, [current]);
      return [...all.map((way) => [...way, ...shared]), ...follow(component)];
    }, ways);
    const own = [current, ...tree.transformersOf(current)];
    const found = brought.slice(0, waysAtMost).map((way) => [...way, ...own]);
    known.set(current, found);
    return found;
  };
  return follow(top);
}

/** A component with its transformers, and before it the components that it includes itself. */
function changing(component: Kustomization, tree: KustomizeTree, seen: readonly Kustomization[]): Way {
  if (seen.includes(component)) return [];
  const before = componentsOf(component, tree).flatMap((each) => changing(each, tree, [...seen, component]));
  return [...before, component, ...tree.transformersOf(component)];
}

function componentsOf(kustomization: Kustomization, tree: KustomizeTree): Kustomization[] {
  return kustomization.components.flatMap((named) => tree.find(named, kustomization).kustomization ?? []);
}

/** The renames of a kustomization, those in files that it names too. */
export function renamesOf({ namings, patches, replacements }: Kustomization, facts: Facts): Rename[] {
  const inPatches = patches.flatMap(({ path, selector }) =>
    path === undefined ? [] : renamesIn(path, facts).map((rename) => ({ ...rename, selector })),
  );
  const inReplacements = replacements.flatMap((path) => renamesIn(path, facts));
  return [...namings.flatMap(({ renames }) => renames), ...inPatches, ...inReplacements];
}

/**
 * The names that an object has on its ways up to a kustomization: kustomize finds it there by any of them. Undefined is
 * among them where a patch or replacement gives it another one.
 */
export function namesUpTo(top: Kustomization, object: Named, facts: Facts): ReadonlySet<string | undefined> {
  if (object.name === undefined || !mayRename(facts)) return new Set([object.name]);
  const ways = facts.derived(knownWays)(top, object.path);
  return new Set([object.name, ...ways.flatMap((way) => namesOn(way, object, facts))]);
}

/** An object of a file. If its kind is given, patches for other kinds do not rename it. */
interface Named {
  readonly path: string;
  readonly name: string | undefined;
  readonly kind?: string;
}

/** The names that an object has on each way through the kustomizations of the tree, the last one as it is built. */
export function namesBuilt(object: Named, facts: Facts): readonly (readonly (string | undefined)[])[] {
  if (object.name === undefined || !mayRename(facts)) return [[object.name]];
  const ways = facts.derived(allWays)(object.path);
  return ways.length === 0 ? [[object.name]] : ways.map((way) => namesOn(way, object, facts));
}

/** Whether an object has a name where it is built. Kustomize does not change the texts of custom resources that give it. */
export function isBuiltAs(name: string | undefined, object: Named, facts: Facts): boolean {
  return name !== undefined && namesBuilt(object, facts).some((names) => names.at(-1) === name);
}

function namesOn(way: Way, { name, kind }: Named, facts: Facts): (string | undefined)[] {
  const names = [name];
  for (const kustomization of way) {
    let current = names.at(-1);
    const rename = renamesOf(kustomization, facts).findLast(
      ({ field, selector }) =>
        field === 'name' &&
        (kind === undefined || fits(selector?.kind, kind)) &&
        names.some((each) => fits(selector?.name, each ?? '')),
    );
    if (rename) names.push((current = rename.to));
    for (const { prefix, suffix } of kustomization.namings) {
      if (current !== undefined) current = `${prefix}${current}${suffix}`;
      names.push(current);
    }
  }
  return names;
}

/**
 * The namespaces that an object may end up in: its own, or what the kustomizations above it give it. Undefined is among
 * them where nobody can say.
 */
export function namespacesOf(
  { path, namespace }: { readonly path: string; readonly namespace: string | undefined },
  facts: Facts,
): ReadonlySet<string | undefined> {
  if (!facts.derived(movesNamespaces)) return new Set([namespace]);
  const ways = facts.derived(allWays)(path);
  const ends = ways.map((way) =>
    way.reduce((current, kustomization) => {
      const isPatched = renamesOf(kustomization, facts).some(({ field }) => field === 'namespace');
      const given = kustomization.namings.flatMap((naming) => naming.namespace ?? []).at(-1);
      return given ?? (isPatched ? undefined : current);
    }, namespace),
  );
  return new Set(ends.length > 0 ? ends : [namespace]);
}

const movesNamespaces = (facts: Facts): boolean =>
  listingsOf(facts).some(({ text }) => text.includes('namespace')) ||
  kustomizationsOf(facts).some(
    (kustomization) =>
      kustomization.namings.some(({ namespace }) => namespace !== undefined) ||
      renamesOf(kustomization, facts).some(({ field }) => field === 'namespace'),
  );

/** The ways that what a file holds takes, each as far up as it leads. */
export function waysOf(path: string, facts: Facts): readonly Way[] {
  return facts.derived(allWays)(path);
}

const allWays = (facts: Facts): ((path: string) => readonly Way[]) => {
  const tree = KustomizeTree.of(facts);
  return once((path: string): readonly Way[] => {
    const ways = tree.building([path]).flatMap((top) => waysTo(top, path, tree));
    const leadsOn = (way: Way) =>
      ways.some((other) => other.length > way.length && way.every((each, index) => other[index] === each));
    return ways.filter((way) => !leadsOn(way));
  });
};

/** The ways that what a file holds takes up to kustomizations, or to what includes or uses them. */
export function waysUpTo(tops: Iterable<Kustomization>, path: string, facts: Facts): readonly Way[] {
  const known = facts.derived(knownWays);
  return [...tops].flatMap((top) => known(top, path));
}

/** Whether any kustomization of the tree gives objects other names. */
export function mayRename(facts: Facts): boolean {
  return facts.derived(renames);
}

const renames = (facts: Facts): boolean =>
  listingsOf(facts).some(({ text }) => /name(?:Pre|Suf)fix/.test(text)) ||
  kustomizationsOf(facts).some(
    (kustomization) =>
      kustomization.namings.some(({ prefix, suffix }) => prefix + suffix !== '') ||
      renamesOf(kustomization, facts).some(({ field }) => field === 'name'),
  );

/** The ways to whatever a kustomization's patches are applied in, each asked for once. */
const knownWays = (facts: Facts): ((top: Kustomization, path: string) => readonly Way[]) => {
  const tree = KustomizeTree.of(facts);
  const known = new Map<Kustomization, Map<string, readonly Way[]>>();
  return (top, path) => {
    const ofTop = known.get(top) ?? new Map<string, readonly Way[]>();
    known.set(top, ofTop);
    const ways = ofTop.get(path) ?? tree.homesOf(top).flatMap((home) => waysTo(home, path, tree));
    ofTop.set(path, ways);
    return ways;
  };
};
