import type { FactPlace, Facts } from '../facts';
import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import { fileOf } from '../kubernetes/path';
import type { KubernetesObject } from '../kubernetes/object';
import type { Patched } from '../kustomize/over';
import { type Kustomization, kustomizationsOf } from '../kustomize/kustomization';
import { selects, type Selector } from '../kustomize/selector';
import { KustomizeTree, type Reach } from '../kustomize/tree';
import { namesUpTo } from '../kustomize/ways';
import type { Added } from './difference';
import { type Address, affected, isWriting, mayBe, overwritesOf } from './effect';
import { addressFact } from './survey';

const addressesByFile = (facts: Facts): ReadonlyMap<string, readonly Address[]> =>
  grouped(facts.all(addressFact), ({ place }) => place.path);

/** The kustomizations that have addresses, with all that they have: those in files that they name, too. */
const addressing = (facts: Facts): readonly Addressing[] => {
  const byFile = facts.derived(addressesByFile);
  const inFile = (file = '') => byFile.get(file) ?? [];
  return kustomizationsOf(facts).flatMap((kustomization) => {
    const { path, replacements, patches } = kustomization;
    const own = [path, ...replacements].flatMap(inFile).filter(({ does }) => does !== 'ignore');
    const inPatches = patches.flatMap(({ path: file, selector }) =>
      inFile(file).map((address) => ({ address, selector: selector ?? address.selector })),
    );
    const all = [...own.map((address) => ({ address, selector: address.selector })), ...inPatches];
    return all.length > 0 ? [{ kustomization, all }] : [];
  });
};

interface Addressing {
  readonly kustomization: Kustomization;
  readonly all: readonly { readonly address: Address; readonly selector: Selector | undefined }[];
}

/** What a tool leaves out when it compares objects, wherever these come from. */
const addressesOfTools = (facts: Facts): readonly Address[] =>
  facts.all(addressFact).filter(({ does }) => does === 'ignore');

type Holder = Pick<ManifestDocument, 'path' | 'host'>;

/** Whether an object of a document is a patch, or only a part of one. */
export function isPatch({ path, host }: Holder, facts: Facts): boolean {
  return host !== undefined || KustomizeTree.of(facts).patchUses(path).length > 0;
}

/** The addresses of fields that an object of a document has, or gives the objects that it is a patch of. */
export function addressesOver(
  { kind, name }: Pick<KubernetesObject, 'kind' | 'name'>,
  document: Holder,
  facts: Facts,
): Address[] {
  const isTakenAs = (names: Iterable<string | undefined>) => (selector: Selector | undefined) =>
    selector !== undefined && [...names].some((each) => selects(selector, { kind, name: each, labels: {} }));
  const path = fileOf(document.path);
  const ofKustomize = addressingOver(document, facts).flatMap(({ kustomization, all }) => {
    const isTaken = isTakenAs(namesUpTo(kustomization, { path, name }, facts));
    return all.filter(({ selector }) => isTaken(selector)).map(({ address }) => address);
  });
  const isMeant = isTakenAs([name]);
  const ofTools = facts.derived(addressesOfTools).filter(({ selector }) => isMeant(selector));
  return [...new Set([...ofKustomize, ...ofTools])];
}

/** The kustomizations that have addresses, by what they build on. */
const addressingBy = (facts: Facts) => {
  const tree = KustomizeTree.of(facts);
  const all = facts.derived(addressing).map((each) => ({ each, reach: tree.reach(each.kustomization) }));
  const by = (pathsOf: (reach: Reach) => Iterable<string>) => {
    const pairs = all.flatMap(({ each, reach }) => [...pathsOf(reach)].map((path) => ({ path, each })));
    return grouped(pairs, ({ path }) => path);
  };
  return {
    resource: by(({ paths }) => paths),
    kustomization: by(({ kustomizations }) => kustomizations),
    ofFolders: all.filter(({ reach }) => reach.wholeFolders.length > 0),
  };
};

/** Those that build on what a document holds, or on a kustomization that it is a patch of. */
function addressingOver({ path, host }: Holder, facts: Facts): Addressing[] {
  const file = fileOf(path);
  const { resource, kustomization, ofFolders } = facts.derived(addressingBy);
  const uses = KustomizeTree.of(facts).patchUses(file);
  const using = host ? [file] : uses.map((use) => use.kustomization.path);
  const above = using.flatMap((each) => kustomization.get(each) ?? []);
  // What is in a text of a resource is none itself.
  const own = host
    ? []
    : [...(resource.get(file) ?? []), ...ofFolders.filter(({ reach }) => reach.has(file))];
  return [...new Set([...own, ...above].map(({ each }) => each))];
}

/** Where patches leave nothing of what is added to an object at a path. */
export function placesOverwriting(object: Patched, added: Added, facts: Facts): FactPlace[] {
  return overwritesOf(addressesOver(object, object, facts), added).map(({ place }) => place);
}

/** A list of an object, as it is and as it is to be. */
export interface ChangedList {
  readonly object: Patched;
  /** The keys that lead to it. */
  readonly keys: readonly string[];
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

/** Where paths into a list would no longer mean what they mean, or what it loses is replaced or removed. */
export function placesNaming({ object, keys, before, after }: ChangedList, facts: Facts): FactPlace[] {
  const all = addressesOver(object, object, facts);
  const replacing = all.filter((address) => isWriting(address) && isOver(address, keys));
  const inside = all.flatMap((address): Address[] => {
    const isInside = keys.every((key, index) => mayBe(address.keys[index] ?? '', key));
    const does = address.does === 'clear' ? 'read' : address.does;
    return isInside ? [{ ...address, does, keys: address.keys.slice(keys.length) }] : [];
  });
  return [...replacing, ...affected(inside, before, after, false).map(({ address }) => address)].map(
    ({ place }) => place,
  );
}

/** Whether what is written at a path takes the place of what is at another one; an item is put beside others. */
function isOver({ keys: at, does }: Address, keys: readonly string[]): boolean {
  const isInserted = does === 'add' && /^\d+$/.test(at.at(-1) ?? '');
  return !isInserted && at.length <= keys.length && at.every((key, index) => mayBe(key, keys[index]));
}
