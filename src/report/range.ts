import { printVersion, type UpgradeRange } from '../version';

/** `Istio 1.27 → 1.31 (from: chart istiod 1.27.3 in clusters/prod/istiod.yaml:14)`. */
export function rangeText(range: UpgradeRange): string {
  return `Istio ${printVersion(range.from)} → ${printVersion(range.to)} (from: ${rangeSource(range)})`;
}

/** What says where the upgrade starts. */
export function rangeSource({ from, isFromKnown, pinnedBy }: UpgradeRange): string {
  if (pinnedBy) {
    const { what, place } = pinnedBy;
    return `${what} ${printVersion(from)} in ${place.path}:${place.line}`;
  }
  return isFromKnown ? 'as given' : 'the release before --to, since no pinned version was found';
}
