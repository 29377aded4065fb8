import type { Random } from '../random';
import { byteMutations } from './bytes';
import { lineMutations } from './lines';
import type { Mutation } from './mutation';
import { structureMutations } from './structure';
import { tokenMutations } from './tokens';
import { wrapMutations } from './wraps';

/** Each kind as often as it is named. */
const kinds: readonly (readonly Mutation[])[] = [
  byteMutations,
  lineMutations,
  lineMutations,
  tokenMutations,
  tokenMutations,
  structureMutations,
  structureMutations,
  wrapMutations,
];

/** Changes a text in a few ways, one after the other. */
export function mutated(text: string, random: Random, others: readonly string[]): string {
  let result = text;
  for (let left = 1 + random.below(4); left > 0; left--) {
    result = random.pick(random.pick(kinds))(result, random, others);
  }
  return result;
}
