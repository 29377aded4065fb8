import type { ManifestDocument } from '../kubernetes/document';
import { describeObject, type KubernetesObject, startOf } from '../kubernetes/object';
import { isInserted } from '../kustomize/selector';
import type { Context, Report } from '../transform';
import { Declined, lineTextEnd, type Place, type Range, type Template } from '../yaml';
import { grouped } from '../grouped';
import { ownBases } from './bases';
import { contextThatDeclines } from './given';
import {
  type Base,
  contentsIn,
  isOfOpenVersion,
  type KindMove,
  type MovedKind,
  namesOf,
  newApiVersion,
} from './moved-kind';
import { contextOfUnit } from './unit';

/** Leaves an object whose apiVersion nobody knows, and what is for it; one that is alone is only reported. */
export function leaveOpenVersion<B extends Base>(
  object: KubernetesObject,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { apiVersion, apiVersionEntry, mapping } = object;
  const own = isOfOpenVersion(object, moved) ? ownBases(object, moved, context) : [];
  const isWithOthers = own.some(({ obstacle }) => obstacle && obstacle.parts.length > 1);
  if (own.length === 0 || !(context.collect || isWithOthers)) {
    reportTemplatedVersion(object, moved, context.report);
    return;
  }
  const isKnown = /^[\w./-]+$/.test(apiVersion);
  const reason = isKnown
    ? `${apiVersion} is no known version of ${moved.to.kind}`
    : 'its apiVersion comes from a template or placeholder';
  contextOfUnit(own, moved, context, mapping).rewrite(
    apiVersionEntry ?? mapping,
    describeObject(object),
    () => {
      throw new Declined(reason, apiVersionEntry?.range.start);
    },
  );
}

/** Reports an object of a kind whose apiVersion only the values of a template decide. */
function reportTemplatedVersion(object: KubernetesObject, moved: KindMove, report: Report): void {
  const isOne = namesOf(moved).some(({ kind }) => kind === object.kind);
  if (!isOne || !(isInserted(object.apiVersion) || isReference(object.apiVersion))) return;
  report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: `the apiVersion of ${object.kind} comes from the values of a template`,
    help: `make sure that it is ${newApiVersion(moved)}, and that the fields are those of this version`,
  });
}

/** Whether a text is an expression of Terraform: `local.api`. */
function isReference(text: string): boolean {
  return wordsOfReferences.some((word) => text.startsWith(word));
}

/** What an API version that is not written out starts with. */
const wordsOfReferences = ['local.', 'var.', 'each.'];

/** A part of what gives an API version that is not written out, in whatever language. */
export const wordsOfOpenVersions: readonly string[] = ['{{', '${', '$(', ...wordsOfReferences];

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
  // A version may be switched inside of its line.
  const branchOf = (place: Place) =>
    branchAt(branches, startOf(place)) ??
    (place.kind === 'entry' && place.name === 'apiVersion'
      ? branches.find(
          ({ start }) => place.range.start < start && start < lineTextEnd(document.text, place.range.start),
        )
      : undefined);
  const kinds = namesOf(moved).map(({ kind }) => kind);
  for (const { kind, mapping } of contentsIn(document)) {
    if (!kinds.includes(kind)) continue;
    // Where the new form comes first, the object begins there.
    const places = [mapping, ...mapping.entries];
    for (const place of places) if (branchOf(place)?.hasSuccessor) keepAt(place, context);
  }
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

/** Whether an object is in a branch for an old API. */
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
  const variables = variablesIn(text);
  // One that is set twice may be either.
  const valueOf = (variable: string): string => {
    const [value = variable, second] = variables.get(variable) ?? [];
    return second === undefined ? value : variable;
  };
  const switches = versionSwitches(blocks, text, moved);
  return blocks.flatMap(({ keyword, conditions, branches, range }) => {
    if (keyword !== 'if') return [];
    const [first = ''] = conditions;
    const older = olderBranch(first, branches);
    const hasNewer = switches.has(first);
    if (older && (hasNewer || (older === branches[0] && namesOld(textOf(older, text), moved)))) {
      const condition = { start: range.start, end: branches[0]?.start ?? range.end };
      return [{ ...older, hasSuccessor: hasNewer, condition }];
    }
    const asked = conditions.map((condition) => condition.replaceAll(/\$\w+/g, valueOf));
    const old = asked.findIndex((condition) => namesOld(condition, moved));
    const at = old === -1 ? asked.findIndex((condition) => asksForNew(condition, moved)) : old;
    if (at === -1) return [];
    const isNegated = /^\(?\s*(?:not|ne)\b/.test(asked[at] ?? '');
    const branch = branches[(old === -1) === isNegated ? at : at + 1];
    if (!branch) return [];
    const others = branches.filter((other) => other !== branch);
    const hasSuccessor = old === -1 || others.some((other) => namesNew(textOf(other, text), moved));
    const condition = {
      start: branches[at - 1]?.end ?? range.start,
      end: branches[at]?.start ?? range.end,
    };
    return [{ ...branch, hasSuccessor, condition }];
  });
}

function textOf({ start, end }: Range, text: string): string {
  return text.slice(start, end);
}

/** The branch for the older one of two versions, of a chart or of the cluster, by the condition of the first. */
function olderBranch(condition: string, branches: readonly Range[]): Range | undefined {
  const [, bound] = /^\(?\s*semverCompare\s+["'`]\s*([<>])/.exec(condition) ?? [];
  return bound === undefined ? undefined : branches[bound === '<' ? 0 : 1];
}

/** Conditions that compare versions, below which a template has the old API and the new one. */
function versionSwitches(blocks: Template['blocks'], text: string, moved: KindMove): ReadonlySet<string> {
  const isNewer = (branch: Range) => {
    const its = textOf(branch, text);
    const isOfKind = its.toLowerCase().includes(moved.to.kind.toLowerCase());
    // The kind may be below the block.
    return namesNew(its, moved) && (isOfKind || /^\s*apiVersion: *\S+\s*$/.test(its));
  };
  const found = blocks.flatMap(({ conditions: [condition = ''], branches }) => {
    const older = olderBranch(condition, branches);
    const isSwitch =
      older &&
      namesOld(textOf(older, text), moved) &&
      branches.some((each) => each !== older && isNewer(each));
    return isSwitch ? condition : [];
  });
  return new Set(found);
}

/** What a template puts into its variables, by their names: `{{ $isNew := .Capabilities.APIVersions.Has "…" }}`. */
function variablesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const assigned = text.matchAll(/\{\{-?\s*(\$\w+)\s*:?=\s*((?:(?!\}\}).)*?)\s*-?\}\}/g);
  const byName = grouped([...assigned], ([, name = '']) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(([, , value = '']) => value)]));
}

/** Whether a condition asks the cluster for the new API: what is rendered without it is for the old one. */
function asksForNew(condition: string, moved: KindMove): boolean {
  return /\bAPIVersions\.Has\b/.test(condition) && namesNew(condition, moved);
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
  const apiVersion = newApiVersion(moved);
  return words.some(
    (word) => word === apiVersion || word.startsWith(`${apiVersion}/`) || (hasNewGroup && word === to.group),
  );
}
