import type { Area } from './area';
import { ignoredByGit } from './listing';
import type { Rules } from './rules';
import type { Target } from './target';

/** Targets of an area that no rule keeps out, and the reasons for the others. */
export interface Admission {
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
