import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import type { Range, Template } from '../yaml';
import { type KindMove, newApiVersion } from './moved-kind';
import { variablesIn } from './template-variables';

/** A branch of a template that is rendered only for an old API. */
export interface OldBranch extends Range {
  /** Whether another branch of the block has the new one. */
  readonly hasSuccessor: boolean;
  /** Whether nothing shows that it is for the API but what it names, which may move all the same. */
  readonly isOfNames?: boolean;
  /** What tells the two apart: the actions with the conditions, which name the old API on purpose. */
  readonly conditions: readonly Range[];
  /** What the conditions ask, one after the other, and which of the branches it is. */
  readonly asked: readonly string[];
  readonly index: number;
}

const branchesKnown = new WeakMap<Template['allBlocks'], Map<KindMove, readonly OldBranch[]>>();

/** The branches of a document's file; looked for once, since each object is asked about. */
export function oldBranchesOf({ template, text }: ManifestDocument, moved: KindMove): readonly OldBranch[] {
  if (!template) return [];
  const known = branchesKnown.get(template.allBlocks) ?? new Map<KindMove, readonly OldBranch[]>();
  branchesKnown.set(template.allBlocks, known);
  const branches = known.get(moved) ?? oldBranchesIn(template, text, moved);
  known.set(moved, branches);
  return branches;
}

function oldBranchesIn(template: Template, text: string, moved: KindMove): OldBranch[] {
  const chains = chainsIn(template, text);
  // Fields may be switched by themselves, on the conditions that switch the version.
  const switched = new Map(
    [...grouped(chains, ({ question }) => question)].map(([question, same]) => [
      question,
      switchedBy(same, moved),
    ]),
  );
  const ofBlocks = chains.flatMap((chain) => {
    const { branches, conditions, question, asked } = chain;
    const { ways, isOfNames = false } = switched.get(question) ?? {};
    const { old, hasSuccessor } = ways?.size
      ? { old: branches.filter(({ way }) => ways.has(way)), hasSuccessor: true }
      : oldByCondition(chain, moved);
    return old.map((branch) => ({
      ...{ start: branch.start, end: branch.end, hasSuccessor, conditions, asked },
      index: branches.indexOf(branch),
      ...(isOfNames && { isOfNames }),
    }));
  });
  return [...ofBlocks, ...oldDefinitions(template, text, moved), ...ternariesIn(text, moved)];
}

/** The definitions of a file that hold an object in the old version, where another one holds it in the new version. */
function oldDefinitions({ allBlocks }: Template, text: string, moved: KindMove): OldBranch[] {
  const branches = allBlocks.flatMap(({ keyword, range, branches: [inside] }, way) => {
    const body = keyword === 'define' && inside ? text.slice(inside.start, inside.end) : '';
    return inside && /^kind:/m.test(body) ? { ...inside, way, text: body, from: range.start } : [];
  });
  const { ways } = switchedBy([{ question: '', asked: [], branches, conditions: [] }], moved);
  return branches.flatMap(({ start, end, from, way }) =>
    ways.has(way)
      ? { start, end, hasSuccessor: true, conditions: [{ start: from, end: start }], asked: [], index: 0 }
      : [],
  );
}

/** The blocks `if` of a template. */
export function chainsIn({ allBlocks }: Template, text: string): Chain[] {
  const variables = variablesIn(text);
  // One that is set twice may be either.
  const valueOf = (variable: string): string => {
    const [value = variable, second] = variables.get(variable) ?? [];
    return second === undefined ? value : variable;
  };
  return allBlocks.flatMap(({ keyword, conditions, branches, range, question, isNegated }): Chain[] => {
    if (keyword !== 'if') return [];
    return [
      {
        question,
        asked: conditions.map((condition) => condition.replaceAll(/\$\w+/g, valueOf)),
        branches: branches.map((branch, index) => ({
          ...branch,
          way: isNegated ? conditions.length - index : index,
          text: startOfWord(text, range.start) + text.slice(branch.start, branch.end),
        })),
        conditions: branches.map(({ start }, index) => ({
          start: branches[index - 1]?.end ?? range.start,
          end: start,
        })),
      },
    ];
  });
}

/** What of a word is written before a block that goes on with it: `group/{{ if … }}v1{{ else }}v1alpha2{{ end }}`. */
function startOfWord(text: string, offset: number): string {
  return /(?<![\w./-])[\w./-]*$/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
}

/** A block `if … else if … else`. */
export interface Chain {
  /** Blocks with the same one go the same way. */
  readonly question: string;
  /** The conditions, with the values of their variables. */
  readonly asked: readonly string[];
  readonly branches: readonly Branch[];
  /** The actions that the branches begin with. */
  readonly conditions: readonly Range[];
}

interface Branch extends Range {
  readonly text: string;
  /** The same one for all that is rendered together. */
  readonly way: number;
}

/**
 * The ways of blocks that ask the same which lead to the old API, where another way leads to the new one: they have the
 * same thing in both, or ask for versions or API groups.
 */
function switchedBy(
  chains: readonly Chain[],
  moved: KindMove,
): { readonly ways: ReadonlySet<number>; readonly isOfNames: boolean } {
  const parts = chains.flatMap((chain) =>
    chain.branches.flatMap(({ text, way }) => text.split(/^---/m).map((part) => ({ text: part, way }))),
  );
  const old = parts.filter(({ text }) => namesOld(text, moved));
  const ofOld = new Set(old.map(({ way }) => way));
  const renewed = parts.filter(({ text, way }) => !ofOld.has(way) && hasKind(text, moved));
  const asksForVersion = chains.some(({ asked }) => asked.some((each) => asksForApi(each, moved)));
  const switched = old.filter(({ text }) =>
    renewed.some((other) => asksForVersion || subjectOf(other.text, moved) === subjectOf(text, moved)),
  );
  const isVersion = (word: string) =>
    moved.from.some(({ group, versions }) => versions.some((version) => word === `${group}/${version}`));
  return {
    ways: new Set(switched.map(({ way }) => way)),
    isOfNames: !asksForVersion && !switched.some(({ text }) => wordsOf(text).some(isVersion)),
  };
}

/** What an object or reference in a branch is called; what is around it is the same for all branches. */
function subjectOf(text: string, { from, to }: KindMove): string {
  const [, kind] = /(?<![\w./-])kind["']?:[ \t]*["']?(\w+)/.exec(text) ?? [];
  const isOfKind = [to, ...from].some((each) => each.kind === kind);
  const [, name = ''] = /(?<![\w./-])name["']?:[ \t]*["']?((?:\{\{[^{}]*\}\}|[^\s,{}"'#])+)/.exec(text) ?? [];
  return JSON.stringify([isOfKind || kind, name]);
}

/** Whether a text has the kind as it is now; the kind may stand outside of the block, beside what the block chooses. */
export function hasKind(text: string, moved: KindMove): boolean {
  const isOfKind = text.toLowerCase().includes(moved.to.kind.toLowerCase());
  return namesNew(text, moved) && (isOfKind || !/\bkind\b/i.test(text));
}

/** Whether a condition compares versions, or names an API group of the kind, or a part of it: `contains "x-k8s.io"`. */
export function asksForApi(condition: string, { to, from }: KindMove): boolean {
  if (/\bsemverCompare\b/.test(condition)) return true;
  return wordsOf(condition).some((word) =>
    [to, ...from].some(({ group }) => word.includes(group) || (/\w\.\w/.test(word) && group.includes(word))),
  );
}

/** The branches that a condition gives to the old API, as far as conditions alone say it. */
function oldByCondition(
  { asked, branches }: Chain,
  moved: KindMove,
): { readonly old: readonly Branch[]; readonly hasSuccessor: boolean } {
  const [first] = branches;
  const [condition = ''] = asked;
  if (first && /^\(?\s*semverCompare\s+["'`]\s*</.test(condition) && namesOld(first.text, moved))
    return { old: [first], hasSuccessor: false };
  const askingOld = asked.findIndex((each) => namesOld(each, moved));
  const hasNew = () => branches.some(({ text }) => hasKind(text, moved));
  const isOld = askingOld !== -1;
  const at = isOld
    ? askingOld
    : asked.findIndex((each) => namesNew(each, moved) && (asksCluster(each) || hasNew()));
  if (at === -1) return { old: [], hasSuccessor: false };
  const isNegated = /^\(?\s*(?:not|ne)\b/.test(asked[at] ?? '');
  const old = branches.filter((_, index) => (isOld !== isNegated ? index === at : index > at));
  const hasSuccessor = !isOld || branches.some((each) => !old.includes(each) && namesNew(each.text, moved));
  return { old, hasSuccessor };
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
    return places.map(({ start, end }) => ({
      ...{ start, end, hasSuccessor: true, conditions: [condition] },
      ...{ asked: [], index: 0 },
    }));
  });
}

/** Whether an expression gives the new version, or a group of it, where the cluster serves that. */
export function asksInTernary(expression: string, moved: KindMove): boolean {
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

/** Whether a condition asks the cluster what it serves: what is rendered without the new API is for the old one. */
function asksCluster(condition: string): boolean {
  return /\bAPIVersions\.Has\b/.test(condition);
}

export function namesOld(condition: string, { to, from }: KindMove): boolean {
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
