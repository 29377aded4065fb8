import type { ManifestDocument } from '../../kubernetes/document';
import type { Release } from '../release';
import { argoReleases } from './argo';
import { crossplaneReleases } from './crossplane';
import { fleetReleases } from './fleet';
import { fluxReleases } from './flux';
import { helmfileReleases } from './helmfile';
import { k3sReleases } from './k3s';
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
    k3sReleases,
  ].flatMap((find) => find(document));
}
