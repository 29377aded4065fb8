import type { ManifestDocument } from '../../src/manifest';
import { asMapping, stringOf } from '../../src/yaml';

/** Whether a document is a `kustomization.yaml`, a component, or what Flux calls a Kustomization. */
export function isKustomization({ path, root }: ManifestDocument): boolean {
  if (/(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(path)) return true;
  const mapping = asMapping(root);
  if (!mapping) return false;
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((key) => {
    return stringOf(mapping.entries.find(({ name }) => name === key)?.value);
  });
  const isOfKustomize = /^kustomize\.(?:config\.k8s|toolkit\.fluxcd)\.io\//.test(apiVersion ?? '');
  return isOfKustomize && (kind === 'Kustomization' || kind === 'Component');
}
