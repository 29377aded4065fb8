import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import type { Context, Note, Survey } from '../../../src/transform';
import {
  crosses,
  isAtLeast,
  parseVersion,
  printVersion,
  reaches,
  type UpgradeRange,
  type Version,
} from '../../../src/version';
import { entryOf } from '../../../src/yaml';
import { alphaFlag, alphaFlagIsOn, alphaUsesAt } from '../../shared/alpha-gateway';
import { type BundleBound, bundleBounds, stuckPairs } from '../../tables/crd-bundles';
import type { BundlePin } from './pins';

/** An object of a kind that Istio reads only with certain bundles. */
interface KindUse {
  readonly kind: string;
  readonly place: FactPlace;
}

const kindUse: FactKind<KindUse> = { name: 'gateway-api-kind' };

export const kinds = [...new Set(bundleBounds.map(({ kind }) => kind))];

/** What becomes of the kinds that were tried under a group of their own. */
const becomes: Readonly<Record<string, string>> = { XListenerSet: 'ListenerSet' };

export const kindSurvey: Survey = {
  triggers: kinds,
  // The first use of each kind is enough.
  glance: (_, text, facts) =>
    kinds.some((kind) => text.includes(kind) && !facts.all(kindUse).some((use) => use.kind === kind))
      ? 'parse'
      : 'enough',
  collect(document, facts) {
    for (const { group, kind: written, mapping } of document.objects) {
      const kind = group === 'gateway.networking.x-k8s.io' ? becomes[written] : written;
      const isOfGatewayApi = group === 'gateway.networking.k8s.io' || written !== kind;
      if (!isOfGatewayApi || kind === undefined || !kinds.includes(kind)) continue;
      facts.add(kindUse, { kind, place: factPlaceOf(document, entryOf(mapping, 'kind') ?? mapping) });
    }
  },
};

/** The first use of each kind. */
export function firstUses(facts: Facts): readonly KindUse[] {
  return kinds.flatMap((kind) => facts.all(kindUse).find((use) => use.kind === kind) ?? []);
}

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
  return kinds.flatMap((kind) => {
    const use = facts.derived(firstUses).find((each) => each.kind === kind);
    if (!use) return [];
    const broken = versionsOf(range).flatMap((version) => {
      const bound = bundleBounds.find((row) => row.kind === kind && holdsAt(row, version) && !fits(pin, row));
      return bound ? [{ version, bound }] : [];
    });
    const [first] = broken;
    if (!first) return [];
    const { bound } = broken.find(({ version }) => version === range.to) ?? first;
    const verb = broken.length === 1 ? 'ignores' : 'ignore';
    const limit = bound.needs === undefined ? `above ${bound.ignoresAbove ?? ''}` : `below ${bound.needs}`;
    const what = `Istio ${releasesOf(broken)} ${verb} ${kind} with CRDs ${limit}`;
    const problem = {
      level: broken.some(({ version }) => version === range.to) ? ('error' as const) : ('warning' as const),
      ...dueWith(first.version, range),
      message: `${what}: with ${printVersion(pin.version)} here, ${describePlace(use.place)} has no effect`,
      help: helpFor(kind, bound, range),
    };
    const messageThere = `${what}, and this tree has ${printVersion(pin.version)} (${describePlace(pin.place)})`;
    return { problem, messageThere, about: use.place };
  });
}

function helpFor(kind: string, { needs, ignoresAbove = '' }: BundleBound, range: UpgradeRange): string {
  if (kind === 'TLSRoute' && reaches(range, '1.30') && !isAtLeast(range.from, versionOf('1.30.0'))) {
    return 'no version of the CRDs works with both 1.29 (up to 1.4.1) and 1.30 (1.5.0 and later): upgrade the CRDs and istiod in one step';
  }
  if (kind === 'TCPRoute')
    return 'install the experimental channel of 1.6.0 or later, which serves both versions, before istiod';
  return needs === undefined
    ? `stay at ${ignoresAbove} until istiod is upgraded`
    : `install ${needs} or later before istiod, or together with it`;
}

/** What a release needs for a kind, where nothing in the tree installs a bundle. */
export interface Need {
  readonly release: string;
  readonly message: string;
  readonly help: string;
}

/** What the hops of an upgrade need for a kind of which the tree has an object: one for all limits, one for what is newer. */
export function needsOf(kind: string, range: UpgradeRange): Need[] {
  const rows = bundleBounds.filter(
    (row) => row.kind === kind && row.isSaid !== true && crosses(range, minor(row.since)),
  );
  // The newest patch of a release is what you upgrade to.
  const bounds = [...new Map(rows.map((row) => [minor(row.since), row])).values()];
  const needed = bounds.flatMap((bound): Need[] => {
    if (bound.needs === undefined) return [];
    const release = minor(bound.since);
    const message = `Istio ${release} reads ${kind} only with Gateway API CRDs ${bound.needs} or newer`;
    return [{ release, message, help: `${lookUp}; ${helpFor(kind, bound, range)}` }];
  });
  return [...limitOf(kind, bounds), ...needed];
}

const lookUp = 'look up gateway.networking.k8s.io/bundle-version in the CRDs of the cluster';

/** The CRDs that a row of releases must not go beyond, due with the first of them. */
function limitOf(kind: string, bounds: readonly BundleBound[]): Need[] {
  const limited = bounds.filter(({ ignoresAbove }) => ignoresAbove !== undefined);
  const [first] = limited;
  if (!first) return [];
  const limits = [...new Set(limited.map(({ ignoresAbove = '' }) => ignoresAbove))];
  const releasesAt = (limit: string) =>
    limited.flatMap(({ since, ignoresAbove }) => (ignoresAbove === limit ? minor(since) : [])).join(' and ');
  const upTo = limits.map((limit) => (limits.length === 1 ? limit : `${limit} (Istio ${releasesAt(limit)})`));
  return [
    {
      release: minor(first.since),
      message: `Istio ${listed(limited.map(({ since }) => since))} and later patches read ${kind} only with Gateway API CRDs up to ${upTo.join(' or ')}`,
      help: `${lookUp}; install ${limits.map((limit) => `none above ${limit} while Istio ${releasesAt(limit)} runs`).join(', and ')}`,
    },
  ];
}

/** The release at which a bundle that a script installs first does not fit a kind of the tree. */
export function releaseWithout(
  text: string,
  facts: Facts,
  range: Pick<UpgradeRange, 'from' | 'to'>,
): string | undefined {
  const version = parseVersion(text);
  if (!version) return undefined;
  const used = new Set(facts.derived(firstUses).map(({ kind }) => kind));
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
    help: 'remove the flag where nothing needs it, or install the experimental channel',
  };
  return [{ problem, messageThere: `${problem.message} (${describePlace(pin.place)})`, about: flag }];
}

/** `1.30`, `1.29 and 1.30`, `1.28 to 1.31`. */
export function releasesOf(hits: readonly { readonly version: Version }[]): string {
  const names = hits.map(({ version }) => printVersion(version));
  const minors = hits.map(({ version }) => version.minor);
  const isRow = minors.every((minor, index) => index === 0 || minor === (minors[index - 1] ?? 0) + 1);
  if (names.length > 2 && isRow) return `${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return listed(names);
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

/** The hop at which a bundle stops to fit; what does not fit today can be repaired at any time. */
export function dueWith(version: Version, { from }: UpgradeRange): { readonly release?: string } {
  const isToday = version.minor <= from.minor;
  return isToday ? {} : { release: printVersion({ ...version, patch: undefined }) };
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
