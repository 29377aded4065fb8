import type { FactPlace } from '../../../src/facts';
import { firstFew, grouped } from '../../../src/grouped';
import { describePlace } from '../../../src/kubernetes/object';
import type { Context, Note } from '../../../src/transform';
import {
  isAtLeast,
  printVersion,
  reaches,
  type UpgradeRange,
  type Version,
  versionOf,
} from '../../../src/version';
import { alphaFlag, alphaFlagIsOn } from '../../shared/alpha-gateway/uses';
import {
  type BundleBound,
  bundleBounds,
  lastCandidateWithoutPort,
  type StuckPair,
  stuckPairs,
} from '../../tables/crd-bundles';
import { usedKinds } from './kinds';
import type { BundlePin } from './pins';
import { dueWith, holdsAt, listed, releasesOf, thatIgnore, versionsOf } from './releases';
import { phaseOf, remedyFor, remedyForStuck } from './remedies';

/** What is known of a tree and its upgrade. */
type Tree = Pick<Context, 'facts' | 'range'>;

/** What does not fit, and the object or the flag that is hit. */
interface Problem {
  readonly problem: Omit<Note, 'at'>;
  /** The same, as it is said at that object. */
  readonly messageThere: string;
  readonly about: FactPlace;
}

/** What some release of the range cannot live with, and what of the tree is hit. */
export function problemsOf(pin: BundlePin, context: Tree): Problem[] {
  return pin.product === 'gateway-api'
    ? [...boundProblems(pin, context), ...stuckProblems(pin, context)]
    : inferenceProblems(pin, context);
}

function boundProblems(pin: BundlePin, { facts, range }: Tree): Problem[] {
  return facts.derived(usedKinds).flatMap(({ kind, first: about, places }) => {
    const broken = versionsOf(range).flatMap((version) => {
      const bound = bundleBounds.find((row) => row.kind === kind && holdsAt(row, version) && !fits(pin, row));
      return bound ? [{ version, bound }] : [];
    });
    // Too new for one release, and too old for the next: each is a problem of its own.
    const sides = grouped(broken, ({ bound }) => (bound.needs === undefined ? 'above' : 'below'));
    return [...sides].flatMap(([side, hits]) => {
      const [first, last] = [hits[0], hits.at(-1)];
      if (!first || !last) return [];
      const { needs, ignoresAbove } = last.bound;
      const what = `${thatIgnore(hits.map(({ version }) => version))} ${kind} with CRDs ${side} ${needs ?? ignoresAbove ?? ''}`;
      const problem = {
        level: last.version === range.to ? ('error' as const) : ('warning' as const),
        ...dueWith(first.version, range),
        ...phaseOf(kind, first.version, range),
        message: `${what}: with ${printVersion(pin.version)} here, ${placesOf(places)} ${places.length === 1 ? 'has' : 'have'} no effect`,
        help: remedyFor(kind, last.bound, first.version, { facts, range }),
      };
      const messageThere = `${what}, and this tree has ${printVersion(pin.version)} (${describePlace(pin.place)})`;
      return [{ problem, messageThere, about }];
    });
  });
}

/** Enough to find them all by their kind. */
function placesOf(places: readonly FactPlace[]): string {
  const { shown, hidden } = firstFew(places, placesAtMost);
  return listed([...shown.map(describePlace), ...(hidden > 0 ? [`${hidden} more`] : [])]);
}

const placesAtMost = 5;

/** A version that never becomes ready with a bundle while the flag is on, and why: each kind that it waits for. */
export interface Stuck {
  readonly version: Version;
  readonly pairs: readonly StuckPair[];
}

/** The versions on the way that a bundle stops while the flag is on, for the whole mesh. */
export function stuckWith({ product, channel, version: bundle }: BundlePin, range: UpgradeRange): Stuck[] {
  if (product !== 'gateway-api' || channel === 'experimental') return [];
  return versionsOf(range).flatMap((version) => {
    const pairs = stuckPairs.filter(
      (row) => holdsAt(row, version) && isAtLeast(bundle, versionOf(row.bundle)),
    );
    return pairs.length > 0 ? [{ version, pairs }] : [];
  });
}

function stuckProblems(pin: BundlePin, { facts, range }: Tree): Problem[] {
  const [flag] = facts.all(alphaFlagIsOn);
  const stuck = stuckWith(pin, range);
  const [first] = stuck;
  if (!flag || !first) return [];
  const pairs = stuck.flatMap((each) => each.pairs);
  const isCertain = pairs.some(({ isSeen }) => isSeen) && pin.channel === 'standard';
  const unserved = listed([...new Set(pairs.flatMap(({ watches }) => watches))]);
  const problem = {
    level: isCertain ? ('error' as const) : ('warning' as const),
    ...dueWith(first.version, range),
    message: `istiod ${releasesOf(stuck.map(({ version }) => version))} ${isCertain ? 'cannot' : 'may not'} become ready with ${alphaFlag} (${describePlace(flag)}) and the standard CRDs ${printVersion(pin.version)}, which do not serve ${unserved}`,
    help: remedyForStuck(stuck, { facts, range }),
  };
  return [{ problem, messageThere: `${problem.message} (${describePlace(pin.place)})`, about: flag }];
}

function inferenceProblems(pin: BundlePin, { range }: Tree): Problem[] {
  const { version, candidate = Infinity, isChart = false, place } = pin;
  if (!reaches(range, '1.28')) return [];
  const number = pin.range ?? printVersion(version);
  const lastWithoutPort = lastCandidateWithoutPort[isChart ? 'chart' : 'crds'];
  let message: string | undefined;
  if (!isAtLeast(version, versionOf('1.0.0'))) {
    message = `the inference extension ${number} has no InferencePool of inference.networking.k8s.io/v1, the only one that Istio 1.28 and later read`;
  } else if (number === '1.0.0' && candidate <= lastWithoutPort) {
    const what = isChart ? 'inferencepool chart' : 'inference extension';
    message = `the InferencePool of the ${what} ${number}-rc.${candidate} has no endpointPickerRef.port, and Istio 1.28 and later ignore pools without it`;
  }
  if (message === undefined) return [];
  const help = 'install v1.0.0 or newer before istiod';
  const problem = { level: 'error' as const, ...dueWith(versionOf('1.28.0'), range), message, help };
  return [{ problem, messageThere: message, about: place }];
}

function fits({ version }: BundlePin, { needs, ignoresAbove }: BundleBound): boolean {
  if (needs !== undefined && !isAtLeast(version, versionOf(needs))) return false;
  return ignoresAbove === undefined || isAtLeast(versionOf(ignoresAbove), version);
}
