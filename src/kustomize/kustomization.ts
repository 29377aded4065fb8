import { stringOf, valueAt } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import { resolveFrom } from '../kubernetes/path';
import { readText } from '../kubernetes/embedded';
import {
  inlineTransformers,
  type KustomizationNode,
  readFilePaths,
  readKustomizations,
  readPatches,
  readPaths,
} from './read';
import type { Selector } from './selector';

/** What a kustomization names, as plain data. All paths are as the report shows them. */
export interface Kustomization {
  /** The file it stands in. */
  readonly path: string;
  readonly folder: string;
  readonly isComponent: boolean;
  /** Whether it is a transformer, which works on what the kustomizations build that name it. */
  readonly isTransformer: boolean;
  /** Files, and folders with a kustomization; `bases` count as well. */
  readonly resources: readonly string[];
  /** Folders whose files all count as resources, as Flux and Argo CD take them. */
  readonly wholeFolders: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly NamedPatch[];
  readonly configurations: readonly string[];
  readonly replacements: readonly string[];
  /** Files of transformers, and folders with a kustomization of them. */
  readonly transformers: readonly string[];
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
export function describeKustomization(document: ManifestDocument, node: KustomizationNode): Kustomization {
  const { path } = document;
  const isTool = node.form === 'flux' || node.form === 'argo';
  const { builds } = node;
  const inside = inlineTransformers(node).flatMap((scalar) =>
    (readText(document, scalar)?.documents ?? []).flatMap(readKustomizations),
  );
  const schema = stringOf(valueAt(node.mapping, 'openapi', 'path'));
  return {
    path,
    folder: isTool ? '' : node.folder,
    isComponent: node.isComponent,
    isTransformer: node.form === 'transformer',
    resources: builds === undefined ? readPaths(node, 'resources', 'bases') : [resolveFrom('.', builds)],
    wholeFolders: builds === undefined ? [] : [resolveFrom('.', builds)],
    components: readPaths(node, 'components'),
    patches: [node, ...inside].flatMap(readPatches).map(({ path: file, inline, selector }) => ({
      namedIn: path,
      path: file,
      text: stringOf(inline),
      selector,
    })),
    configurations: readPaths(node, 'configurations'),
    replacements: [node, ...inside].flatMap((each) => readFilePaths(each, 'replacements')),
    transformers: readPaths(node, 'transformers').filter((each) => !/\s/.test(each)),
    schemas: [
      ...readPaths(node, 'crds'),
      ...(schema === undefined ? [] : [resolveFrom(node.folder, schema)]),
    ],
  };
}
