import {
  asMapping,
  asSequence,
  type Entry,
  entryOf,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  valueAt,
} from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import { folderOf } from '../kubernetes/path';
import { isKustomizationFile, isRemote, resolveIn } from './path';
import { readSelector, type Selector } from './selector';

/** A kustomization of kustomize, or a Flux object that brings the same fields along. */
export interface KustomizationNode {
  /** What holds `resources`, `patches` and the others. */
  readonly mapping: Mapping;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly form: 'kustomize' | 'flux';
  readonly isComponent: boolean;
}

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

/** Every kustomization in a document. */
export function readKustomizations({ path, root, objects }: ManifestDocument): KustomizationNode[] {
  const mapping = asMapping(root);
  const [group = ''] = stringOf(valueAt(mapping, 'apiVersion'))?.split('/') ?? [];
  const found: KustomizationNode[] = [];
  if (mapping && (group === 'kustomize.config.k8s.io' || (group === '' && isKustomizationFile(path)))) {
    const isComponent = stringOf(valueAt(mapping, 'kind')) === 'Component';
    found.push({ mapping, folder: folderOf(path), form: 'kustomize', isComponent });
  }
  for (const object of objects) {
    if (object.group !== 'kustomize.toolkit.fluxcd.io' || object.kind !== 'Kustomization') continue;
    const spec = asMapping(valueAt(object.mapping, 'spec'));
    // Flux builds from the root of a repository, which is taken to be the working directory.
    if (spec) found.push({ mapping: spec, folder: '.', form: 'flux', isComponent: false });
  }
  return found;
}

/** The patches of a kustomization, in the order of its fields. */
export function readPatches({ mapping, folder }: KustomizationNode): PatchNode[] {
  const patches = itemsUnder(mapping, 'patches').map((item) => readPatch(item, folder, undefined));
  const json = itemsUnder(mapping, 'patchesJson6902').map((item) => readPatch(item, folder, 'json'));
  const strategic = itemsUnder(mapping, 'patchesStrategicMerge').map((item): PatchNode => {
    const text = stringOf(item.value);
    const isPath = text !== undefined && !/[\n{]|: /.test(text);
    return {
      place: item,
      path: isPath ? resolveIn(folder, text) : undefined,
      inline: isPath ? undefined : item.value,
      target: undefined,
      selector: undefined,
      dialect: 'strategic',
    };
  });
  return [...patches, ...strategic, ...json];
}

function readPatch(place: Item, folder: string, dialect: PatchNode['dialect']): PatchNode {
  const path = stringOf(valueAt(place.value, 'path'));
  const target = asMapping(valueAt(place.value, 'target'));
  return {
    place,
    path: path === undefined ? undefined : resolveIn(folder, path),
    inline: valueAt(place.value, 'patch'),
    target,
    selector: target && readSelector(target),
    dialect,
  };
}

/** The replacements that stand in a kustomization, or in a file that it names: a list of them, or a single one. */
export function readReplacements(node: Node | undefined): Mapping[] {
  const list = asSequence(node)?.items.map(({ value }) => value) ?? [node];
  return list.flatMap((value) => (entryOf(asMapping(value), 'targets') ? (asMapping(value) ?? []) : []));
}

/** The files and folders that fields of a kustomization name; a remote one is left out. */
export function readPaths({ mapping, folder }: KustomizationNode, ...names: readonly string[]): string[] {
  return textsOf(mapping, names)
    .filter((text) => !isRemote(text))
    .map((text) => resolveIn(folder, text));
}

/** The files that entries of a list name under `path`, as `replacements` does. */
export function readFilePaths({ mapping, folder }: KustomizationNode, name: string): string[] {
  return itemsUnder(mapping, name).flatMap(({ value }) => {
    const path = stringOf(valueAt(value, 'path'));
    return path === undefined ? [] : [resolveIn(folder, path)];
  });
}

function textsOf(mapping: Mapping, names: readonly string[]): string[] {
  return names.flatMap((name) => itemsUnder(mapping, name).flatMap(({ value }) => stringOf(value) ?? []));
}

function itemsUnder(mapping: Mapping, name: string): readonly Item[] {
  return itemsOf(valueAt(mapping, name));
}
