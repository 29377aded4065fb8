import type { FactKind, Facts } from '../facts';
import type { Survey } from '../transform';
import { describeKustomization, type Kustomization } from './kustomization';
import { isListing, type Listing } from './listing';
import { isKustomizationFile } from './path';
import { readKustomizations } from './read';

const kustomizations: FactKind<Kustomization> = { name: 'kustomizations' };
const listings: FactKind<Listing> = { name: 'listings' };

/** A survey that looks at the kustomizations of the tree, for transforms to build theirs on. */
export const kustomizeSurvey: Survey & { readonly files: (path: string) => boolean } = {
  triggers: ['kustomize.config.k8s.io', 'kustomize.toolkit.fluxcd.io', 'argoproj.io', 'Transformer'],
  files: isKustomizationFile,
  glance(path, text, facts) {
    // Of Argo CD, only what holds fields of kustomize matters.
    const isOfKustomize = text.includes('kustomize') || /\bbuiltin\b/.test(text);
    if (!isKustomizationFile(path) && !isOfKustomize) return 'enough';
    if (!isListing(path, text)) return 'parse';
    facts.add(listings, { path, text });
    return 'enough';
  },
  collect(document, facts) {
    for (const node of readKustomizations(document)) {
      facts.add(kustomizations, describeKustomization(document, node));
    }
  },
};

/** The kustomizations that were read. */
export function kustomizationsOf(facts: Facts): readonly Kustomization[] {
  return facts.all(kustomizations);
}

/** Those that need to be read only where something leads to them. */
export function listingsOf(facts: Facts): readonly Listing[] {
  return facts.all(listings);
}
