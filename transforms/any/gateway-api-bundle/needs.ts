import type { Facts } from '../../../src/facts';
import type { Context, Note } from '../../../src/transform';
import { crosses, reaches, versionOf } from '../../../src/version';
import { type BundleBound, bundleBounds } from '../../tables/crd-bundles';
import type { UsedKind } from './kinds';
import { listed, minor } from './releases';
import { allowedFor, between, phaseOf, remedyFor } from './remedies';

/** What a release needs for a kind, where nothing in the tree installs a bundle. */
type Need = Omit<Note, 'at'>;

/** What the hops of an upgrade need for a kind of which the tree has an object: one for all limits, one for what is newer. */
export function needsOf({ kind, movedWith }: UsedKind, context: Pick<Context, 'facts' | 'range'>): Need[] {
  const rows = bundleBounds.filter(({ isSaid = false, since, ...row }) => {
    const release = minor(since);
    return row.kind === kind && !(isSaid && release === movedWith) && isDue(release);
  });
  /** An old object is due whatever runs now. */
  function isDue(release: string): boolean {
    return crosses(context.range, release) || (release === movedWith && reaches(context.range, release));
  }
  // The newest patch of a release is what you upgrade to.
  const bounds = [...new Map(rows.map((row) => [minor(row.since), row])).values()];
  const needed = bounds.flatMap((bound): Need[] => {
    if (bound.needs === undefined) return [];
    const release = minor(bound.since);
    const message = `Istio ${release} reads ${kind} only with Gateway API CRDs ${bound.needs} or newer`;
    const hop = versionOf(release);
    return [
      {
        ...{ level: release === movedWith ? 'warning' : 'note', release, message },
        ...phaseOf(kind, hop, context.range),
        help: `${lookUp}; ${remedyFor(kind, bound, hop, context)}`,
      },
    ];
  });
  return [...limitOf(kind, bounds, context.facts), ...needed];
}

const lookUp = 'look up gateway.networking.k8s.io/bundle-version in the CRDs of the cluster';

/** The CRDs that a row of releases must not go beyond, due with the first of them. */
function limitOf(kind: string, bounds: readonly BundleBound[], facts: Facts): Need[] {
  const limited = bounds.filter(({ ignoresAbove }) => ignoresAbove !== undefined);
  const [first] = limited;
  if (!first) return [];
  const limits = [...new Set(limited.map(({ ignoresAbove = '' }) => ignoresAbove))];
  const releasesAt = (limit: string) =>
    limited.flatMap(({ since, ignoresAbove }) => (ignoresAbove === limit ? minor(since) : [])).join(' and ');
  const each = limits.map((limit) => (limits.length === 1 ? limit : `${limit} (Istio ${releasesAt(limit)})`));
  const allowed = allowedFor(
    limited.map(({ since }) => versionOf(since)),
    facts,
  );
  return [
    {
      level: 'note',
      release: minor(first.since),
      message: `Istio ${listed(limited.map(({ since }) => since))} and later patches read ${kind} only with Gateway API CRDs up to ${each.join(' or ')}`,
      help: `${lookUp}; install ${between(allowed)} with Istio ${listed(limited.map(({ since }) => minor(since)))}`,
    },
  ];
}
