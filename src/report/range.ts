import type { RunResult } from '../run/result';
import { printVersion, type UpgradeRange } from '../version';

/**
 * `Istio 1.27 → 1.31 (from: chart istiod 1.27.3 in clusters/prod/istiod.yaml:14)`. Where no file holds anything of
 * interest, no pins were read either, so only the target is known: `Istio 1.31`.
 */
export function rangeText({ range, parsed }: Pick<RunResult, 'range' | 'parsed'>): string {
  const to = printVersion(range.to);
  if (parsed === 0 && !range.isFromKnown) return `Istio ${to}`;
  return `Istio ${printVersion(range.from)} → ${to} (from: ${rangeSource(range)})`;
}

/** What says where the upgrade starts. */
export function rangeSource({ from, isFromKnown, pinnedBy }: UpgradeRange): string {
  if (pinnedBy) {
    const { what, place } = pinnedBy;
    return `${what} ${printVersion(from)} in ${place.path}:${place.line}`;
  }
  return isFromKnown ? 'as given' : 'the release before --to, since no pinned version was found';
}
