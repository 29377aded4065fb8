import { stringOf, valueAt } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import { resolveFrom } from '../kubernetes/path';
import { type KustomizationNode, readFilePaths, readPatches, readPaths } from './read';
import type { Selector } from './selector';

/** What a kustomization names, as plain data. All paths are as the report shows them. */
export interface Kustomization {
  /** The file it stands in. */
  readonly path: string;
  readonly folder: string;
  readonly isComponent: boolean;
  /** Files, and folders with a kustomization; `bases` count as well. */
  readonly resources: readonly string[];
  /** Folders whose files all count as resources, as Flux and Argo CD take them. */
  readonly wholeFolders: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly NamedPatch[];
  readonly configurations: readonly string[];
  readonly replacements: readonly string[];
  /** Files that tell kustomize of the schema of objects. */
  readonly schemas: readonly string[];
}

/** A patch, in a file or as a text of the kustomization. */
export interface NamedPatch {
  /** The file of the kustomization that names it. */
  readonly namedIn: string;
  readonly path: string | undefined;
  readonly text: string | undefined;
  readonly selector: Selector | undefined;
}

/** What a kustomization names. */
export function describeKustomization({ path }: ManifestDocument, node: KustomizationNode): Kustomization {
  const isTool = node.form !== 'kustomize';
  const { builds } = node;
  const schema = stringOf(valueAt(node.mapping, 'openapi', 'path'));
  return {
    path,
    folder: isTool ? '' : node.folder,
    isComponent: node.isComponent,
    resources: builds === undefined ? readPaths(node, 'resources', 'bases') : [resolveFrom('.', builds)],
    wholeFolders: builds === undefined ? [] : [resolveFrom('.', builds)],
    components: readPaths(node, 'components'),
    patches: readPatches(node).map(({ path: file, inline, selector }) => ({
      namedIn: path,
      path: file,
      text: stringOf(inline),
      selector,
    })),
    configurations: readPaths(node, 'configurations'),
    replacements: readFilePaths(node, 'replacements'),
    schemas: [
      ...readPaths(node, 'crds'),
      ...(schema === undefined ? [] : [resolveFrom(node.folder, schema)]),
    ],
  };
}
