import type { FactKind, Facts } from '../../../src/facts';
import { findReleases } from '../../../src/install/releases/release';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { chartFolderOf, folderOf, isChartTemplate, resolveFrom } from '../../../src/kubernetes/path';
import { textUnder } from '../../../src/moves';
import type { Survey } from '../../../src/transform';
import { type Entry, holdersOf, unlessDeclined } from '../../../src/yaml';

/** That a template of a chart of the tree reads a value of the pool. */
interface ReadValue {
  /** The folder of the chart. */
  readonly chart: string;
  readonly key: string;
}

const fieldsRead = new Set(['targetPortNumber', 'extensionRef', 'portNumber']);

/** What an action reads by its name: the rest becomes a part of the pool. */
const readByName =
  /\.(?:inferencePool\.(apiVersion)|(targetPortNumber|portNumber)|(extensionRef)(?=\.\w))\b/g;

const readValue: FactKind<ReadValue> = { name: 'read-pool-value' };

/** Finds out which values the templates of the tree's own charts read. */
export const chartValueSurvey: Survey = {
  triggers: ['.inferencePool.apiVersion', '.targetPortNumber', '.portNumber', '.extensionRef'],
  glance(path, text, facts) {
    if (!isChartTemplate(path)) return;
    const actions = (text.match(/\{\{[^{}]*\}\}/g) ?? []).join('\n');
    for (const [, ...keys] of actions.matchAll(readByName))
      facts.add(readValue, { chart: chartFolderOf(path), key: keys.find(Boolean) ?? '' });
  },
};

/** Whether charts of the tree read a value: the one whose file it is in, or any, where nothing names a published chart. */
export function isReadHere(path: string, key: string, isPublished: boolean, facts: Facts): boolean {
  const reads = facts.all(readValue).filter((read) => read.key === key);
  return reads.some(({ chart }) => chart === folderOf(path)) || (reads.length > 0 && !isPublished);
}

/** Whether the templates beside a file of a chart read a value: they are migrated, and go on to read it. */
export function isReadInChart(path: string, name: string, facts: Facts): boolean {
  const isOf = ({ chart, key }: ReadValue) => key === name && (chart === '.' || path.startsWith(`${chart}/`));
  return !isChartTemplate(path) && facts.all(readValue).some(isOf);
}

/** Whether a field is a value that a chart of the tree reads, in a file of that or in what installs it from a folder. */
export function isValueReadHere(
  { name = '', parent }: Entry,
  document: ManifestDocument,
  facts: Facts,
): boolean {
  if (!fieldsRead.has(name)) return false;
  const isInObject = holdersOf(parent).some((holder) => textUnder(holder, 'apiVersion'));
  if (!isInObject && isReadInChart(document.path, name, facts)) return true;
  // Where a key appears twice, whoever needs it says so.
  const releases = unlessDeclined(() => findReleases(document.host?.document ?? document)) ?? [];
  const installed = releases.map((release) => resolveFrom('.', release.chart.name));
  return facts.all(readValue).some(({ chart, key }) => key === name && installed.includes(chart));
}
