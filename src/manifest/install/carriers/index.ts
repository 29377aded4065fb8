import type { ManifestDocument } from '../../document';
import type { Release } from '../release';
import { argoReleases } from './argo';
import { crossplaneReleases } from './crossplane';
import { fleetReleases } from './fleet';
import { fluxReleases } from './flux';
import { helmfileReleases } from './helmfile';
import { kustomizeReleases } from './kustomize';

/** Every chart that a document asks some tool to install, whichever chart and tool. */
export function findReleases(document: ManifestDocument): Release[] {
  return [
    argoReleases,
    fluxReleases,
    crossplaneReleases,
    helmfileReleases,
    kustomizeReleases,
    fleetReleases,
  ].flatMap((find) => find(document));
}
