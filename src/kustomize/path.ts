import { fileNameOf } from '../kubernetes/path';

/** Whether what a kustomization names lies outside of the tree: an address, or a repository at a ref. */
export function isRemote(given: string): boolean {
  return /:\/\/|^[\w-]+@|[?&]ref=|^github\.com\//.test(given);
}

/** Whether kustomize takes a file for a kustomization by its name alone. */
export function isKustomizationFile(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(fileNameOf(path));
}
