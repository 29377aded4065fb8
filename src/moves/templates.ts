import type { ManifestDocument } from '../kubernetes/document';
import {
  describeObject,
  describePlace,
  factPlaceOf,
  type KubernetesObject,
  startOf,
} from '../kubernetes/object';
import { areaOf } from '../kubernetes/path';
import type { Facts } from '../facts';
import { isInserted } from '../kustomize/selector';
import type { Context, Report } from '../transform';
import {
  Declined,
  entriesOf,
  type Entry,
  lineTextEnd,
  type Mapping,
  type Node,
  type Place,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { describeLiteral, givesGroup, literalsIn } from './chart-literals';
import { defaultThatRenders } from './chart-defaults';
import { type OldBranch, oldBranchesOf } from './old-branches';
import { isFollowed } from './successors';
import { anchoredField, oldFieldsOf } from './patches/patterns';
import { ownBases } from './bases';
import { contextThatDeclines } from './given';
import { contentsIn } from './contents';
import {
  type Base,
  isOfOpenVersion,
  type KindMove,
  type MovedKind,
  namesOf,
  newApiVersion,
} from './moved-kind';
import { contextOfUnit } from './unit';

/**
 * Leaves an object whose apiVersion nobody knows, and what is for it. One that is alone is only reported, unless a template
 * may give it the old version and it has the fields of that.
 */
export function leaveOpenVersion<B extends Base>(
  object: KubernetesObject,
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { apiVersion, apiVersionEntry, mapping } = object;
  const { start, end } = (apiVersionEntry ?? mapping).range;
  const source = apiVersionEntry ? document.text.slice(start, end) : '';
  const own = isOfOpenVersion(object, moved) ? ownBases(object, moved, context) : [];
  const isWithOthers = own.some(({ obstacle }) => obstacle && obstacle.parts.length > 1);
  const isKnown = /^[\w./-]+$/.test(apiVersion);
  const lines = own.length === 0 || isKnown ? [] : linesOfOldFields(object, document, moved, context);
  if (own.length === 0 || !(context.collect || isWithOthers || lines.length > 0)) {
    reportTemplatedVersion(object, source, moved, context.report);
    return;
  }
  const [literal] = literalsIn(source, document, context.facts).filter(givesGroup);
  const reason = isKnown
    ? `${apiVersion} is no known version of ${moved.to.kind}`
    : `its apiVersion comes from ${literal ? describeLiteral(literal) : 'a template or placeholder'}`;
  const where = `${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}`;
  const help = `make it ${newApiVersion(moved)}, together with the fields that this version does not have (${where})`;
  contextOfUnit(own, moved, context, mapping).rewrite(
    apiVersionEntry ?? mapping,
    describeObject(object),
    () => {
      throw new Declined(reason, apiVersionEntry?.range.start, lines.length > 0 ? help : undefined);
    },
  );
}

/** The lines of fields that no condition leaves out, where an object is sure to be an old one by them. */
function linesOfOldFields(
  { mapping }: KubernetesObject,
  { template }: ManifestDocument,
  moved: MovedKind,
  { locate }: Context,
): readonly number[] {
  const conditions = (template?.blocks ?? []).filter(
    ({ keyword, range }) => keyword === 'if' && mapping.range.start < range.start,
  );
  const fields = oldFieldsOf(mapping, anchoredField, moved).filter(
    ({ entry: { range } }) =>
      !conditions.some((block) => block.range.start < range.start && range.start < block.range.end),
  );
  const isSure = fields.some(({ path }) => moved.isOwnField(path));
  return isSure ? [...new Set(fields.map(({ entry }) => locate(entry).line))] : [];
}

/** Reports an object of a kind whose apiVersion only the values of a template decide. */
function reportTemplatedVersion(
  object: KubernetesObject,
  source: string,
  moved: KindMove,
  report: Report,
): void {
  const isOne = namesOf(moved).some(({ kind }) => kind === object.kind);
  if (!isOne || !(isInserted(object.apiVersion) || isReference(object.apiVersion))) return;
  report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: `the apiVersion of ${object.kind} comes from ${/\b(?:include|template)\s+"/.test(source) ? 'a helper' : 'the values'} of a template`,
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

/**
 * The context for a document of a chart that has the old and the new form of something: `{{ if }}` the API is the old
 * one, `{{ else }}`. What is rendered for the old API stays as a whole.
 */
export function contextBesideOldBranches(
  document: ManifestDocument,
  moved: MovedKind,
  context: Context,
): Context {
  const all = oldBranchesOf(document, moved);
  const isMoving = all.some(({ isOfNames }) => isOfNames) && mayMoveBeside(document, moved, context.facts);
  const branches = all
    .filter(({ isOfNames }) => !isOfNames || !isMoving)
    .map((branch) =>
      branch.hasSuccessor || !isFollowed(branch, document, moved, context.facts)
        ? branch
        : { ...branch, hasSuccessor: true },
    );
  if (branches.length === 0) return context;
  const branchOf = (place: Place) => branchAt(branches, startOf(place)) ?? branchInLine(place);
  // A version or group may be switched inside of its line: that is enough where no field changes with it.
  const branchInLine = (place: Place) => {
    const isWhole =
      place.kind === 'scalar' ||
      (place.kind === 'entry' &&
        place.name === 'apiVersion' &&
        !hasMovedFields(place.parent, branches, moved));
    if (!isWhole) return undefined;
    const lineEnd = lineTextEnd(document.text, startOf(place));
    return branches.find(({ start }) => startOf(place) < start && start < Math.min(lineEnd, place.range.end));
  };
  const keepBelow = (part: Node | Entry): void => {
    if (branchOf(part)?.hasSuccessor) keepAt(part, context);
    else for (const entry of entriesOf(part.kind === 'entry' ? part.value : part)) keepBelow(entry);
  };
  const kinds = namesOf(moved).map(({ kind }) => kind);
  // Where the new form comes first, the object begins there.
  for (const { kind, mapping } of contentsIn(document)) if (kinds.includes(kind)) keepBelow(mapping);
  for (const branch of branches) {
    if (!branch.hasSuccessor) continue;
    for (const content of branch.conditions) context.keep({ alias: undefined, content });
    const [condition] = branch.conditions;
    const place = defaultThatRenders(branch, document, moved, context.facts);
    if (!place || !condition || document.range.end <= condition.start) continue;
    context.report({
      level: 'warning',
      at: { kind: 'spot', offset: condition.start },
      message: `by default (${describePlace(place)}) the chart renders the old API here`,
      help: `before the upgrade, change that value or set it where the chart is installed, so that ${newApiVersion(moved)} is rendered`,
    });
  }
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

/** Whether an object moves that a document may name: one of its chart or folder, or where that has none, any other one. */
function mayMoveBeside({ path }: ManifestDocument, { bases }: MovedKind, facts: Facts): boolean {
  const all = facts.all(bases);
  const beside = all.filter((base) => areaOf(base.path) === areaOf(path));
  return (beside.length > 0 ? beside : all).some(({ isOld, isKept }) => isOld && !isKept);
}

/** Whether an object has fields, outside of branches for the old API, that its new version has elsewhere. */
function hasMovedFields(mapping: Mapping, branches: readonly OldBranch[], moved: MovedKind): boolean {
  const isMoved = (value: Node | undefined, path: readonly string[]): boolean => {
    const entries = path.length < 3 ? entriesOf(value) : [];
    if (entries.length === 0)
      return unlessDeclined(() => moved.moveField(path))?.join('.') !== path.join('.');
    return entries.some(
      (entry) => !branchAt(branches, startOf(entry)) && isMoved(entry.value, [...path, entry.name ?? '']),
    );
  };
  return ['spec', 'status'].some((part) => isMoved(valueAt(mapping, part), [part]));
}

/** That an object stays, and what names it as well, since a condition decides whether it is one of the old API. */
export function decisionOn(
  object: KubernetesObject,
  document: ManifestDocument,
  moved: KindMove,
): Pick<Base, 'isKept' | 'keptBy' | 'obstacle'> | undefined {
  const { mapping } = object;
  const versions = entriesOf(mapping).filter(({ name }) => name === 'apiVersion');
  const branches = oldBranchesOf(document, moved).filter(({ isOfNames }) => !isOfNames);
  const branch =
    branchAt(branches, startOf(mapping)) ??
    branches.find(({ start, end }) => versions.some(({ range }) => range.start < end && start < range.end));
  const [condition] = branch?.conditions ?? [];
  if (!condition) return undefined;
  const place = factPlaceOf(document, { kind: 'spot', offset: condition.start });
  const reason = `a template condition decides whether ${describeObject(object)} is one of the old API (${describePlace(place)})`;
  const help = `let the same condition decide here, with ${newApiVersion(moved)} for the new API`;
  return { isKept: true, keptBy: place, obstacle: { reason, help, place, isOfCondition: true, parts: [] } };
}

/** Whether a template renders an object for the old API only. */
export function isInOldBranch(
  { mapping }: KubernetesObject,
  document: ManifestDocument,
  moved: KindMove,
): boolean {
  return branchAt(oldBranchesOf(document, moved), startOf(mapping)) !== undefined;
}

function branchAt(branches: readonly OldBranch[], offset: number): OldBranch | undefined {
  return branches.find(({ start, end }) => start <= offset && offset < end);
}

function keepAt(place: Place, { keep }: Context): void {
  if (place.kind === 'spot') return;
  keep(
    place.kind === 'entry'
      ? { alias: undefined, content: place.range }
      : place.kind === 'item'
        ? place.value
        : place,
  );
}
