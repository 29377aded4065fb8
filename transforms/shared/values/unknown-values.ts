import { chartAround } from '../../../src/install/chart';
import { isOfAnotherProduct } from '../../../src/install/evidence';
import { isManifestOfATool } from '../../../src/install/files';
import { mapsOfCharts } from '../../../src/install/released';
import type { Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { Context } from '../../../src/transform';
import {
  asMapping,
  type Entry,
  entryOf,
  type Mapping,
  type Node,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';
import type { ChangedValue } from '../../tables/values';
import { installsIstio } from '../mentions/mentions';
import { mentionHelpOf } from './value-mentions';

/**
 * Reports values that the charts no longer read where nothing shows which chart they are for, as in variables of Ansible
 * or in a release of a chart from a mirror: only those that somebody may miss, and only in what is about Istio. Not for
 * documents with values of a chart.
 */
export function reportUnknownValues(
  rows: readonly ChangedValue[],
  document: ManifestDocument,
  { facts, report }: Context,
): void {
  const { path, text } = document;
  const isAboutIstio = /istio/i.test(path + text) || facts.derived(installsIstio);
  const missed = rows.filter((row) => isMissedByUsers(row) && (isAboutIstio || isOfIstioAlone(row)));
  if (missed.length === 0) return;
  const maps = mapsOfUnknown(document, facts);
  const isReleased = document.host !== undefined || maps[0] !== document.root;
  for (const map of maps.filter((each) => !isOfAnotherProduct(each)))
    walk(map, (node) => {
      for (const row of missed) {
        const at = entryAt(node, row.path);
        if (!at) continue;
        report({
          level: 'warning',
          at,
          message: `${row.path.join('.')} has no effect in Istio ${row.gone} and later, if a chart of Istio is given this: ${row.reason}`,
          help: mentionHelpOf(row) + (isReleased && row.lost?.level !== 'error' ? `; ${howToTell}` : ''),
        });
      }
    });
}

const howToTell = 'it is rewritten where the name or the address of the chart’s repository contains "istio"';

/** The values that a document gives to charts that may be any, or all of it where it is a file of values. */
function mapsOfUnknown(document: ManifestDocument, facts: Facts): readonly Mapping[] {
  const { host, objects, path } = document;
  const root = asMapping(document.root);
  if (!root) return [];
  if (host) return host.values && !host.values.slots ? [root] : [];
  if (objects.length > 0 || isManifestOfATool(document)) return mapsOfCharts(false, document, facts);
  // A chart of the tree has values of its own, whatever they are called.
  return chartAround(path, facts) ? [] : [root];
}

function isMissedByUsers({ kind, lost, keptFor, path }: ChangedValue): boolean {
  return path.length > 1 && !keptFor && (kind === 'required' || lost?.level === 'error');
}

/** Whether no other product has such a value, so that a text need not name Istio. */
function isOfIstioAlone({ path }: ChangedValue): boolean {
  return /^(?:istio_cni|sidecarInjectorWebhook|telemetry\.v2|cni\.ambient)\.|^cni\.rollingMaxUnavailable$/.test(
    path.join('.'),
  );
}

/** Where a key appears twice, that is reported for the document. */
function entryAt(node: Node, path: readonly string[]): Entry | undefined {
  return unlessDeclined(() => entryOf(valueAt(node, ...path.slice(0, -1)), path.at(-1) ?? ''));
}
