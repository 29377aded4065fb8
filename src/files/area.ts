import { dirname } from 'node:path';
import { isWithin } from './glob';
import type { Target } from './write';
import { workTreeOf } from './git';
import { ignoredByGit } from './listing';
import type { Rules } from './ignorefiles';

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

/** Targets of an area that no rule keeps out, and the reasons for the others. */
interface Admission {
  readonly admitted: readonly Target[];
  readonly refused: readonly { readonly target: Target; readonly reason: string }[];
}

/** Asks all rules about the targets of an area; git only once. */
export async function admit({ targets, workTree }: Area, rules: Rules): Promise<Admission> {
  const own = reasonsFor(targets, ({ path, isFolder }) => rules.refusal(path, isFolder));
  const rest = targets.filter((target) => !own.has(target.path));
  const paths = rest.map(({ path }) => path);
  const git =
    (workTree === undefined ? undefined : await ignoredByGit(workTree, paths)) ??
    reasonsFor(rest, ({ path, isFolder }) => rules.gitRefusal(path, isFolder));
  const reasons = new Map([...own, ...git]);
  const refused = targets.flatMap((target) => {
    const reason = reasons.get(target.path);
    return reason === undefined ? [] : [{ target, reason }];
  });
  return { admitted: targets.filter(({ path }) => !reasons.has(path)), refused };
}

/** The reasons by path, for those targets that there is a reason against. */
function reasonsFor(
  targets: readonly Target[],
  reasonOf: (target: Target) => string | undefined,
): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const target of targets) {
    const reason = reasonOf(target);
    if (reason !== undefined) reasons.set(target.path, reason);
  }
  return reasons;
}
