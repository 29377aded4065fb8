import { valueAt, type YamlDocument } from '../yaml';
import { findObjects, type KubernetesObject } from './object';

/** A document of a manifest file, and what is recognised in it. */
export interface ManifestDocument extends YamlDocument {
  /** The file's path as the report shows it. */
  readonly path: string;
  /** Every Kubernetes object, wherever it stands: the document itself, items of a List, values in wrappers. */
  readonly objects: readonly KubernetesObject[];
}

/** Recognises what is in a document. */
export function recogniseDocument(path: string, { text, range, root }: YamlDocument): ManifestDocument {
  return { path, text, range, root, objects: findObjects(root) };
}

/** Whether SOPS encrypted the document: it puts its metadata, with a checksum over all values, under a key of its own. */
export function isEncrypted({ root }: ManifestDocument): boolean {
  return valueAt(root, 'sops', 'mac') !== undefined;
}
