import { lineStart, type Range } from '../text';
import type { Action, Block } from './actions';
import type { Template } from './mask';

/** Tells which places are in a comment or quoted string of their line. To be asked from the first to the last. */
export class Guards {
  private line = 0;
  private lineEnd = -1;
  private at = 0;
  private guard = '';

  constructor(private readonly text: string) {}

  over(offset: number): boolean {
    // A line is looked for once, however many places are asked for on it.
    if (offset > this.lineEnd) this.startLineOf(offset);
    for (; this.at < offset; this.at++) {
      const character = this.text.charAt(this.at);
      if (this.guard === '#') continue;
      if (this.guard === '"' && character === '\\') this.at++;
      else if (this.guard !== '') this.guard = character === this.guard ? '' : this.guard;
      else if (
        /["'#]/.test(character) &&
        (this.at === this.line || /[\s:,[{(-]/.test(this.text.charAt(this.at - 1)))
      )
        this.guard = character;
    }
    return this.guard !== '';
  }

  private startLineOf(offset: number): void {
    this.line = this.at = lineStart(this.text, offset);
    const newline = this.text.indexOf('\n', offset);
    this.lineEnd = newline === -1 ? this.text.length : newline;
    this.guard = '';
  }
}

/** Above this many combinations, conditions are varied one at a time. */
const combinationsAtMost = 32;

/** Blocks that go the same way, since their conditions are the same. */
interface Group {
  readonly members: readonly { readonly block: Block; readonly isNegated: boolean }[];
  /** How many ways there are: one for each condition, and one where none holds. */
  readonly ways: number;
}

/** For each group, the way that it goes. */
type Choice = readonly number[];

/**
 * What the renderings of a part of a template can differ in: for each combination, the ranges of the text that are not
 * shown. Blocks with the same condition go the same way.
 */
export function choicesOf(template: Template, part: Range): Range[][] {
  const groups = groupsOf(template, part);
  return waysThrough(groups).map((choice) =>
    groups.flatMap(({ members, ways }, index) =>
      members.flatMap(({ block, isNegated }) => {
        const way = choice[index] ?? 0;
        const shown = isNegated ? ways - 1 - way : way;
        return block.branches.filter((_, branch) => branch !== shown);
      }),
    ),
  );
}

function groupsOf(template: Template, part: Range): Group[] {
  const keys = conditionKeys(template);
  const groups = new Map<string, Group['members'][number][]>();
  for (const block of template.blocks) {
    const { key = '', isNegated = false } = keys.get(block) ?? {};
    if (!hasContent(template, part, block)) continue;
    groups.set(key, [...(groups.get(key) ?? []), { block, isNegated }]);
  }
  return Array.from(groups.values(), (members) => ({
    members,
    ways: (members[0]?.block.conditions.length ?? 0) + 1,
  }));
}

/** Whether a part of a template differs by what is shown of a block; not where the block is all around it. */
function hasContent({ masked }: Template, part: Range, { branches }: Block): boolean {
  return branches.some((branch) => {
    const start = Math.max(branch.start, part.start);
    const end = Math.min(branch.end, part.end);
    return start < end && end - start < part.end - part.start && /\S/.test(masked.slice(start, end));
  });
}

function waysThrough(groups: readonly Group[]): Choice[] {
  const combinations = groups.reduce((product, { ways }) => product * ways, 1);
  if (combinations <= combinationsAtMost) {
    return groups.reduce<Choice[]>(
      (choices, { ways }) =>
        choices.flatMap((choice) => Array.from({ length: ways }, (_, way) => [...choice, way])),
      [[]],
    );
  }
  const usual = groups.map(({ members: [first], ways }) => (first?.isNegated ? ways - 1 : 0));
  const others = groups.flatMap(({ members, ways }, index) =>
    members.flatMap(({ block }) => {
      const seen = showing(block, groups, usual);
      return Array.from({ length: ways }, (_, way) => seen.with(index, way));
    }),
  );
  return [...new Map([usual, ...others].map((choice) => [choice.join(), choice])).values()];
}

/** A choice with which a block is shown that stands in branches of others. */
function showing(block: Block, groups: readonly Group[], usual: Choice): Choice {
  return groups.map(({ members, ways }, index) => {
    for (const { block: outer, isNegated } of members) {
      const branch = outer.branches.findIndex(
        ({ start, end }) => start <= block.range.start && block.range.end <= end,
      );
      if (branch !== -1) return isNegated ? ways - 1 - branch : branch;
    }
    return usual[index] ?? 0;
  });
}

/** By what a block's condition can be compared with that of another. */
interface ConditionKey {
  readonly key: string;
  /** Whether its branches are the other way round: `if not …`. */
  readonly isNegated: boolean;
}

/**
 * The keys of all blocks of a template. Two have the same one if they are sure to go the same way: they say the same,
 * speak of the same dot, and no variable in them is given another value in between.
 */
function conditionKeys({ actions, blocks }: Template): Map<Block, ConditionKey> {
  const changing = changingVariables(actions);
  const keys = new Map<Block, ConditionKey>();
  // Outer blocks come first.
  for (const block of blocks) {
    const { text, isNegated } = normalised(block);
    const dots = blocks.filter((outer) => hasDotOfItsOwn(outer) && isInside(block, outer));
    const around = dots.map((outer) => (outer.keyword === 'with' ? keys.get(outer)?.key : outer.range.start));
    const isUnsure = changing === 'any' || changing.some((name) => mentions(text, name));
    const key = JSON.stringify([text, around, ...(isUnsure ? [block.range.start] : [])]);
    keys.set(block, { key, isNegated });
  }
  return keys;
}

/** Only a lone condition can be turned round. */
function normalised({ conditions }: Block): { text: string; isNegated: boolean } {
  const [only = ''] = conditions;
  if (conditions.length !== 1) return { text: conditions.join('\n'), isNegated: false };
  const [, negated] = /^not (\S+|\([^()]*\))$/.exec(only) ?? [];
  return { text: (negated ?? only).replace(/^\(([^()]*)\)$/, '$1'), isNegated: negated !== undefined };
}

function hasDotOfItsOwn({ keyword }: Block): boolean {
  return keyword !== 'if';
}

function isInside({ range }: Block, { branches }: Block): boolean {
  return branches.some(({ start, end }) => start <= range.start && range.end <= end);
}

/** The variables of Go's templates that get a value more than once; any may in other languages. */
function changingVariables(actions: readonly Action[]): readonly string[] | 'any' {
  if (actions.some(({ inner, kind }) => kind === 'silent' && /^set\b/.test(inner))) return 'any';
  const names = actions.flatMap(({ inner }) => /^(\$\w+)\s*:?=/.exec(inner)?.[1] ?? []);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\${name}\\b`).test(text);
}
