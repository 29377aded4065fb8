import type { FactPlace, Facts } from '../../../src/facts';
import { grouped } from '../../../src/grouped';
import { describePlace, listPlaces } from '../../../src/kubernetes/object';
import type { Context, Note } from '../../../src/transform';
import {
  crosses,
  isAtLeast,
  parseVersion,
  printVersion,
  reaches,
  type UpgradeRange,
  type Version,
} from '../../../src/version';
import { alphaFlag, alphaFlagIsOn, alphaUsesAt } from '../../shared/alpha-gateway';
import { type BundleBound, bundleBounds, stuckPairs } from '../../tables/crd-bundles';
import { usedKinds } from './kinds';
import type { BundlePin } from './pins';

/** What does not fit, and the object or the flag that is hit. */
interface Problem {
  readonly problem: Omit<Note, 'at'>;
  /** The same, as it is said at that object. */
  readonly messageThere: string;
  readonly about: FactPlace;
}

/** What some release of the range cannot live with, and what of the tree is hit. */
export function problemsOf(pin: BundlePin, context: Context): Problem[] {
  return pin.product === 'gateway-api'
    ? [...boundProblems(pin, context), ...stuckProblems(pin, context)]
    : inferenceProblems(pin, context);
}

function boundProblems(pin: BundlePin, { facts, range }: Context): Problem[] {
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
      const what = `Istio ${releasesOf(hits)} ${hits.length === 1 ? 'ignores' : 'ignore'} ${kind} with CRDs ${side} ${needs ?? ignoresAbove ?? ''}`;
      const problem = {
        level: last.version === range.to ? ('error' as const) : ('warning' as const),
        ...dueWith(first.version, range),
        ...(isBefore(kind, first.version, range) && { phase: 'before' as const }),
        message: `${what}: with ${printVersion(pin.version)} here, ${placesOf(places)} ${places.length === 1 ? 'has' : 'have'} no effect`,
        help: helpFor(kind, last.bound, first.version, { facts, range }),
      };
      const messageThere = `${what}, and this tree has ${printVersion(pin.version)} (${describePlace(pin.place)})`;
      return [{ problem, messageThere, about }];
    });
  });
}

/** Enough to find them all by their kind. */
function placesOf(places: readonly FactPlace[]): string {
  const shown = places.slice(0, places.length <= placesAtMost + 1 ? undefined : placesAtMost);
  const hidden = places.length - shown.length;
  return listed([...shown.map(describePlace), ...(hidden > 0 ? [`${hidden} more`] : [])]);
}

const placesAtMost = 5;

/** The CRDs that a hop needs are those of all kinds of the tree, so that each hop has one number. */
export function helpFor(
  kind: string,
  { ignoresAbove }: BundleBound,
  hop: Version,
  { facts, range }: Pick<Context, 'facts' | 'range'>,
): string {
  if (ignoresAbove !== undefined)
    return `install ${ignoresAbove}, and raise it to 1.5.0 or later only in one step with istiod 1.30`;
  const needed = newestOf(
    facts
      .derived(usedKinds)
      .flatMap((used) =>
        bundleBounds.flatMap((row) => (row.kind === used.kind && holdsAt(row, hop) ? (row.needs ?? []) : [])),
      ),
  );
  const isBoth = kind === 'TLSRoute' && hop.minor === 30 && !isAtLeast(range.from, versionOf('1.30.0'));
  if (isBoth)
    return `install ${needed} or later in one step with istiod 1.30: istiod 1.29 ignores TLSRoute with CRDs above 1.4.1`;
  if (isBefore(kind, hop, range))
    return `install the experimental channel of ${needed} or later, which serves both versions, before istiod`;
  return hop.minor <= range.from.minor
    ? `install ${needed} or later`
    : `install ${needed} or later before istiod, or together with it`;
}

/** Whether one bundle serves a kind to the releases before and after a hop, so that it can be installed before that. */
function isBefore(kind: string, hop: Version, { from }: UpgradeRange): boolean {
  return kind === 'TCPRoute' && from.minor < hop.minor;
}

export function newestOf(versions: readonly string[]): string {
  return versions.reduce(
    (known, each) => (isAtLeast(versionOf(each), versionOf(known)) ? each : known),
    '0.0.0',
  );
}

/** The release at which a bundle that a script installs first does not fit a kind of the tree. */
export function releaseWithout(
  text: string,
  facts: Facts,
  range: Pick<UpgradeRange, 'from' | 'to'>,
): string | undefined {
  const version = parseVersion(text);
  if (!version) return undefined;
  const used = new Set(facts.derived(usedKinds).map(({ kind }) => kind));
  const broken = bundleBounds.filter(
    (row) => used.has(row.kind) && crosses(range, minor(row.since)) && !fits({ version }, row),
  );
  return broken
    .map(({ since }) => minor(since))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))[0];
}

/** The pairs of bundle and flag with which istiod never becomes ready, for the whole mesh. */
function stuckProblems(pin: BundlePin, { facts, range }: Context): Problem[] {
  const [flag] = facts.all(alphaFlagIsOn);
  if (!flag || pin.channel === 'experimental') return [];
  const stuck = versionsOf(range).flatMap((version) => {
    const pair = stuckPairs.find(
      (row) => holdsAt(row, version) && isAtLeast(pin.version, versionOf(row.bundle)),
    );
    return pair && !(version === range.to && flagGoes(range.to, facts)) ? [{ version, pair }] : [];
  });
  const [first] = stuck;
  if (!first) return [];
  const isCertain = first.pair.isSeen && pin.channel === 'standard';
  const problem = {
    level: isCertain ? ('error' as const) : ('warning' as const),
    ...dueWith(first.version, range),
    message: `istiod ${releasesOf(stuck)} ${isCertain ? 'cannot' : 'may not'} become ready with ${alphaFlag} (${describePlace(flag)}) and the standard CRDs ${printVersion(pin.version)}, which do not serve ${first.pair.watches}`,
    help: helpForStuck(stuck, facts),
  };
  return [{ problem, messageThere: `${problem.message} (${describePlace(pin.place)})`, about: flag }];
}

/** What needs the flag on that release keeps it; the flag is removed by its own migration once nothing does. */
function helpForStuck(stuck: readonly { readonly version: Version }[], facts: Facts): string {
  const used = facts.derived(usedKinds).map(({ kind }) => kind);
  const limit = bundleBounds.find(
    (row) =>
      row.ignoresAbove !== undefined &&
      used.includes(row.kind) &&
      stuck.some(({ version }) => holdsAt(row, version)),
  );
  const needing = stuck.slice(0, 1).flatMap(({ version }) => alphaUsesAt(version, facts).needing);
  const experimental = `install the experimental channel${limit?.ignoresAbove === undefined ? '' : ` of ${limit.ignoresAbove}`}`;
  if (needing.length > 0) return `${experimental}; the flag stays for ${listPlaces(needing, 1)}`;
  return `${experimental}, or remove the flag, which nothing in this tree needs`;
}

/** `1.30`, `1.29 and 1.30`, `1.28 to 1.31`. */
export function releasesOf(hits: readonly { readonly version: Version }[]): string {
  const names = hits.map(({ version }) => printVersion(version));
  const minors = hits.map(({ version }) => version.minor);
  const isRow = minors.every((minor, index) => index === 0 || minor === (minors[index - 1] ?? 0) + 1);
  if (names.length > 2 && isRow) return `${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return listed(names);
}

export function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

/** The hop at which a bundle stops to fit; what does not fit today is overdue. */
export function dueWith(version: Version, { from }: UpgradeRange): { readonly release: string } {
  const due = version.minor <= from.minor ? from : version;
  return { release: printVersion({ ...due, patch: undefined }) };
}

/** Whether the flag is removed in the same run. */
function flagGoes(target: Version, facts: Facts): boolean {
  const { needing, freed } = alphaUsesAt(target, facts);
  return needing.length === 0 && freed.length > 0;
}

function inferenceProblems({ version, place }: BundlePin, { range }: Context): Problem[] {
  if (isAtLeast(version, versionOf('1.0.0')) || !reaches(range, '1.28')) return [];
  const problem = {
    level: 'error' as const,
    ...dueWith(versionOf('1.28.0'), range),
    message: `the inference extension ${printVersion(version)} has no InferencePool of inference.networking.k8s.io/v1, the only one that Istio 1.28 and later read`,
    help: 'install v1.0.0 or newer before istiod',
  };
  return [{ problem, messageThere: problem.message, about: place }];
}

/** The versions that run on the way: where it starts, if that is known, the newest patch of each release, and the end. */
export function versionsOf({ from, to, isFromKnown }: UpgradeRange): Version[] {
  const between: Version[] = [];
  for (let at = from.minor + 1; at < to.minor; at++) between.push({ ...to, minor: at, patch: undefined });
  return [...(isFromKnown && from.minor < to.minor ? [from] : []), ...between, to];
}

export function holdsAt(
  { since, until }: { readonly since: string; readonly until?: string },
  version: Version,
): boolean {
  return (
    isAtLeast(version, versionOf(since)) && (until === undefined || !isAtLeast(version, versionOf(until)))
  );
}

function fits({ version }: Pick<BundlePin, 'version'>, { needs, ignoresAbove }: BundleBound): boolean {
  if (needs !== undefined && !isAtLeast(version, versionOf(needs))) return false;
  return ignoresAbove === undefined || isAtLeast(versionOf(ignoresAbove), version);
}

export function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new RangeError(`not a version: ${text}`);
  return version;
}

export function minor(version: string): string {
  return version.replace(/\.\d+$/, '');
}
