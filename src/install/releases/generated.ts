import type { ManifestDocument } from '../../kubernetes/document';
import { fileNameOf, folderOf, resolveFrom } from '../../kubernetes/path';
import { itemsOf, type Node, stringOf, valueAt } from '../../yaml';
import { contentIn } from '../layers/content';
import { secretNamed } from './release-layers';
import type { FileContent, GeneratedConfigMap } from '../layers/file-contents';

/** ConfigMaps and Secrets that a kustomization generates from files: name of the map, paths of the files. */
export function generatedConfigMaps({ root, path: own }: ManifestDocument): GeneratedConfigMap[] {
  return generatorsIn(root).flatMap(({ name, value }) => {
    // `key=file`, or the file alone.
    const files = pairsOf(value, 'files').flatMap(({ key, value: path }) =>
      path === '' ? [] : [{ key: key ?? fileNameOf(path), path: resolveFrom(folderOf(own), path) }],
    );
    return [{ name, files }];
  });
}

/** What a kustomization itself says in the ConfigMaps that it generates; lines of other files may say anything. */
export function* generatedTexts({ root, path }: ManifestDocument): Generator<FileContent> {
  for (const { name, value } of generatorsIn(root)) {
    for (const { key, value: text } of pairsOf(value, 'literals'))
      yield { path, configMap: { name, key }, content: contentIn(text), isFixed: true };
    if (valueAt(value, 'envs') ?? valueAt(value, 'env'))
      yield { path, configMap: { name, key: undefined }, isFixed: true };
  }
}

function generatorsIn(root: Node | undefined): { readonly name: string; readonly value: Node }[] {
  return ['configMapGenerator', 'secretGenerator'].flatMap((key) =>
    itemsOf(valueAt(root, key)).flatMap(({ value }) => {
      const name = stringOf(valueAt(value, 'name'));
      if (name === undefined) return [];
      return [{ name: key === 'secretGenerator' ? secretNamed(name) : name, value }];
    }),
  );
}

/** The items `key=value` of a list. */
function pairsOf(node: Node, list: string): { readonly key: string | undefined; readonly value: string }[] {
  return itemsOf(valueAt(node, list)).map((item) => {
    const [, key, value = ''] = /^(?:([^=]*)=)?([^]*)$/.exec(stringOf(item.value) ?? '') ?? [];
    return { key, value };
  });
}
