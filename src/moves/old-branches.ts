import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import type { Range, Template } from '../yaml';
import { type KindMove, newApiVersion } from './moved-kind';

/** A branch of a template that is rendered only for an old API. */
export interface OldBranch extends Range {
  /** Whether another branch of the block has the new one. */
  readonly hasSuccessor: boolean;
  /** What tells the two apart: the lines of the condition, which names the old API on purpose. */
  readonly condition: Range;
}

const branchesKnown = new WeakMap<Template, Map<KindMove, readonly OldBranch[]>>();

/** The branches of a document's template; looked for once, since each object is asked about. */
export function oldBranchesOf({ template, text }: ManifestDocument, moved: KindMove): readonly OldBranch[] {
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
  const ofBlocks = blocks.flatMap(({ keyword, conditions, branches, range }) => {
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
  return [...ofBlocks, ...ternariesIn(text, moved)];
}

/**
 * Where a template inserts the new version or the old one, by what the cluster serves: `{{ ternary "v1" "v1alpha3"
 * (.Capabilities.APIVersions.Has "…") }}`, or a variable that holds this. With another group come other fields, which
 * need a condition of their own.
 */
function ternariesIn(text: string, moved: KindMove): OldBranch[] {
  if (!text.includes('ternary') || moved.from.some(({ group }) => group !== moved.to.group)) return [];
  const actions = Array.from(
    text.matchAll(/\{\{-?((?:(?!\{\{|\}\}).)*)\}\}/g),
    ({ index, 0: all, 1: body = '' }) => ({
      start: index,
      end: index + all.length,
      body: body.replace(/-$/, '').trim(),
    }),
  );
  return actions.flatMap(({ body, ...condition }) => {
    if (!asksInTernary(body, moved)) return [];
    const [, variable] = /^(\$\w+)\s*:?=/.exec(body) ?? [];
    const places = variable === undefined ? [condition] : actions.filter((each) => each.body === variable);
    return places.map(({ start, end }) => ({ start, end, hasSuccessor: true, condition }));
  });
}

/** Whether an expression gives the new version, or a group of it, where the cluster serves that. */
function asksInTernary(expression: string, moved: KindMove): boolean {
  const [, first = '', second = ''] = /\bternary\s+"([^"]*)"\s+"([^"]*)"/.exec(expression) ?? [];
  const [taken, other] = /\(\s*not\b/.test(expression) ? [second, first] : [first, second];
  const { group, version } = moved.to;
  return (
    [version, group, newApiVersion(moved)].includes(taken) && other !== taken && asksForNew(expression, moved)
  );
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
