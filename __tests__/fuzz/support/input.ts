import { mutated } from './mutations';
import { Random } from './random';
import type { Tree } from '../../support/fixtures';
import type { Seeds } from './seeds';

/** The files that a number stands for: one file most of the time, else a tree of which one or two files are changed. */
export function inputOf(seed: number, number: number, { texts, trees }: Seeds): Tree {
  const random = new Random(seed * 1_000_003 + number);
  if (random.chance(0.85)) {
    const text = mutated(random.pick(texts), random, texts);
    return { [text.startsWith('Prose') ? 'case.md' : 'case.yaml']: text };
  }
  const tree = { ...random.pick(trees) };
  for (let left = 1 + random.below(2); left > 0; left--) {
    const path = random.pick(Object.keys(tree));
    tree[path] = mutated(tree[path] ?? '', random, texts);
  }
  return tree;
}
