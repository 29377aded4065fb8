import type { FactKind, Facts } from '../../facts';
import { grouped } from '../../grouped';
import { fileNameOf, isNamed, isNamedItself, madeFrom, type NamedFile } from '../../kubernetes/path';
import { configMapLayer, fileLayer } from '../values';
import type { Content } from './content';

/** Files that a kustomization puts into a ConfigMap or a Secret. */
export interface GeneratedConfigMap {
  readonly name: string;
  readonly files: readonly { readonly key: string; readonly path: string }[];
}

export const generatedConfigMap: FactKind<GeneratedConfigMap> = { name: 'generated-config-map' };

/** What values files and ConfigMaps of the tree say. */
export interface FileContent {
  readonly path: string;
  /** The name and key of a ConfigMap; undefined for a file of values. */
  readonly configMap?: ConfigMapKey & { readonly namespace?: string | undefined };
  /** Undefined where it cannot be read. */
  readonly content?: Content | undefined;
  /** Whether it was not read, since it holds none of the words that one survey looks for. */
  readonly isGlance?: boolean;
  /** Whether there is nothing in it but comments, so that nothing can be inserted. */
  readonly isBlank?: boolean;
  /** Whether its keys are those of another product. */
  readonly isOfAnother?: boolean;
  /** Whether it is where nothing is ever rewritten. */
  readonly isFixed?: boolean;
}

/** A text in a ConfigMap, as manifests name it. */
export interface ConfigMapKey {
  readonly name: string;
  /** Undefined for all. */
  readonly key: string | undefined;
}

export const fileContent: FactKind<FileContent> = { name: 'values-content' };

/** Whether a file of values was read. */
export function isRead(path: string, facts: Facts): boolean {
  return facts.derived(readPaths).has(path);
}

function readPaths(facts: Facts): ReadonlySet<string> {
  return new Set(facts.all(fileContent).flatMap(({ path, isGlance }) => (isGlance ? [] : [path])));
}

/** A file that looks like one of objects, so that it is not read as values, though it may be. */
export const manifestWithWords: FactKind<string> = { name: 'manifest-with-words' };

/** How a file or ConfigMap is called among the layers. */
export function layerOfContent({ path, configMap }: FileContent): string {
  return configMap ? configMapLayer(path, configMap) : fileLayer(path);
}

/** What is known of each file and ConfigMap: what one survey passes over, another one may have read. */
function contents(facts: Facts): readonly FileContent[] {
  return facts.all(fileContent).filter(({ path, isGlance }) => !isGlance || !isRead(path, facts));
}

/** The files of values that a name stands for. */
export function filesNamed(file: NamedFile, facts: Facts): readonly FileContent[] {
  const last = fileNameOf(madeFrom(file.path));
  const isPlain = !/\*|^\.{0,2}$/.test(last) && (file.others ?? []).length === 0;
  const candidates = isPlain ? facts.derived(contentsByFileName).get(last) : facts.derived(contentsOfFiles);
  const names = [file.path, ...(file.others ?? [])];
  const rankOf = ({ path }: FileContent) =>
    names.findIndex((each) => isNamed({ ...file, path: each, others: [] }, path));
  const found = (candidates ?? []).filter(({ path }) => isNamed(file, path));
  const own = found.filter(({ path }) => isNamedItself(file, path));
  // Beside a file that is there, its template says no more.
  return (own.length > 0 ? own : found).toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** What is known of the files of values. */
export function contentsOfFiles(facts: Facts): readonly FileContent[] {
  return facts.derived(contents).filter(({ configMap }) => !configMap);
}

function contentsByFileName(facts: Facts): ReadonlyMap<string, readonly FileContent[]> {
  return grouped(facts.derived(contentsOfFiles), ({ path }) => fileNameOf(madeFrom(path)));
}

/**
 * What a text in a ConfigMap can be: of several with one name, in other namespaces or clusters, any may be the one, and
 * so may each file of the tree that a kustomization makes one of.
 */
export function contentsOfConfigMap({ name, key }: ConfigMapKey, facts: Facts): readonly FileContent[] {
  const maps = facts.all(generatedConfigMap).filter((map) => map.name === name);
  const files = new Set(
    maps.flatMap((map) =>
      map.files.flatMap((file) => (key === undefined || file.key === key ? file.path : [])),
    ),
  );
  return facts
    .derived(contents)
    .filter(({ configMap: map, path }) =>
      map ? map.name === name && (key === undefined || (map.key ?? key) === key) : files.has(path),
    );
}
