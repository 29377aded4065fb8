import type { Facts } from '../facts';
import { manifestFindings } from '../finding';
import { localChart } from '../install/chart';
import { allIgnoresOf } from './ignores';
import type { ManifestFile } from './manifest-file';
import { type FilePlan, planOfUnchanged } from './plan';

/**
 * The plan for a file that is made anew from another one: a rewrite of it would be lost, or a test would find that the
 * two differ. Where something was to be done or said, one note says what it is made from.
 */
export function planOfRendered(file: ManifestFile, plan: FilePlan, facts: Facts): FilePlan {
  const { problem, done, notes } = plan.all;
  if (problem || done.length + notes.length === 0 || file.isLeftAlone()) return plan;
  const { path, text } = file;
  const chart = chartOf(file, facts);
  if (chart === undefined && !isSnapshot.test(path)) return plan;
  const [what, origin] =
    chart === undefined
      ? ['a snapshot of a test', 'what it is made from']
      : [`rendered from a chart of this tree (${chart})`, 'the chart'];
  return planOfUnchanged({
    ...{ text, edits: [], proven: [], done: [] },
    notes: [
      {
        transform: manifestFindings,
        level: 'note',
        offset: Math.max(text.search(/^# Source: /m), 0),
        message: `${what}, so it is not rewritten`,
        help: `change ${origin}, and make this file again`,
      },
    ],
    kept: [{ start: 0, end: text.length }],
    ignores: allIgnoresOf(file),
  });
}

/** What test runners call the files in which they keep what was rendered. */
const isSnapshot = /(?:^|\/)__snapshots?__\/|\.snap\.(?:ya?ml|json)$/;

/** The chart of this tree, and none of Istio's own, that a text was rendered from, as the comments of Helm in it say. */
function chartOf({ text }: ManifestFile, facts: Facts): string | undefined {
  if (!text.includes('# Source: ')) return undefined;
  const sources = text.matchAll(/^# Source: (?:\S*\/)?([\w.-]+)\/templates\/\S+\r?$/gm);
  const names = new Set(Array.from(sources, ([, name]) => name));
  return facts.all(localChart).find(({ name, upstream }) => upstream === undefined && names.has(name))?.path;
}
