import type { Facts } from '../facts';
import { localChart } from '../install/chart';
import type { ManifestFile } from './manifest-file';
import type { LocatedNote } from './outcome';
import { type FilePlan, planOfUnchanged } from './plan';

/**
 * The plan for a file that is made anew from another one: a rewrite of it would be lost, or a test would find that the
 * two differ. What was to be done is a note that says what it is made from; what there is to say is said.
 */
export function planOfRendered(file: ManifestFile, plan: FilePlan, facts: Facts): FilePlan {
  const { done, notes } = plan.all;
  if (done.length === 0) return plan;
  const { path, text } = file;
  const chart = chartOf(file, facts);
  if (chart === undefined && !isSnapshot.test(path)) return plan;
  const [what, origin] =
    chart === undefined
      ? ['a snapshot of a test', 'what it is made from']
      : [`rendered from a chart of this tree (${chart})`, 'the chart'];
  const ofDone = new Set(done.flatMap((request) => request.notes));
  const ids = new Set(done.map(({ transform }) => transform.id));
  const at = Math.max(text.search(/^# Source: /m), 0);
  const stays = [...ids].map((transform): LocatedNote => ({
    transform,
    level: 'note',
    offset: at,
    about: { at, start: 0, end: text.length },
    message: `${what}, so it is not rewritten`,
    help: `change ${origin}, and make this file again`,
  }));
  return planOfUnchanged({
    ...plan.all,
    ...{ text, edits: [], proven: [], done: [] },
    notes: [...notes.filter((note) => !ofDone.has(note)), ...stays],
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
