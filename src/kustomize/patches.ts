import { resolveFrom } from '../kubernetes/path';
import type { ManifestDocument } from '../kubernetes/document';
import { startOf } from '../kubernetes/object';
import { once } from '../once';
import {
  asMapping,
  type Entry,
  entryOf,
  type Item,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { itemsUnder, type KustomizationNode, readKustomizations } from './read';
import { readSelector, type Selector } from './selector';

/** A patch that a kustomization names or holds. */
export interface PatchNode {
  readonly place: Entry | Item;
  /** The file that holds it, if it is one. */
  readonly path: string | undefined;
  /** What holds it in the kustomization itself: a text, or the patch as YAML. */
  readonly inline: Node | undefined;
  readonly target: Mapping | undefined;
  readonly selector: Selector | undefined;
  /** Undefined where the patch itself tells. */
  readonly dialect: 'strategic' | 'json' | undefined;
}

/** The patches of a kustomization, in the order in which they are applied. */
export function readPatches(node: KustomizationNode): PatchNode[] {
  const { mapping, folder } = node;
  if (node.form === 'transformer') return patchesOfTransformer(node);
  if (node.form === 'helmfile') return patchesOfHelmfile(node);
  const patches = itemsUnder(mapping, 'patches').map((item) => readPatch(item, folder, undefined));
  const json = itemsUnder(mapping, 'patchesJson6902').map((item) => readPatch(item, folder, 'json'));
  const strategic = itemsUnder(mapping, 'patchesStrategicMerge').map((item) => readMerge(item, folder));
  return [...strategic, ...patches, ...json];
}

function patchesOfHelmfile(node: KustomizationNode): PatchNode[] {
  const { mapping, folder } = node;
  const inTransformers = itemsUnder(mapping, 'transformers').flatMap(({ value }) => asMapping(value) ?? []);
  return [
    ...itemsUnder(mapping, 'strategicMergePatches').map((item) => readMerge(item, folder)),
    ...itemsUnder(mapping, 'jsonPatches').map((item) => readPatch(item, folder, 'json')),
    ...inTransformers.flatMap((each) => patchesOfTransformer({ ...node, mapping: each })),
  ];
}

function readMerge(item: Item, folder: string): PatchNode {
  const text = stringOf(item.value);
  const isPath = text !== undefined && !/[\n{]|: /.test(text);
  return {
    place: item,
    path: isPath ? resolveFrom(folder, text) : undefined,
    inline: isPath ? undefined : item.value,
    target: undefined,
    selector: undefined,
    dialect: 'strategic',
  };
}

function readPatch(place: Item, folder: string, dialect: PatchNode['dialect']): PatchNode {
  return { place, ...contentOfPatch(place.value, folder), dialect };
}

/** The patch that a mapping is, as lists of patches have them. */
export function contentOfPatch(node: Node, folder: string): Omit<PatchNode, 'place' | 'dialect'> {
  const path = stringOf(valueAt(node, 'path'));
  const target = asMapping(valueAt(node, 'target'));
  return {
    path: path === undefined ? undefined : resolveFrom(folder, path),
    inline: valueAt(node, 'patch') ?? valueAt(node, 'jsonOp'),
    target,
    selector: target && readSelector(target),
  };
}

/** `PatchTransformer`, `PatchJson6902Transformer`, `PatchStrategicMergeTransformer`. */
function patchesOfTransformer({ mapping, folder }: KustomizationNode): PatchNode[] {
  const merges = itemsUnder(mapping, 'paths').map((item) => readMerge(item, folder));
  const place = ['patch', 'jsonOp', 'path', 'patches']
    .map((key) => entryOf(mapping, key))
    .find((entry) => entry !== undefined);
  const kind = stringOf(valueAt(mapping, 'kind')) ?? '';
  if (!place || !kind.startsWith('Patch')) return merges;
  const content = contentOfPatch(mapping, folder);
  const dialect = kind === 'PatchTransformer' ? undefined : kind.includes('Json') ? 'json' : 'strategic';
  const inline = content.inline ?? valueAt(mapping, 'patches');
  return [...merges, { place, ...content, inline, dialect }];
}

/** A patch that stands as a text in a document. */
export interface InlinePatch {
  /** Which of the patches of its document it is. */
  readonly number: number;
  readonly text: string;
  readonly target: Selector | undefined;
}

/** What is called the document that a patch is as a text. */
export function pathOfPatch(path: string, { number }: InlinePatch): string {
  return `${path}#patch-${number}`;
}

/** The patches that stand as texts in the kustomizations of a document, by where these texts start. */
export const inlinePatchesOf: (document: ManifestDocument) => ReadonlyMap<number, InlinePatch> = once(
  (document) => {
    // Where a key appears twice, the transform that needs it says so.
    const patches = unlessDeclined(() => readKustomizations(document).flatMap(readPatches)) ?? [];
    const inTexts = patches.flatMap(({ inline, selector: target }, number) => {
      const text = stringOf(inline);
      return inline && text !== undefined ? [[startOf(inline), { number, text, target }] as const] : [];
    });
    return new Map(inTexts);
  },
  new WeakMap(),
);
