import type { Facts } from '../facts';
import { localChart } from '../install/chart';
import { injectionTemplate } from '../install/evidence';
import type { ManifestFile } from './manifest-file';
import { type FilePlan, planOfUnchanged } from './plan';
import type { LocatedNote } from './request';

/**
 * The plan for a file that is made anew from another one: a rewrite of it would be lost, or a test would find that the
 * two differ. What was to be done is a note that says what it is made from; what there is to say is said.
 */
export function planOfRendered(file: ManifestFile, plan: FilePlan, facts: Facts): FilePlan {
  const { done, notes, kept, ignores, problem } = plan.all;
  const { text } = file;
  const made = howMade(file, facts);
  if (!made) return plan;
  const ofDone = new Set(done.flatMap((request) => request.notes));
  const ids = new Set(done.map(({ transform }) => transform.id));
  const at = Math.max(text.search(/^# Source: /m), 0);
  const stays = [...ids].map((transform): LocatedNote => ({
    transform,
    level: 'note',
    offset: at,
    about: { at, start: 0, end: text.length },
    message: `${made.what}, so it is not rewritten`,
    help: made.help,
  }));
  return planOfUnchanged(text, {
    ...{ kept, ignores, ...(problem && { problem }) },
    notes: [...notes.filter((note) => !ofDone.has(note)), ...stays],
  });
}

/** What a file is made from, and what to do instead of a change in it. */
function howMade(
  file: ManifestFile,
  facts: Facts,
): { readonly what: string; readonly help: string } | undefined {
  const chart = chartOf(file, facts);
  if (chart !== undefined)
    return {
      what: `rendered from a chart of this tree (${chart})`,
      help: 'change the chart, and make this file again',
    };
  if (isSnapshot.test(file.path))
    return {
      what: 'a snapshot of a test',
      help: 'change what it is made from, and make this file again',
    };
  // Of the template in a ConfigMap or in values, the lines are indented.
  if (/^\{\{-? ?define/m.test(file.text) && injectionTemplate.test(file.text))
    return {
      what: 'a copy of the injection template of istiod, which fits its own release only',
      help: 'take the template of the new release, and repeat your changes in it',
    };
  return undefined;
}

/** What test runners call the files in which they keep what was rendered. */
const isSnapshot = /(?:^|\/)__snapshots?__\/|\.snap\.(?:ya?ml|json)$/;

/** The chart of this tree, and none of Istio's own, that a text was rendered from, as the comments of Helm in it say. */
function chartOf({ text }: ManifestFile, facts: Facts): string | undefined {
  const sources = text.matchAll(/^# Source: (?:\S*\/)?([\w.-]+)\/templates\/\S+\r?$/gm);
  const names = new Set(Array.from(sources, ([, name]) => name));
  return facts.all(localChart).find(({ name, upstream }) => upstream === undefined && names.has(name))?.path;
}
