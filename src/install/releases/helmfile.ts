import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { asPattern, folderOf, isNamed, resolveFrom } from '../../kubernetes/path';
import {
  asMapping,
  entriesOf,
  entryOf,
  isTemplated,
  itemsOf,
  type Node,
  stringOf,
  valueAt,
} from '../../yaml';
import type { Layer } from './release-layers';

/**
 * A file of values of an environment of helmfile. Templates of the helmfile read them; a chart does not, unless such a
 * template hands them on.
 *
 * Source: helmfile, "Environment Values".
 */
const environmentFile: FactKind<string> = { name: 'helmfile-environment-file' };

/** Collects the files that the environments of a helmfile, or of one of its `bases`, name. */
export function collectEnvironments({ path, root, host }: ManifestDocument, facts: Facts): void {
  if (host || entryOf(asMapping(root), 'apiVersion')) return;
  for (const { value: environment } of entriesOf(valueAt(root, 'environments'))) {
    for (const { value } of itemsOf(valueAt(environment, 'values'))) {
      const file = stringOf(value);
      if (file !== undefined) facts.add(environmentFile, resolveFrom(folderOf(path), asPattern(file)));
    }
  }
}

/** An action that writes the name or the namespace of its release, in a helmfile or as text of one of its templates. */
const fieldOfRelease = /\{\{-?\s*(?:`\{\{-?\s*)?\.Release\.(?<field>Name|Namespace)\s*(?:-?\}\}`\s*)?-?\}\}/g;

/**
 * The layer with the fields of its release in the path of its file.
 *
 * Source: helmfile, "Release Templates".
 */
export function withFields(layer: Layer, find: (field: string) => Node | undefined, text: string): Layer {
  if (layer.kind !== 'file') return layer;
  const { content } = layer.at;
  const written = text.slice(content.start, content.end);
  // An action is masked by as many characters as it has, and quotes are the only others that are no part of the value.
  const before = (written.length - layer.path.length) / 2;
  let { path } = layer;
  for (const match of [...written.matchAll(fieldOfRelease)].toReversed()) {
    const value = stringOf(find((match.groups?.['field'] ?? '').toLowerCase()));
    const at = match.index - before;
    if (value !== undefined && !isTemplated(value) && (before === 0 || before === 1))
      path = path.slice(0, at) + value + path.slice(at + match[0].length);
  }
  return { ...layer, path };
}

/** Whether a file holds values of an environment of helmfile. */
export function isOfEnvironment(path: string, facts: Facts): boolean {
  return facts.all(environmentFile).some((named) => isNamed({ path: named, fromRoot: false }, path));
}
