import type { ManifestDocument } from '../../kubernetes/document';
import type { FoundRelease } from '../release';
import { argoReleases } from './argo';
import { crossplaneReleases } from './crossplane';
import { fleetReleases } from './fleet';
import { fluxReleases } from './flux';
import { helmfileReleases } from './helmfile';
import { k3sReleases } from './k3s';
import { kustomizeReleases } from './kustomize';

/** Every chart that a document asks some tool to install, whichever chart and tool. */
export function findReleases(document: ManifestDocument): FoundRelease[] {
  const found = [
    argoReleases,
    fluxReleases,
    crossplaneReleases,
    helmfileReleases,
    kustomizeReleases,
    fleetReleases,
    k3sReleases,
  ].flatMap((find) => find(document));
  return found.map((release, index) => {
    const { carrier, object, chart } = release;
    return { ...release, id: [document.path, carrier, object?.name ?? chart.name, index].join('|') };
  });
}
