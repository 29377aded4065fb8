import { grouped } from '../../grouped';
import { countBefore, type Range } from '../text';
import { type Block, blocksReaching } from './blocks';
import type { Template } from './mask';

/** Above this many combinations, conditions are varied one at a time. */
const combinationsAtMost = 32;

/** Above this many variations, those that are so many apart are made together. */
const variationsAtMost = 64;

/** Blocks that go the same way, since their conditions are the same. */
interface Group {
  readonly members: readonly Block[];
  /** How many ways there are: one for each condition, and one where none holds. */
  readonly ways: number;
}

/** For each group, the way that it goes. */
type Choice = readonly number[];

/** The ways of some groups, by their index. */
type Variation = ReadonlyMap<number, number>;

/** Above this many choices, those with a clash are no longer taken apart. */
const takenApartAtMost = 512;

/**
 * What the renderings of a part of a template can differ in: for each combination, the ranges of the text that are not
 * shown. Blocks with the same condition go the same way.
 *
 * @param clashes offsets of what is never shown together, two by two, where they are in branches of different blocks
 */
export function choicesOf(
  template: Template,
  part: Range,
  clashes: () => readonly (readonly [number, number])[] = () => [],
): Range[][] {
  const groups = groupsOf(template, part);
  const choices = waysThrough(groups);
  const possible = groups.length > 1 ? withoutClashes(choices, groups, clashes()) : choices;
  return possible.map((choice) =>
    groups.flatMap(({ members, ways }, index) => {
      const way = choice[index] ?? 0;
      return members.flatMap((block) => hiddenIn(block, block.isNegated ? ways - 1 - way : way));
    }),
  );
}

/** The choices in which nothing clashes: of two branches that do, each is shown without the other. */
function withoutClashes(
  choices: readonly Choice[],
  groups: readonly Group[],
  clashes: readonly (readonly [number, number])[],
): readonly Choice[] {
  const pairs = clashes.flatMap(([one, other]) => {
    const [first, second] = [wayTo(one, groups), wayTo(other, groups)];
    return first && second && first.index !== second.index ? [[first, second]] : [];
  });
  const isShown = (choice: Choice) => (branch: BranchWay) => choice[branch.index] === branch.way;
  const all = new Map(choices.map((choice) => [choice.join(), choice]));
  const possible: Choice[] = [];
  for (const choice of all.values()) {
    const clash = pairs.find((pair) => pair.every(isShown(choice)));
    if (!clash) possible.push(choice);
    else if (all.size < takenApartAtMost)
      for (const { index, other } of clash) {
        const apart = choice.with(index, other);
        if (!all.has(apart.join())) all.set(apart.join(), apart);
      }
  }
  return possible.length > 0 ? possible : choices;
}

/** The way of a group in which a branch is shown, and one in which it is not. */
interface BranchWay {
  readonly index: number;
  readonly way: number;
  readonly other: number;
}

/** How to come to what is at an offset: the way of the innermost block around it. */
function wayTo(offset: number, groups: readonly Group[]): BranchWay | undefined {
  const around = groups.flatMap(({ members, ways }, index) =>
    members.flatMap(({ range, branches, isNegated }) => {
      const branch = branches.findIndex(({ start, end }) => start <= offset && offset < end);
      if (branch === -1) return [];
      const way = isNegated ? ways - 1 - branch : branch;
      return [{ index, way, other: way === ways - 1 ? 0 : ways - 1, start: range.start }];
    }),
  );
  return around.toSorted((one, other) => other.start - one.start)[0];
}

/** The branches of a block before and behind the one that is shown. */
function hiddenIn({ branches }: Block, shown: number): Range[] {
  const [before, behind] = [branches.slice(0, shown), branches.slice(shown + 1)];
  return [before, behind].flatMap((hidden) => {
    const [first, last] = [hidden[0], hidden.at(-1)];
    return first && last ? { start: first.start, end: last.end } : [];
  });
}

function groupsOf(template: Template, part: Range): Group[] {
  const reaching = blocksReaching(template.blocks, part);
  if (reaching.length === 0) return [];
  const visible = new VisibleText(template.masked, part);
  const different = reaching.filter((block) => hasContent(visible, part, block));
  return Array.from(grouped(different, ({ key }) => key).values(), (members) => ({
    members,
    ways: (members[0]?.conditions.length ?? 0) + 1,
  }));
}

/** Whether a part of a template differs by what is shown of a block; not where the block is all around it. */
function hasContent(visible: VisibleText, part: Range, { branches }: Block): boolean {
  return branches.some((branch) => {
    const start = Math.max(branch.start, part.start);
    const end = Math.min(branch.end, part.end);
    return start < end && end - start < part.end - part.start && visible.isIn({ start, end });
  });
}

/** Tells where a part of a text has more than space; looks through it once. */
class VisibleText {
  private readonly words: readonly Range[];

  constructor(text: string, { start, end }: Range) {
    this.words = Array.from(text.slice(start, end).matchAll(/\S+/g), ({ 0: word, index }) => ({
      start: start + index,
      end: start + index + word.length,
    }));
  }

  isIn({ start, end }: Range): boolean {
    const next = this.words[countBefore(this.words, start + 1, (word) => word.end)];
    return next !== undefined && next.start < end;
  }
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
  const others = variationsOf(groups, usual).map((ways) => usual.map((way, index) => ways.get(index) ?? way));
  return [...new Map([usual, ...others].map((choice) => [choice.join(), choice])).values()];
}

/**
 * Each way of each block, with the other groups as usual but for the branches that the block is in. Of very many,
 * those that are far apart and do not hide each other are one.
 */
function variationsOf(groups: readonly Group[], usual: Choice): Variation[] {
  const indexes = new Map(groups.flatMap(({ members }, index) => members.map((block) => [block, index])));
  const count = groups.reduce((sum, { members, ways }) => sum + members.length * ways, 0);
  const variations: Map<number, number>[] = [];
  const shared: Map<number, number>[] = [];
  let number = 0;
  for (const [index, { members, ways }] of groups.entries()) {
    for (const block of members) {
      for (let way = 0; way < ways; way++) {
        const wanted = new Map([...waysAround(block, groups, indexes), [index, way]]);
        if (count <= variationsAtMost) {
          variations.push(wanted);
          continue;
        }
        if ([...wanted].every(([at, one]) => one === usual[at])) continue;
        const slot = number++ % variationsAtMost;
        const other = (shared[slot] ??= new Map());
        const fits = [...wanted].every(([at, one]) => (other.get(at) ?? one) === one);
        if (fits) for (const [at, one] of wanted) other.set(at, one);
        else variations.push(wanted);
      }
    }
  }
  return [...shared, ...variations];
}

/** The ways with which a block is shown that is in branches of others. */
function waysAround(
  block: Block,
  groups: readonly Group[],
  indexes: ReadonlyMap<Block, number>,
): [number, number][] {
  const around: [number, number][] = [];
  for (let outer = block.parent; outer; outer = outer.parent) {
    const index = indexes.get(outer);
    const ways = index === undefined ? undefined : groups[index]?.ways;
    if (index === undefined || ways === undefined) continue;
    const branch = countBefore(outer.branches, block.range.end, ({ end }) => end);
    around.push([index, outer.isNegated ? ways - 1 - branch : branch]);
  }
  return around;
}
