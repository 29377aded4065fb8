import { type FactKind, type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import { fileOf } from '../../../src/kubernetes/path';
import { describeKustomization, type Kustomization } from '../../../src/kustomize/kustomization';
import { isKustomizationFile, readKustomizations } from '../../../src/kustomize/read';
import { KustomizeTree } from '../../../src/kustomize/tree';
import { ignoreOver } from '../../../src/suppress/ignore';
import type { Survey } from '../../../src/transform';
import {
  asText,
  itemsOf,
  type Mapping,
  stringOf,
  type Text,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { oldAddress, type Site, sitesIn } from './sites';

/** An image at an old address, as a manifest of the tree names it. */
interface ImageUse {
  /** Without tag and digest. */
  readonly name: string;
  readonly place: FactPlace;
  /** Whether it is rewritten unless a kustomization keeps it. */
  readonly canMove: boolean;
}

/** An entry of a kustomization's `images`, whose name matches images at an old address. */
interface ImageMatch {
  readonly name: string;
  readonly place: FactPlace;
  readonly kustomization: Kustomization;
}

const imageUse: FactKind<ImageUse> = { name: 'artifact-image' };
const imageMatch: FactKind<ImageMatch> = { name: 'artifact-image-match' };
const remoteKustomization: FactKind<string> = { name: 'artifact-remote-kustomization' };
const hubUse: FactKind<FactPlace> = { name: 'artifact-hub' };

/** What may name an image at an old address. */
export const imageTriggers = ['gcr.io/istio-release', 'registry.istio.io'] as const;

/** Finds the images of the tree, and the kustomizations that match them by name. */
export const imageSurvey: Survey = {
  triggers: imageTriggers,
  files: isKustomizationFile,
  glance(path, text, facts) {
    if (!isKustomizationFile(path)) return 'parse';
    const said = text.replace(/(?:^|\s)#.*$/gm, '');
    const bringsMore = /:\/\/|[?&]ref=|github\.com\/|helmChart|generators|transformers/.test(said);
    if (bringsMore) facts.add(remoteKustomization, path);
    return imageTriggers.some((word) => text.includes(word)) ? 'parse' : 'enough';
  },
  collect(document, facts) {
    for (const { node, kustomization } of matchesIn(document)) {
      facts.add(imageMatch, { name: node.value, place: factPlaceOf(document, node), kustomization });
    }
    collectImages(document, facts);
  },
};

function collectImages(document: ManifestDocument, facts: Facts): void {
  for (const site of sitesIn(document)) {
    const place = factPlaceOf(document, site.place);
    if (site.address.row.what === 'image' && !site.address.hasDigest) facts.add(hubUse, place);
    if (!isImage(site)) continue;
    const isIgnored = site.nodes.some((node) => ignoreOver(document, 'artifacts', node));
    const canMove = !site.address.hasDigest && !isIgnored;
    facts.add(imageUse, { name: nameOf(site.place.value), place, canMove });
  }
}

/** The names in a document by which kustomizations match images at an old address. */
export function matchesIn(
  document: ManifestDocument,
): { readonly node: Text; readonly kustomization: Kustomization }[] {
  return readKustomizations(document).flatMap((node) => {
    const images = itemsOf(unlessDeclined(() => valueAt(node.mapping, 'images')));
    const names = images.flatMap(({ value }) => asText(unlessDeclined(() => valueAt(value, 'name'))) ?? []);
    const old = names.filter(({ value }) => oldAddress(value, 'image')?.row.what === 'image');
    const kustomization = old.length > 0 ? describeKustomization(document, node) : undefined;
    return kustomization ? old.map((name) => ({ node: name, kustomization })) : [];
  });
}

/** Whether a site is the image of a container: annotations and values are out of kustomize's sight. */
function isImage({ place, address }: Site): boolean {
  if (address.row.what !== 'image' || place.parent?.kind !== 'entry') return false;
  const { name, parent: container } = place.parent;
  // What an operation of a JSON patch sets is the image, or the container.
  if (name === 'value') return imageOfContainer.test(pathOfOperation(container));
  const item = container.parent;
  if (name !== 'image' || !item) return false;
  if (item.kind === 'entry')
    return (
      item.name === 'value' &&
      /\/(?:initC|c|ephemeralC)ontainers\/(?:\d+|-)$/.test(pathOfOperation(item.parent))
    );
  const list = item.parent.parent;
  if (list?.kind !== 'entry') return false;
  const key = list.name === 'value' ? pathOfOperation(list.parent) : `/${list.name ?? ''}`;
  return /\/(?:initC|c|ephemeralC)ontainers$/.test(key);
}

const imageOfContainer = /\/(?:initC|c|ephemeralC)ontainers\/(?:\d+|-)\/image$/;

function pathOfOperation(mapping: Mapping): string {
  return stringOf(unlessDeclined(() => valueAt(mapping, 'path'))) ?? '';
}

/** An image without its tag and digest. */
function nameOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

/** Why the name of a kustomization's image stays; undefined where all that it matches moves along. */
export function reasonToKeepMatch(name: string, facts: Facts): string | undefined {
  return facts.derived(stuckNames).get(name);
}

/** The entry of a kustomization that keeps an image as it is; undefined where the image is free to move. */
export function matchThatKeeps(site: Site, path: string, facts: Facts): FactPlace | undefined {
  const name = nameOf(site.place.value);
  if (!isImage(site) || !facts.derived(stuckNames).has(name)) return undefined;
  const tree = KustomizeTree.of(facts);
  const matches = facts.all(imageMatch).filter((match) => match.name === name);
  return matches.find(({ kustomization }) => reaches(kustomization, fileOf(path), tree))?.place;
}

/** The names that cannot move, with the reason: one entry that cannot keeps all others, and what they match. */
function stuckNames(facts: Facts): ReadonlyMap<string, string> {
  const stuck = new Map<string, string>();
  for (const match of facts.all(imageMatch)) {
    const reason = reasonOf(match, facts);
    if (reason !== undefined && !stuck.has(match.name)) stuck.set(match.name, reason);
  }
  return stuck;
}

function reasonOf({ name, place, kustomization }: ImageMatch, facts: Facts): string | undefined {
  const given = givenFiles(facts);
  const tree = KustomizeTree.of(facts);
  const reach = tree.reach(kustomization);
  const remote = facts.all(remoteKustomization);
  if (reach.kustomizations.some((path) => remote.includes(path))) {
    return `a remote base or a chart may contain images that it matches (${describePlace(place)})`;
  }
  const uses = facts
    .all(imageUse)
    .filter((use) => use.name === name && reaches(kustomization, use.place.path, tree));
  if (uses.length === 0) return `no manifest of ${describePlace(place)} has an image of this name`;
  const left = uses.find((use) => !use.canMove || !given.has(use.place.path));
  if (left) return `the image that it matches is not rewritten (${describePlace(left.place)})`;
  return given.has(place.path) ? undefined : `${place.path} is not among the given files`;
}

/** Whether images of a file pass through a kustomization: of a resource, or of a patch in a file or a kustomization. */
function reaches(kustomization: Kustomization, path: string, tree: KustomizeTree): boolean {
  const reach = tree.reach(kustomization);
  const holders = [path, ...tree.patchUses(path).map((use) => use.kustomization.path)];
  return reach.has(path) || holders.some((holder) => reach.kustomizations.includes(holder));
}

/**
 * Whether the tree takes images or a hub from the old addresses, and where it does so first.
 *
 * @param among the files that count, if not all do
 */
export function firstImage(facts: Facts, among?: ReadonlySet<string>): FactPlace | undefined {
  return facts.all(hubUse).find(({ path }) => among?.has(path) ?? true);
}
