import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { asPattern, folderOf, isNamed, resolveFrom } from '../../kubernetes/path';
import { asMapping, entriesOf, entryOf, itemsOf, stringOf, valueAt } from '../../yaml';

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

/** Whether a file holds values of an environment of helmfile. */
export function isOfEnvironment(path: string, facts: Facts): boolean {
  return facts.all(environmentFile).some((named) => isNamed({ path: named, fromRoot: false }, path));
}
