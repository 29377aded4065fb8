import type { Facts } from '../../../src/facts';
import { listPlaces } from '../../../src/kubernetes/object';
import type { Context, Due } from '../../../src/transform';
import {
  firstOf,
  isAtLeast,
  printVersion,
  releaseBefore,
  runsAlready,
  type UpgradeRange,
  type Version,
  versionOf,
} from '../../../src/version';
import { alphaFlag, alphaFlagIsOn, alphaUsesAt } from '../../shared/alpha-gateway/uses';
import { type BundleBound, bundleBounds, stuckPairs } from '../../tables/crd-bundles';
import { usedKinds } from './kinds';
import { holdsAt, newestOf } from './releases';

type Tree = Pick<Context, 'facts' | 'range'>;

/** Which CRDs to install at a hop: those of all kinds of the tree, so that each hop has one number and one order. */
export function remedyFor(
  kind: string,
  { ignoresAbove }: BundleBound,
  hop: Version,
  { facts, range }: Tree,
): string {
  if (ignoresAbove !== undefined)
    return `install the experimental channel of ${ignoresAbove}, and raise it to 1.5.0 or later only in one step with istiod 1.30`;
  const { needed = '' } = allowedFor([hop], facts);
  const bundle = orLater(needed, hop, { facts, range });
  if (hop.minor <= range.from.minor) return `install ${bundle}`;
  const before = releaseBefore(hop);
  const limit = boundsAt(before, facts).find(
    ({ ignoresAbove: highest }) => highest !== undefined && isBelow(highest, needed),
  );
  if (limit)
    return `install ${bundle} in one step with istiod ${printVersion({ ...hop, patch: undefined })}: istiod ${printVersion(before)} ignores ${limit.kind} with CRDs above ${limit.ignoresAbove ?? ''}`;
  if (phaseOf(kind, hop, range).phase)
    return `install the experimental channel of ${needed} or later, which serves both versions, before istiod`;
  return `install ${bundle} before istiod`;
}

/** What a version asks of the CRDs for the kinds of the tree. */
function boundsAt(version: Version, facts: Facts): readonly BundleBound[] {
  const used = new Set(facts.derived(usedKinds).map(({ kind }) => kind));
  return bundleBounds.filter((row) => used.has(row.kind) && holdsAt(row, version));
}

/** Which bundles fit: no older and no newer ones than these. */
interface Allowed {
  readonly needed?: string;
  readonly limit?: string;
}

/** The bundles that fit all of some versions, for the kinds of the tree. */
export function allowedFor(versions: readonly Version[], facts: Facts): Allowed {
  const bounds = versions.flatMap((version) => boundsAt(version, facts));
  const needed = bounds.flatMap(({ needs }) => needs ?? []);
  const [limit] = bounds
    .flatMap(({ ignoresAbove }) => ignoresAbove ?? [])
    .toSorted((one, other) => (isBelow(one, other) ? -1 : 1));
  return { ...(needed.length > 0 && { needed: newestOf(needed) }), ...(limit !== undefined && { limit }) };
}

function isBelow(one: string, other: string): boolean {
  return !isAtLeast(versionOf(one), versionOf(other));
}

/** `1.4.0 to 1.4.1`, `1.4.0 or later`, `none above 1.4.1`. */
export function between({ needed, limit }: Allowed): string {
  if (limit === undefined) return `${needed ?? ''} or later`;
  if (needed === undefined || isBelow(limit, needed)) return `none above ${limit}`;
  return needed === limit ? needed : `${needed} to ${limit}`;
}

/** A bundle or a newer one: while the flag is on, the standard channel of some of these stops istiod. */
export function orLater(needed: string, hop: Version, { facts, range: { from } }: Tree): string {
  const before = hop.minor - 1 === from.minor ? from : releaseBefore(hop);
  // What is installed before a hop meets the older istiod, too.
  const meets = hop.minor <= from.minor ? [hop] : [before, hop];
  const isFit = (version: Version) => !isBelow(allowedFor([version], facts).limit ?? needed, needed);
  const { limit } = allowedFor(meets.filter(isFit), facts);
  const bundles = between({ needed, ...(limit !== undefined && { limit }) });
  const pair = stuckPairs.find((row) => meets.some((version) => holdsAt(row, version)));
  if (!pair || !flagIsOnAt(hop, facts) || (limit !== undefined && isBelow(limit, pair.bundle)))
    return bundles;
  const because = `while ${alphaFlag} is on`;
  return isBelow(needed, pair.bundle)
    ? `${bundles} (of the standard channel only versions below ${pair.bundle} ${because})`
    : `the experimental channel of ${bundles} (not the standard one ${because})`;
}

/** Whether the flag is on when a release comes: it is removed after the one that frees all that needs it. */
function flagIsOnAt(hop: Version, facts: Facts): boolean {
  const { needing, freedBy } = alphaUsesAt(hop, facts);
  const isRemoved = needing.length === 0 && freedBy !== undefined && firstOf(freedBy).minor < hop.minor;
  return facts.all(alphaFlagIsOn).length > 0 && !isRemoved;
}

/** One bundle serves TCPRoute to the releases before and after a hop, so that it can be installed before that. */
export function phaseOf(kind: string, hop: Version, { from }: UpgradeRange): Pick<Due, 'phase'> {
  return kind === 'TCPRoute' && from.minor < hop.minor ? { phase: 'before' } : {};
}

/** What needs the flag on that release keeps it; the flag is removed by its own migration once nothing does. */
export function remedyForStuck(
  stuck: readonly { readonly version: Version }[],
  { facts, range }: Tree,
): string {
  const limit = stuck
    .flatMap(({ version }) => boundsAt(version, facts))
    .find(({ ignoresAbove }) => ignoresAbove !== undefined);
  const experimental = `install the experimental channel${limit?.ignoresAbove === undefined ? '' : ` of ${limit.ignoresAbove}`}`;
  const [{ needing, freedBy } = { needing: [], freedBy: undefined }] = stuck.map(({ version }) =>
    alphaUsesAt(version, facts),
  );
  if (needing.length > 0) {
    const atTheEnd = alphaUsesAt(range.to, facts);
    const forWhat = listPlaces(needing, 1);
    return atTheEnd.needing.length > 0 || atTheEnd.freedBy === undefined
      ? `${experimental}; the flag stays for ${forWhat}`
      : `${experimental} until istiod ${atTheEnd.freedBy} runs, and remove the flag with that: older ones need it for ${forWhat}`;
  }
  return freedBy === undefined || runsAlready(range, freedBy)
    ? `${experimental}, or remove the flag, which nothing in this tree needs`
    : `${experimental}, or remove the flag in one step with istiod ${freedBy}, from which nothing in this tree needs it`;
}
