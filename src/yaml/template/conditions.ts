import type { Action } from './action';
import type { Block } from './blocks';
import type { Template } from './mask';

/** By what a block's condition can be compared with that of another. */
export interface ConditionKey {
  readonly key: string;
  /** Whether its branches are the other way round: `if not …`. */
  readonly isNegated: boolean;
}

/**
 * The keys of all blocks of a template. Two have the same one if they are sure to go the same way: they say the same,
 * speak of the same dot, and no variable in them is given another value in between.
 */
export function conditionKeys({ actions, blocks }: Template): Map<Block, ConditionKey> {
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
