import { countBefore, type Range } from '../text';
import { type Action, firstWord } from './actions';

/** A block of a template: `if … else … end`, a loop, a definition. */
export interface Block {
  readonly keyword: string;
  /** What decides on the branches, in their order; the last branch of a block with an `else` has none. */
  readonly conditions: readonly string[];
  /** From the opening action to the closing one, both included. */
  readonly range: Range;
  /** The text between the actions; one of them is rendered, or, without an `else`, perhaps none. */
  readonly branches: readonly Range[];
  readonly hasElse: boolean;
  /** Blocks that are sure to go the same way have the same key; `isNegated` if their branches are the other way round. */
  readonly key: string;
  readonly isNegated: boolean;
  /** What is asked, in the same words in a block whose branches are the other way round. */
  readonly question: string;
  /** The innermost block around it. */
  readonly parent: Block | undefined;
}

interface OpenBlock {
  readonly open: Action;
  readonly dividers: Action[];
}

/** The blocks of a template, outer ones first. An action that opens or closes nothing is passed over. */
export function findBlocks(actions: readonly Action[]): Block[] {
  const blocks: Unkeyed[] = [];
  const stack: OpenBlock[] = [];
  for (const action of actions) {
    if (action.until !== undefined)
      blocks.push(blockOf({ open: action, dividers: [] }, { start: action.until, end: action.until }));
    else if (action.kind === 'open') stack.push({ open: action, dividers: [] });
    else if (action.kind === 'divide') stack.at(-1)?.dividers.push(action);
    else if (action.kind === 'close') {
      const block = stack.pop();
      if (block) blocks.push(blockOf(block, action));
    }
  }
  return withKeys(
    blocks.sort((a, b) => a.range.start - b.range.start),
    actions,
  );
}

/** Of blocks, outer ones first, those that start in a part of the text. */
export function blocksStartingIn(blocks: readonly Block[], { start, end }: Range): readonly Block[] {
  return blocks.slice(countBefore(blocks, start, startOfBlock), countBefore(blocks, end, startOfBlock));
}

/** The same with those around its start. */
export function blocksReaching(blocks: readonly Block[], part: Range): readonly Block[] {
  const around: Block[] = [];
  for (let block = blocks[countBefore(blocks, part.start, startOfBlock) - 1]; block; block = block.parent)
    if (block.range.end > part.start) around.push(block);
  return [...around.reverse(), ...blocksStartingIn(blocks, part)];
}

function startOfBlock({ range }: Pick<Block, 'range'>): number {
  return range.start;
}

function blockOf({ open, dividers }: OpenBlock, close: Range): Unkeyed {
  const borders = [open, ...dividers, close];
  const branches = borders
    .slice(1)
    .map((border, index) => ({ start: borders[index]?.end ?? 0, end: border.start }));
  return {
    keyword: firstWord(open.inner),
    conditions: [open, ...dividers]
      .filter(({ inner }) => !isElse(inner))
      .map(({ inner }) => conditionOf(inner)),
    range: { start: open.start, end: close.end },
    branches,
    hasElse: dividers.some(({ inner }) => isElse(inner)),
  };
}

function isElse(inner: string): boolean {
  return /^else:?$/.test(inner);
}

/** What follows `if`, `else if`, `with`, `range $key, $value :=`. */
function conditionOf(inner: string): string {
  return inner
    .replace(/^(?:else\s+)?\w+\s*/, '')
    .replace(/^\$\w+(?:\s*,\s*\$\w+)?\s*:=/, '')
    .replace(/\s+/g, ' ')
    .replace(/:$/, '')
    .trim();
}

type Unkeyed = Omit<Block, 'key' | 'isNegated' | 'question' | 'parent'>;

/**
 * Blocks with the keys of their conditions. Two have the same one if they are sure to go the same way: they say the
 * same, refer to the same dot, and no variable in them is given another value in between.
 */
function withKeys(blocks: readonly Unkeyed[], actions: readonly Action[]): Block[] {
  const changing = changingVariables(actions);
  const numbers = new Map<string, number>();
  const around: { readonly block: Block; readonly dot: string | undefined }[] = [];
  // Outer blocks come first.
  return blocks.map((unkeyed) => {
    const { start } = unkeyed.range;
    while ((around.at(-1)?.block.range.end ?? Infinity) <= start) around.pop();
    const outer = around.at(-1);
    const { question, isNegated } = normalised(unkeyed);
    const isUnsure = changing === 'any' || variablesIn(question).some((name) => changing.has(name));
    const condition = JSON.stringify([question, outer?.dot, ...(isUnsure ? [start] : [])]);
    const number = numbers.get(condition) ?? numbers.size;
    numbers.set(condition, number);
    const block = { ...unkeyed, key: String(number), isNegated, question, parent: outer?.block };
    around.push({ block, dot: dotOf(block) ?? outer?.dot });
    return block;
  });
}

/** What the dot is in a block, where that is another than around it; what two blocks `with` the same have is the same. */
function dotOf({ keyword, key, range }: Block): string | undefined {
  if (keyword === 'if') return undefined;
  return keyword === 'with' ? key : `of ${range.start}`;
}

/** Only a lone condition can be turned round. */
function normalised({ conditions }: Unkeyed): Pick<Block, 'question' | 'isNegated'> {
  const [only = ''] = conditions;
  if (conditions.length !== 1) return { question: conditions.join('\n'), isNegated: false };
  const [, negated] = /^not (\S+|\([^()]*\))$/.exec(only) ?? [];
  const asked = (negated ?? only).replace(/^\(([^()]*)\)$/, '$1');
  const question = asked.replace(/^ne (\S+ \S+)$/, 'eq $1').replace(/^(\S+) != (\S+)$/, '$1 == $2');
  return { question, isNegated: (negated !== undefined) !== (question !== asked) };
}

/** The variables of Go's templates that get a value more than once; any may in other languages. */
function changingVariables(actions: readonly Action[]): ReadonlySet<string> | 'any' {
  if (actions.some(({ inner, kind }) => kind === 'silent' && /^set\b/.test(inner))) return 'any';
  const known = new Set<string>();
  const changing = new Set<string>();
  for (const { inner } of actions) {
    const name = /^(\$\w+)\s*:?=/.exec(inner)?.[1];
    if (name !== undefined) (known.has(name) ? changing : known).add(name);
  }
  return changing;
}

function variablesIn(text: string): readonly string[] {
  return text.match(/\$\w+/g) ?? [];
}
