import { type ManifestDocument, saysOnce } from '../kubernetes/document';
import { type KubernetesObject, startOf } from '../kubernetes/object';
import type { Context, Report } from '../transform';
import {
  Declined,
  entriesOf,
  type Entry,
  isNull,
  isTemplated,
  lineTextEnd,
  type Node,
  type Place,
  type Range,
  type Template,
} from '../yaml';
import { contextThatDeclines } from './given';
import { contentsIn, type KindMove, type MovedKind, namesOf, newApiVersion } from './moved-kind';
import { placeOf } from './json-patch';

/** Reports the objects of a kind whose apiVersion only the values of a template decide. */
export function reportTemplatedVersions(
  { objects }: ManifestDocument,
  moved: KindMove,
  report: Report,
): void {
  const kinds = namesOf(moved).map(({ kind }) => kind);
  for (const object of objects) {
    if (!kinds.includes(object.kind) || !isTemplated(object.apiVersion)) continue;
    report({
      level: 'warning',
      at: object.apiVersionEntry ?? object.mapping,
      message: `the apiVersion of ${object.kind} comes from the values of a template`,
      help: `make sure that it is ${newApiVersion(moved)}, and that the fields are those of this version`,
    });
  }
}

/** A branch of a template that is rendered only for an old API. */
interface OldBranch extends Range {
  /** Whether another branch of the block has the new one. */
  readonly hasSuccessor: boolean;
  /** What tells the two apart: the lines of the condition, which names the old API on purpose. */
  readonly condition: Range;
}

/**
 * The context for a document of a chart that has the old and the new form of something: `{{ if }}` the API is the old
 * one, `{{ else }}`. What is rendered for the old API stays as a whole.
 */
export function contextBesideOldBranches(
  document: ManifestDocument,
  moved: KindMove,
  context: Context,
): Context {
  const branches = oldBranchesOf(document, moved);
  if (branches.length === 0) return context;
  const branchOf = (place: Place) => branchAt(branches, startOf(place));
  const kinds = namesOf(moved).map(({ kind }) => kind);
  for (const { kind, mapping } of contentsIn(document))
    if (kinds.includes(kind) && branchOf(mapping)?.hasSuccessor) context.keep(mapping);
  for (const { hasSuccessor, condition } of branches)
    if (hasSuccessor) context.keep({ alias: undefined, content: condition });
  const oldOnly = new Declined(
    `a template renders this for the old API only; give it a branch for ${newApiVersion(moved)}`,
  );
  return {
    ...context,
    report(note) {
      if (!branchOf(note.at)?.hasSuccessor) context.report(note);
    },
    rewrite(place, summary, ask) {
      const branch = branchOf(place);
      if (!branch) context.rewrite(place, summary, ask);
      else if (!branch.hasSuccessor) contextThatDeclines(oldOnly, context).rewrite(place, summary, ask);
      else keepAt(place, context);
    },
  };
}

/** Whether an object stands in a branch for an old API. */
export function isInOldBranch(
  document: ManifestDocument,
  { mapping }: KubernetesObject,
  moved: KindMove,
): boolean {
  return branchAt(oldBranchesOf(document, moved), startOf(mapping)) !== undefined;
}

function branchAt(branches: readonly OldBranch[], offset: number): OldBranch | undefined {
  return branches.find(({ start, end }) => start <= offset && offset < end);
}

function keepAt(place: Place, { keep }: Context): void {
  if (place.kind === 'spot') return;
  keep(place.kind === 'entry' || place.kind === 'item' ? place.value : place);
}

const branchesKnown = new WeakMap<Template, Map<KindMove, readonly OldBranch[]>>();

/** The branches of a document's template; looked for once, since each object is asked about. */
function oldBranchesOf({ template, text }: ManifestDocument, moved: KindMove): readonly OldBranch[] {
  if (!template) return [];
  const known = branchesKnown.get(template) ?? new Map<KindMove, readonly OldBranch[]>();
  branchesKnown.set(template, known);
  const branches = known.get(moved) ?? oldBranchesIn(template, text, moved);
  known.set(moved, branches);
  return branches;
}

function oldBranchesIn({ blocks }: Template, text: string, moved: KindMove): OldBranch[] {
  return blocks.flatMap(({ keyword, conditions, branches, range }) => {
    if (keyword !== 'if') return [];
    const old = conditions.findIndex((condition) => namesOld(condition, moved));
    if (old === -1) return [];
    const isNegated = /^\(?\s*(?:not|ne)\b/.test(conditions[old] ?? '');
    const branch = branches[isNegated ? old + 1 : old];
    if (!branch) return [];
    const others = branches.filter((other) => other !== branch);
    const hasSuccessor = others.some(({ start, end }) => namesNew(text.slice(start, end), moved));
    const condition = {
      start: branches[old - 1]?.end ?? range.start,
      end: branches[old]?.start ?? range.end,
    };
    return [{ ...branch, hasSuccessor, condition }];
  });
}

function namesOld(condition: string, { to, from }: KindMove): boolean {
  const words = condition.match(/[\w./-]+/g) ?? [];
  return from.some(({ group, versions }) =>
    words.some(
      (word) =>
        (group !== to.group && (word === group || word.startsWith(`${group}/`))) ||
        versions.some((version) => word === `${group}/${version}` || word.startsWith(`${group}/${version}/`)),
    ),
  );
}

function namesNew(text: string, moved: KindMove): boolean {
  const { to, from } = moved;
  const words = text.match(/[\w./-]+/g) ?? [];
  const hasNewGroup = from.some(({ group }) => group !== to.group);
  return words.some((word) => word === newApiVersion(moved) || (hasNewGroup && word === to.group));
}

/**
 * The context for an object that ytt makes: its values stand in comments, `port: #@ data.values.port`, and so do its
 * conditions. What they bring cannot be seen, so fields that would change around them are left.
 */
export function contextBesideYtt(
  document: ManifestDocument,
  { mapping }: KubernetesObject,
  moved: MovedKind,
  context: Context,
): Context {
  const { text } = document;
  if (!saysOnce(document, mayBeOfYtt, mayBeOfYtt)) return context;
  const isBrought = (place: Place) =>
    place.kind === 'entry'
      ? isBroughtByYtt(text, place)
      : place.kind === 'mapping' && place.entries.some((entry) => isBroughtByYtt(text, entry));
  const obstacle = obstacleIn(text, mapping, moved);
  const own = obstacle ? contextThatDeclines(obstacle, context) : context;
  return {
    ...own,
    rewrite(place, summary, ask) {
      own.rewrite(place, summary, (edit, report) => {
        ask(edit, (note) => {
          // Nothing is known of such a value.
          if (!isBrought(note.at)) report(note);
        });
      });
    },
  };
}

function mayBeOfYtt(text: string): boolean {
  return text.includes('#@');
}

function obstacleIn(text: string, mapping: Node, moved: MovedKind): Declined | undefined {
  for (const entry of entriesOf(mapping)) {
    if (entry.name !== 'spec' && entry.name !== 'status') continue;
    const { start, end } = entry.range;
    const condition = /^[ \t]*#@[ \t]*(?:if|for|while|def)\b/m.exec(text.slice(start, end));
    if (condition)
      return new Declined(
        'a block of ytt decides on a part of it',
        start + condition.index + condition[0].indexOf('#'),
      );
    const brought = changedByMove(text, entry, [], moved);
    if (brought)
      return new Declined(`ytt inserts ${brought.name ?? ''}, which changes its form`, brought.range.start);
  }
  return undefined;
}

/** The first value of ytt that would stand elsewhere: its line stays, but not what is around it. */
function changedByMove(
  text: string,
  entry: Entry,
  above: readonly string[],
  moved: MovedKind,
): Entry | undefined {
  const path = [...above, entry.name ?? ''];
  if (isBroughtByYtt(text, entry)) {
    const now = placeOf(path, moved);
    const parent = placeOf(above, moved) ?? above;
    return now && (now.length === path.length || now.length === parent.length + 1) ? undefined : entry;
  }
  for (const inner of entriesOf(entry.value)) {
    const found = changedByMove(text, inner, path, moved);
    if (found) return found;
  }
  return undefined;
}

function isBroughtByYtt(text: string, { key, value }: Entry): boolean {
  const end = key.content.end;
  return isNull(value) && /^["']?\s*:\s*#@\s/.test(text.slice(end, lineTextEnd(text, end)));
}
