import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { fileOf } from '../../kubernetes/path';
import { plainOperationsIn } from '../../kustomize/operation';
import { patchesByWay, sayingsOf, type Statement } from '../../kustomize/over';
import { valueAt } from '../../yaml';
import { chartObject } from '../namings';
import { isBeside } from './filled-versions';
import { writtenVersion } from './read-pin';

/** A version that an object of Flux, which stands for a chart, or a patch of one gives the chart. */
interface SourceVersion extends Statement {
  readonly text: string;
}

const sourceVersion: FactKind<SourceVersion> = { name: 'source-version' };

/** Where objects of Flux that stand for charts have the version. */
const places = [
  ['spec', 'ref', 'tag'],
  ['spec', 'ref', 'semver'],
  ['spec', 'version'],
] as const;

/** Collects the versions that a document gives what stands for charts. */
export function collectSourceVersions(document: ManifestDocument, facts: Facts): void {
  if (!document.host) for (const each of versionsIn(document)) facts.add(sourceVersion, each);
}

function versionsIn(document: ManifestDocument): SourceVersion[] {
  const path = fileOf(document.path);
  const ofObjects = document.objects.flatMap(({ group, mapping, name }) => {
    if (group !== 'source.toolkit.fluxcd.io') return [];
    return places.flatMap((keys) => {
      const version = valueAt(mapping, ...keys);
      return version ? [{ path, name, text: writtenVersion(version, document) }] : [];
    });
  });
  const ofOperations = (plainOperationsIn(document.root) ?? []).flatMap(({ path: keys, value }) => {
    const isVersion = places.some((place) => place.join() === keys.join());
    return isVersion && typeof value === 'string' ? [{ path, name: undefined, text: value }] : [];
  });
  return [...ofObjects, ...ofOperations];
}

/** The versions of a chart that an object stands for, each with the file that gives it: overlays may each give another one. */
export function versionsOfSource(
  name: string,
  usedIn: string,
  facts: Facts,
): readonly { readonly text: string; readonly path: string }[] {
  const named = facts.all(chartObject).filter((each) => each.name === name);
  // Each cluster may have one of the same name.
  const beside = named.filter(({ path = '' }) => isBeside(path, usedIn));
  const versions = facts.all(sourceVersion);
  return (beside.length > 0 ? beside : named).flatMap(({ path = '', kind = '' }) => {
    const own = versions.find((each) => each.path === path && each.name === name) ?? { text: '', path };
    const ways = patchesByWay({ path, kind, name }, facts);
    if (ways.length === 0) return own;
    return ways.map(({ patches }) => {
      const said = sayingsOf(patches, facts, sourceVersion, versionsIn);
      return said.flatMap(({ says }) => says).at(-1) ?? own;
    });
  });
}
