import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import type { Range, Template } from '../yaml';
import { type KindMove, newApiVersion } from './moved-kind';

/** A branch of a template that is rendered only for an old API. */
export interface OldBranch extends Range {
  /** Whether another branch of the block has the new one. */
  readonly hasSuccessor: boolean;
  /** What tells the two apart: the actions with the conditions, which name the old API on purpose. */
  readonly conditions: readonly Range[];
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
  const chains = blocks.flatMap(({ keyword, conditions, branches, range }): Chain[] => {
    if (keyword !== 'if') return [];
    return [
      {
        key: conditions.join('\n'),
        asked: conditions.map((condition) => condition.replaceAll(/\$\w+/g, valueOf)),
        branches: branches.map((branch) => ({ ...branch, text: text.slice(branch.start, branch.end) })),
        conditions: branches.map(({ start }, index) => ({
          start: branches[index - 1]?.end ?? range.start,
          end: start,
        })),
      },
    ];
  });
  // Fields may be switched by themselves, on the conditions that switch the version.
  const switched = new Map(chains.flatMap((chain) => switchedBy(chain, moved)));
  const ofBlocks = chains.flatMap((chain) => {
    const isSwitched = switched.get(chain.key);
    const { indexes, hasSuccessor } = isSwitched
      ? { indexes: isSwitched, hasSuccessor: true }
      : oldByCondition(chain, moved);
    const { branches, conditions } = chain;
    return indexes.flatMap((index) => {
      const branch = branches[index];
      return branch ? [{ start: branch.start, end: branch.end, hasSuccessor, conditions }] : [];
    });
  });
  return [...ofBlocks, ...ternariesIn(text, moved)];
}

/** A block `if … else if … else`. */
interface Chain {
  /** Blocks with the same conditions have the same one. */
  readonly key: string;
  /** The conditions, with the values of their variables. */
  readonly asked: readonly string[];
  readonly branches: readonly (Range & { readonly text: string })[];
  /** The actions that the branches begin with. */
  readonly conditions: readonly Range[];
}

/** The branches with the old API, where another one has the new and the conditions ask for versions or API groups. */
function switchedBy({ key, asked, branches }: Chain, moved: KindMove): (readonly [string, number[]])[] {
  if (!asked.some((condition) => asksForApi(condition, moved))) return [];
  const old = branches.flatMap(({ text }, index) => (namesOld(text, moved) ? [index] : []));
  const hasNew = branches.some(({ text }, index) => !old.includes(index) && hasKind(text, moved));
  return old.length > 0 && hasNew ? [[key, old]] : [];
}

/** Whether a text has the kind as it is now; the kind may stand outside of the block, beside what the block chooses. */
function hasKind(text: string, moved: KindMove): boolean {
  const isOfKind = text.toLowerCase().includes(moved.to.kind.toLowerCase());
  return namesNew(text, moved) && (isOfKind || !/\bkind\b/i.test(text));
}

/**
 * Whether a condition compares versions, or names an API group of the kind, or a part of it: `contains "x-k8s.io"`. A
 * bare "v1" is not enough: values that say "v1alpha2" would not be found, so what they choose is rewritten.
 */
function asksForApi(condition: string, { to, from }: KindMove): boolean {
  if (/\bsemverCompare\b/.test(condition)) return true;
  return wordsOf(condition).some((word) =>
    [to, ...from].some(({ group }) => word.includes(group) || (/\w\.\w/.test(word) && group.includes(word))),
  );
}

/** The branches that a condition gives to the old API, as far as conditions alone say it. */
function oldByCondition(
  { asked, branches }: Chain,
  moved: KindMove,
): { readonly indexes: readonly number[]; readonly hasSuccessor: boolean } {
  const [first] = branches;
  const [condition = ''] = asked;
  if (first && /^\(?\s*semverCompare\s+["'`]\s*</.test(condition) && namesOld(first.text, moved))
    return { indexes: [0], hasSuccessor: false };
  const old = asked.findIndex((each) => namesOld(each, moved));
  const hasNew = () => branches.some(({ text }) => hasKind(text, moved));
  const at =
    old === -1 ? asked.findIndex((each) => namesNew(each, moved) && (asksCluster(each) || hasNew())) : old;
  const isNegated = /^\(?\s*(?:not|ne)\b/.test(asked[at] ?? '');
  if (at === -1) return { indexes: [], hasSuccessor: false };
  const indexes =
    (old === -1) === isNegated ? [at] : branches.flatMap((_, index) => (index > at ? [index] : []));
  const hasSuccessor =
    old === -1 || branches.some(({ text }, index) => !indexes.includes(index) && namesNew(text, moved));
  return { indexes, hasSuccessor };
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
    return places.map(({ start, end }) => ({ start, end, hasSuccessor: true, conditions: [condition] }));
  });
}

/** Whether an expression gives the new version, or a group of it, where the cluster serves that. */
function asksInTernary(expression: string, moved: KindMove): boolean {
  const [, first = '', second = ''] = /\bternary\s+"([^"]*)"\s+"([^"]*)"/.exec(expression) ?? [];
  const [taken, other] = /\(\s*not\b/.test(expression) ? [second, first] : [first, second];
  const { group, version } = moved.to;
  return (
    [version, group, newApiVersion(moved)].includes(taken) &&
    other !== taken &&
    asksCluster(expression) &&
    namesNew(expression, moved)
  );
}

/** What a template puts into its variables, by their names: `{{ $isNew := .Capabilities.APIVersions.Has "…" }}`. */
function variablesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const assigned = text.matchAll(/\{\{-?\s*(\$\w+)\s*:?=\s*((?:(?!\}\}).)*?)\s*-?\}\}/g);
  const byName = grouped([...assigned], ([, name = '']) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(([, , value = '']) => value)]));
}

/** Whether a condition asks the cluster what it serves: what is rendered without the new API is for the old one. */
function asksCluster(condition: string): boolean {
  return /\bAPIVersions\.Has\b/.test(condition);
}

function namesOld(condition: string, { to, from }: KindMove): boolean {
  const words = wordsOf(condition);
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
  const words = wordsOf(text);
  const hasNewGroup = from.some(({ group }) => group !== to.group);
  const apiVersion = newApiVersion(moved);
  return words.some(
    (word) => word === apiVersion || word.startsWith(`${apiVersion}/`) || (hasNewGroup && word === to.group),
  );
}

/** The words of a template, with the dots, slashes and dashes of API versions in them. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\w./-]+/g) ?? [];
}
