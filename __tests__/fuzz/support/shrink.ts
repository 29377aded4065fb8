import { linesOf } from './mutations/mutation';
import type { Tree } from '../../support/fixtures';

/** Takes away files, and then lines in ever smaller portions, as long as what is left still fails. */
export function shrunk(tree: Tree, fails: (tree: Tree) => boolean): Tree {
  let smallest = tree;
  for (const path of Object.keys(tree)) {
    const without = Object.fromEntries(Object.entries(smallest).filter(([each]) => each !== path));
    if (Object.keys(without).length > 0 && fails(without)) smallest = without;
  }
  for (const path of Object.keys(smallest)) {
    const text = shrunkText(smallest[path] ?? '', (shorter) => fails({ ...smallest, [path]: shorter }));
    smallest = { ...smallest, [path]: text };
  }
  return smallest;
}

function shrunkText(text: string, fails: (text: string) => boolean): string {
  let lines = linesOf(text);
  for (let size = lines.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < lines.length;) {
      const shorter = lines.toSpliced(at, size);
      if (fails(shorter.join(''))) lines = shorter;
      else at += size;
    }
  }
  return lines.join('');
}
