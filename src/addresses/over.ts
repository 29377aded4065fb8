import type { FactPlace, Facts } from '../facts';
import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import { fileOf } from '../kubernetes/path';
import type { KubernetesObject } from '../kubernetes/object';
import type { Patched } from '../kustomize/over';
import { type Kustomization, kustomizationsOf } from '../kustomize/kustomization';
import { selects, type Selector } from '../kustomize/selector';
import { KustomizeTree } from '../kustomize/tree';
import { namesUpTo } from '../kustomize/ways';
import type { Added } from './difference';
import { type Address, overwritesOf } from './effect';
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
      inFile(file).map((address) => ({ address, selector })),
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
  const isAbove = buildsOn(document, facts);
  const ofKustomize = facts.derived(addressing).flatMap(({ kustomization, all }) => {
    if (!isAbove(kustomization)) return [];
    const isTaken = isTakenAs(namesUpTo(kustomization, { path, name }, facts));
    return all.filter(({ selector }) => isTaken(selector)).map(({ address }) => address);
  });
  const isMeant = isTakenAs([name]);
  const ofTools = facts.derived(addressesOfTools).filter(({ selector }) => isMeant(selector));
  return [...new Set([...ofKustomize, ...ofTools])];
}

/** Whether a kustomization builds on what a document holds, or on the one that this is a patch of. */
function buildsOn({ path, host }: Holder, facts: Facts): (kustomization: Kustomization) => boolean {
  const tree = KustomizeTree.of(facts);
  const file = fileOf(path);
  const using = host ? [file] : tree.patchUses(file).map(({ kustomization }) => kustomization.path);
  return (kustomization) => {
    const reach = tree.reach(kustomization);
    // What is in a text of a resource is none itself.
    return (!host && reach.has(file)) || using.some((each) => reach.kustomizations.includes(each));
  };
}

/** Where patches leave nothing of what is added to an object at a path. */
export function placesOverwriting(object: Patched, added: Added, facts: Facts): FactPlace[] {
  return overwritesOf(addressesOver(object, object, facts), added).map(({ place }) => place);
}
