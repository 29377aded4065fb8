import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf } from '../../kubernetes/object';
import { stringOf, unlessDeclined, valueAt } from '../../yaml';
import { imageIn } from './document-pins';
import type { WrittenValue } from './named-versions';
import { writtenVersion } from './read-pin';

/** An image of Istio's that Flux scans, by the name of its ImageRepository. */
const scannedImage: FactKind<{ readonly repository: string; readonly what: string }> = {
  name: 'flux-image-repository',
};

/** The range of versions that an ImagePolicy of Flux takes the newest of. */
const imagePolicy: FactKind<WrittenValue & { readonly repository: string }> = { name: 'flux-image-policy' };

/** Notes the images that a document has Flux scan, and the versions that its policies take. */
export function collectPolicies(document: ManifestDocument, facts: Facts): void {
  for (const { mapping, group, kind, name } of document.objects) {
    if (group !== 'image.toolkit.fluxcd.io') continue;
    const at = (...keys: string[]) => unlessDeclined(() => valueAt(mapping, 'spec', ...keys));
    if (kind === 'ImageRepository' && name !== undefined) {
      const what = imageIn(stringOf(at('image')) ?? '')?.what;
      if (what !== undefined) facts.add(scannedImage, { repository: name, what });
    }
    const repository = stringOf(at('imageRepositoryRef', 'name'));
    const range = at('policy', 'semver', 'range');
    if (kind !== 'ImagePolicy' || repository === undefined || !range) continue;
    const { path, line } = factPlaceOf(document, range);
    facts.add(imagePolicy, { repository, text: writtenVersion(range, document), path, line });
  }
}

/** The versions that policies take of images of Istio's. */
export function versionsOfPolicies(
  facts: Facts,
): { readonly what: string; readonly values: WrittenValue[] }[] {
  const policies = facts.all(imagePolicy);
  return facts.all(scannedImage).map(({ repository, what }) => ({
    what,
    values: policies.filter((each) => each.repository === repository),
  }));
}
