import { chartAround } from '../../../src/install/chart';
import { isOfAnotherProduct } from '../../../src/install/evidence';
import { isManifestOfATool } from '../../../src/install/files';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { Context } from '../../../src/transform';
import { asMapping, type Entry, entryOf, type Node, unlessDeclined, valueAt, walk } from '../../../src/yaml';
import type { ChangedValue } from '../../tables/values';
import { installsIstio } from '../mentions/mentions';
import { mentionHelpOf } from './value-mentions';

/**
 * Reports values that the charts no longer read in a file of which nothing shows which chart it is for, as in variables
 * of Ansible: only those that somebody may miss, and only in what is about Istio. Not for documents with values of a chart.
 */
export function reportUnknownValues(
  rows: readonly ChangedValue[],
  document: ManifestDocument,
  { facts, report }: Context,
): void {
  const root = asMapping(document.root);
  if (!root || document.host || document.objects.length > 0 || isManifestOfATool(document)) return;
  const { path, text } = document;
  if (!/istio/i.test(path + text) && !facts.derived(installsIstio)) return;
  // A chart of the tree has values of its own, whatever they are called.
  if (chartAround(path, facts) || isOfAnotherProduct(root)) return;
  const missed = rows.filter(isMissedByUsers);
  walk(root, (node) => {
    for (const row of missed) {
      const at = entryAt(node, row.path);
      if (!at) continue;
      report({
        level: 'warning',
        at,
        message: `${row.path.join('.')} has no effect in Istio ${row.gone} and later, if a chart of Istio is given this: ${row.reason}`,
        help: mentionHelpOf(row),
      });
    }
  });
}

function isMissedByUsers({ kind, lost, keptFor, path }: ChangedValue): boolean {
  return path.length > 1 && !keptFor && (kind === 'required' || lost?.level === 'error');
}

/** Where a key appears twice, that is reported for the document. */
function entryAt(node: Node, path: readonly string[]): Entry | undefined {
  return unlessDeclined(() => entryOf(valueAt(node, ...path.slice(0, -1)), path.at(-1) ?? ''));
}
