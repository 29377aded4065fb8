import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import { printPointer, readOperations } from '../../kustomize/operation';
import { readKustomizations } from '../../kustomize/read';
import { readPatches } from '../../kustomize/patches';
import { type Selector, selects } from '../../kustomize/selector';
import { asMapping, entryOf, itemsOf, type Mapping, type Node, unlessDeclined, valueAt } from '../../yaml';
import type { WrittenValue } from './named-versions';
import { writtenVersion } from './read-pin';

/** Where an object says which version of a chart it installs; `sources` may be a list. */
interface Source {
  readonly kind: RegExp;
  readonly at: readonly string[];
  readonly versions: readonly (readonly string[])[];
}

const sources: readonly Source[] = [
  { kind: /^HelmRelease$/, at: ['spec', 'chart', 'spec'], versions: [['version']] },
  { kind: /^Application$/, at: ['spec', 'source'], versions: [['targetRevision']] },
  { kind: /^Application$/, at: ['spec', 'sources'], versions: [['targetRevision']] },
  { kind: /^ApplicationSet$/, at: ['spec', 'template', 'spec', 'source'], versions: [['targetRevision']] },
  { kind: /^ApplicationSet$/, at: ['spec', 'template', 'spec', 'sources'], versions: [['targetRevision']] },
  {
    kind: /^OCIRepository$/,
    at: ['spec'],
    versions: [
      ['ref', 'tag'],
      ['ref', 'semver'],
    ],
  },
  { kind: /^HelmChart$/, at: ['spec'], versions: [['version']] },
  { kind: /^(?:Istio|IstioRevision|IstioCNI|ZTunnel)$/, at: ['spec'], versions: [['version']] },
  { kind: /^IstioOperator$/, at: ['spec'], versions: [['tag']] },
];

/** Words one of which is in every JSON patch of a version. */
export const wordsOfPatches: readonly string[] = sources.flatMap(({ at, versions }) =>
  at.at(-1) === 'sources' ? '/targetRevision' : versions.map((version) => printPointer([...at, ...version])),
);

/** What an object installs, and where in it: a patch gives a version, but need not say of what. */
interface Installed {
  readonly kind: string;
  readonly name: string;
  /** A pointer to what holds the version. */
  readonly at: string;
  readonly what: string;
}

/** A version that a patch gives some object. */
interface PatchedVersion extends WrittenValue {
  readonly at: string;
  /** Undefined in a file with a JSON patch: who names the file says what it is for. */
  readonly target?: Selector;
}

const installed: FactKind<Installed> = { name: 'installed-version' };
const patchedVersion: FactKind<PatchedVersion> = { name: 'patched-version' };
const patchFile: FactKind<{ readonly path: string; readonly target: Selector }> = {
  name: 'patch-of-versions',
};

/** Notes what the objects of a document install, and the versions that its patches give others. */
export function collectPatched(
  document: ManifestDocument,
  whatOf: (object: KubernetesObject, source: Mapping) => string | undefined,
  facts: Facts,
): void {
  for (const object of document.objects) collectObject(object, document, whatOf, facts);
  collectOperations(document, document.host?.patch?.target, facts);
  for (const { path, selector: target } of readKustomizations(document).flatMap(readPatches))
    if (path !== undefined && target) facts.add(patchFile, { path, target });
}

function collectObject(
  object: KubernetesObject,
  document: ManifestDocument,
  whatOf: (object: KubernetesObject, source: Mapping) => string | undefined,
  facts: Facts,
): void {
  const { mapping, kind, name } = object;
  if (name === undefined) return;
  for (const { at: keys, versions } of sources.filter((row) => row.kind.test(kind))) {
    for (const [at, source] of unlessDeclined(() => placesOf(mapping, keys)) ?? []) {
      const what = unlessDeclined(() => whatOf(object, source));
      if (what !== undefined) facts.add(installed, { kind, name, at, what });
      // What names a chart says all about it.
      if (['chart', 'url'].some((key) => entryOf(source, key))) continue;
      for (const version of versions) {
        const node = unlessDeclined(() => valueAt(source, ...version));
        if (node) facts.add(patchedVersion, { ...written(node, document), at, target: { kind, name } });
      }
    }
  }
}

function placesOf(mapping: Mapping, keys: readonly string[]): [at: string, source: Mapping][] {
  const node = valueAt(mapping, ...keys);
  const own = asMapping(node);
  if (own) return [[printPointer(keys), own]];
  return itemsOf(node).flatMap(({ value }, index): [string, Mapping][] => {
    const item = asMapping(value);
    return item ? [[printPointer([...keys, String(index)]), item]] : [];
  });
}

function collectOperations(document: ManifestDocument, target: Selector | undefined, facts: Facts): void {
  for (const { path, value } of unlessDeclined(() => readOperations(document.root)) ?? []) {
    if (!value) continue;
    for (const { at: keys, versions } of sources) {
      const version = versions.find((each) => path.slice(-each.length).join('/') === each.join('/'));
      const at = version && path.slice(0, -version.length);
      if (!at || at.slice(0, keys.length).join('/') !== keys.join('/')) continue;
      const found = { ...written(value.value, document), at: printPointer(at) };
      facts.add(patchedVersion, target ? { ...found, target } : found);
      break;
    }
  }
}

function written(node: Node, document: ManifestDocument): WrittenValue {
  const { path, line } = factPlaceOf(document, node);
  return { text: writtenVersion(node, document), path, line };
}

/** The versions that patches give what objects of the tree install. */
export function versionsPatched(facts: Facts): { readonly what: string; readonly values: WrittenValue[] }[] {
  const files = facts.all(patchFile);
  return facts.all(patchedVersion).flatMap(({ at, target, ...value }) => {
    const targets = target
      ? [target]
      : files.filter(({ path }) => path === value.path).map((file) => file.target);
    const what = facts
      .all(installed)
      .find(
        ({ kind, name, at: place }) =>
          place === at && targets.some((each) => selects(each, { kind, name, labels: {} })),
      )?.what;
    return what === undefined ? [] : [{ what, values: [value] }];
  });
}
