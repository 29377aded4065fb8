import { dirname } from 'node:path';
import { isWithin } from './path';
import type { Target } from './target';
import { workTreeOf } from './worktree';

/** Targets that the same ignore files rule. */
export interface Area {
  /** The work tree that the targets lie in, and in no other within it. */
  readonly workTree: string | undefined;
  /** The highest folder whose ignore files count. */
  readonly base: string;
  readonly targets: Target[];
}

/** Groups targets by what rules them, such that git can be asked about many at a time. */
export async function areasOf(targets: readonly Target[], cwd: string): Promise<Area[]> {
  const here = await workTreeOf(cwd);
  const workTrees = new Map<string, string | undefined>();
  const areas = new Map<string, Area>();
  for (const target of targets) {
    const folder = target.isFolder ? target.path : dirname(target.path);
    if (!workTrees.has(folder)) workTrees.set(folder, await workTreeIfAny(folder));
    const workTree = workTrees.get(folder);
    const base = baseOf(folder, [here, cwd, workTree]);
    const key = workTree ?? base;
    const area = areas.get(key) ?? { workTree, base, targets: [] };
    area.targets.push(target);
    areas.set(key, area);
  }
  return [...areas.values()];
}

async function workTreeIfAny(folder: string): Promise<string | undefined> {
  // A folder that has just vanished holds nothing to find.
  return workTreeOf(folder).catch(() => undefined);
}

/**
 * Ignore files count from the top of the user's project down, also in a submodule, so that naming a file decides as
 * searching everything does. Outside of the project they count from the named folder.
 */
function baseOf(folder: string, tops: readonly (string | undefined)[]): string {
  const around = tops.filter((top) => top !== undefined).filter((top) => isWithin(folder, top));
  return around.sort((one, other) => one.length - other.length)[0] ?? folder;
}
