import { posix } from 'node:path';
import { fileNameOf } from '../kubernetes/path';

/** A path as a file in a folder names it, as the report would show it. Nothing is looked up on the disk. */
export function resolveIn(folder: string, given: string): string {
  const path = posix.join(folder, given);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Whether what a kustomization names lies outside of the tree: an address, or a repository at a ref. */
export function isRemote(given: string): boolean {
  return /:\/\/|^[\w-]+@|[?&]ref=|^github\.com\//.test(given);
}

/** Whether kustomize takes a file for a kustomization by its name alone. */
export function isKustomizationFile(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(fileNameOf(path));
}
