import { childrenOf } from '../node';
import { addLines, leaveEmptyLines, removeLines, replaceLines } from './block';
import type { Draft } from './draft';
import { fillEmpty } from './empty';
import { addInFlow, leaveEmptyBrackets, removeFromFlow, replaceInFlow } from './flow';
import type { Plan } from './plan';

const inBlock = { add: addLines, replace: replaceLines, remove: removeLines, empty: leaveEmptyLines };
const inFlow = { add: addInFlow, replace: replaceInFlow, remove: removeFromFlow, empty: leaveEmptyBrackets };

/** Writes new elements into a collection and takes others out. */
export function compileCollection(draft: Draft, { collection, runs, added }: Plan): void {
  const children = childrenOf(collection);
  const write = collection.flow ? inFlow : inBlock;
  for (const run of runs) {
    if (run.additions.length > 0) write.replace(draft, collection, run);
    else if (run.last - run.first + 1 === children.length) write.empty(draft, collection, run);
    else write.remove(draft, collection, run);
  }
  for (const [gap, additions] of added) {
    const before = children[gap - 1];
    if (before) write.add(draft, collection, before, additions, gap);
    else fillEmpty(draft, collection, additions);
  }
}
