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
  const byFile = facts.derived(addressesByFile);
  if (byFile.size === 0) return [];
  const path = fileOf(document.path);
  const isTakenAs = (names: Iterable<string | undefined>) => (selector: Selector | undefined) =>
    selector !== undefined && [...names].some((each) => selects(selector, { kind, name: each, labels: {} }));
  const ofKustomize = kustomizationsAbove(document, facts).flatMap((kustomization) => {
    const isTaken = isTakenAs(namesUpTo(kustomization, { path, name }, facts));
    const { patches, replacements } = kustomization;
    const inFiles = patches.filter(({ selector }) => isTaken(selector)).map((patch) => patch.path);
    const held = [kustomization.path, ...replacements].flatMap((file) => byFile.get(file) ?? []);
    return [
      ...held.filter(({ does, selector }) => does !== 'ignore' && isTaken(selector)),
      ...inFiles.flatMap((file) => (file === undefined ? [] : (byFile.get(file) ?? []))),
    ];
  });
  const isMeant = isTakenAs([name]);
  const ofTools = facts.derived(addressesOfTools).filter(({ selector }) => isMeant(selector));
  return [...new Set([...ofKustomize, ...ofTools])];
}

/** The kustomizations that build on what a document holds: those above the one that it is a patch of, too. */
function kustomizationsAbove(document: Holder, facts: Facts): Kustomization[] {
  const tree = KustomizeTree.of(facts);
  const path = fileOf(document.path);
  const uses = tree.patchUses(path).map(({ kustomization }) => kustomization.path);
  const using = new Set(document.host ? [path] : uses);
  return kustomizationsOf(facts).filter((kustomization) => {
    const reach = tree.reach(kustomization);
    return reach.has(path) || reach.kustomizations.some((each) => using.has(each));
  });
}

/** Where patches leave nothing of what is added to an object at a path. */
export function placesOverwriting(object: Patched, added: Added, facts: Facts): FactPlace[] {
  return overwritesOf(addressesOver(object, object, facts), added).map(({ place }) => place);
}
