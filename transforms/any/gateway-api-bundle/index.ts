import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { findEnvironmentVariable } from '../../../src/install/variables';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import type { Mention } from '../../../src/sweep/mention';
import type { Context, Note, Survey, Transform } from '../../../src/transform';
import {
  anyRelease,
  isAtLeast,
  parseVersion,
  printVersion,
  reaches,
  type UpgradeRange,
  type Version,
} from '../../../src/version';
import { entryOf, type Place } from '../../../src/yaml';
import {
  alphaFlag,
  alphaFlagIsOn,
  alphaFlagSurvey,
  alphaUsesAt,
  alphaUseSurvey,
} from '../../shared/alpha-gateway';
import { type BundleBound, bundleBounds, stuckPairs } from '../../tables/crd-bundles';
import { type BundlePin, bundlePin, bundleSurvey, pinsIn } from './pins';

/** An object of a kind that Istio reads only with certain bundles. */
interface KindUse {
  readonly kind: string;
  readonly place: FactPlace;
}

const kindUse: FactKind<KindUse> = { name: 'gateway-api-kind' };
const kinds = [...new Set(bundleBounds.map(({ kind }) => kind))];

const kindSurvey: Survey = {
  triggers: kinds,
  // The first use of each kind is enough.
  glance: (_, text, facts) =>
    kinds.some((kind) => text.includes(kind) && !facts.all(kindUse).some((use) => use.kind === kind))
      ? 'parse'
      : 'enough',
  collect(document, facts) {
    for (const { group, kind, mapping } of document.objects) {
      if (group !== 'gateway.networking.k8s.io' || !kinds.includes(kind)) continue;
      facts.add(kindUse, { kind, place: factPlaceOf(document, entryOf(mapping, 'kind') ?? mapping) });
    }
  },
};

/** The first use of each kind. */
function firstUses(facts: Facts): readonly KindUse[] {
  return kinds.flatMap((kind) => facts.all(kindUse).find((use) => use.kind === kind) ?? []);
}

const needed = bundleBounds
  .flatMap(({ kind, needs, since }) =>
    needs === undefined ? [] : [`${kind} ${needs} (Istio ${minor(since)})`],
  )
  .join(', ');

/** Scripts, Makefiles and Terraform: what they install is not held against the kinds of the tree. */
const mentions: readonly Mention[] = [
  {
    words: ['kubernetes-sigs/gateway-api/releases/download/v', 'kubernetes-sigs/gateway-api/config/crd'],
    message: 'this pins a version of the Gateway API CRDs, and each release of Istio needs certain ones',
    help: `check the version before each step of the upgrade; the oldest that works: ${needed}`,
    level: 'note',
    isMeant: ({ after }) => {
      const [, version = ''] = /^(?:[^\s"']*ref=v)?([\d.]+\d)/.exec(after) ?? [];
      const bundle = parseVersion(version);
      return bundle !== undefined && !isAtLeast(bundle, versionOf('1.6.0'));
    },
  },
  {
    words: ['kubernetes-sigs/gateway-api-inference-extension/releases/download/v0.'],
    message:
      'CRDs of the inference extension before v1.0 have no InferencePool of inference.networking.k8s.io/v1',
    help: 'install v1.0.0 or newer before istiod 1.28',
  },
  {
    words: ['charts/inferencepool'],
    message: 'the inferencepool chart before v1.0 renders no InferencePool of inference.networking.k8s.io/v1',
    help: 'install chart v1.0.0 or newer before istiod 1.28',
    // In manifests the transform sees the version itself.
    isMeant: (place) =>
      place.source.kind !== 'manifest' &&
      [place.ownLine, ...place.above(2), ...place.below(2)].some((line) =>
        /--version[= ]["']?v?0\./.test(line),
      ),
  },
];

/**
 * Bundles of the Gateway API's CRDs that some release on the way cannot live with.
 *
 * Source: the rows of `tables/crd-bundles.ts`.
 */
export const gatewayApiBundle: Transform = {
  id: 'gateway-api-bundle',
  title: "Versions of the Gateway API's CRDs",
  release: anyRelease,
  phase: 'with',
  kind: 'advice',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  about: async () => (await import('./about')).about,
  triggers: ['kubernetes-sigs/gateway-api', 'inferencepool', alphaFlag],
  // What a vendored bundle does not fit is told of where a kind is first used.
  conditionalTriggers: [
    {
      words: kinds,
      countIn: (path, facts) => facts.derived(firstUses).some(({ place }) => place.path === path),
    },
  ],
  // Without a bundle, a chart of pools or the flag, there is nothing to hold the kinds against.
  occasion: [
    'kubernetes-sigs/gateway-api',
    'gateway.networking.k8s.io/bundle-version',
    'inferencepool',
    alphaFlag,
  ],
  surveys: [bundleSurvey, kindSurvey, alphaFlagSurvey, alphaUseSurvey],
  mentions,

  migrate(document, context) {
    for (const { node, ...pin } of pinsIn(document)) {
      context.keep(node);
      const full = { ...pin, place: factPlaceOf(document, node), isVendored: false };
      for (const { problem } of problemsOf(full, context)) context.report({ ...problem, at: node });
    }
    reportVendored(document, context);
  },
};

/** What does not fit, and the object or the flag that is hit. */
interface Problem {
  readonly problem: Omit<Note, 'at'>;
  readonly about: FactPlace;
}

/** Definitions are not seen by transforms: what is wrong with them is reported where they are needed. */
function reportVendored(document: ManifestDocument, context: Context): void {
  const { facts, report } = context;
  const pins = facts.all(bundlePin).filter(({ isVendored }) => isVendored);
  // A bundle is ten files: each version is reported once.
  const distinct = [...new Map(pins.map((pin) => [printVersion(pin.version), pin])).values()];
  for (const pin of distinct) {
    for (const { problem, about } of problemsOf(pin, context)) {
      const at = placeIn(document, about);
      if (at)
        report({
          ...problem,
          at,
          message: `${problem.message} (${describePlace(pin.place)})`,
        });
    }
  }
}

/** The place of a document that a fact is about: an object, or the flag. */
function placeIn(document: ManifestDocument, { path, line, column }: FactPlace): Place | undefined {
  const objects = document.objects.map(({ mapping }) => entryOf(mapping, 'kind') ?? mapping);
  const flags = findEnvironmentVariable(document.root, alphaFlag).map(({ place }) => place);
  return [...objects, ...flags].find((place) => {
    const at = factPlaceOf(document, place);
    return at.path === path && at.line === line && at.column === column;
  });
}

/** What some release of the range cannot live with, and what of the tree is hit. */
function problemsOf(pin: BundlePin, context: Context): Problem[] {
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
    const problem = {
      level: broken.some(({ version }) => version === range.to) ? ('error' as const) : ('warning' as const),
      ...dueWith(first.version, range),
      message: `Istio ${releasesOf(broken)} ${verb} ${kind} with CRDs ${limit}, and the version here is ${printVersion(pin.version)}: ${describePlace(use.place)} has no effect`,
      help: helpFor(kind, bound, range),
    };
    return { problem, about: use.place };
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
  return [{ problem, about: flag }];
}

/** `1.30`, `1.29 and 1.30`, `1.28 to 1.31`. */
function releasesOf(hits: readonly { readonly version: Version }[]): string {
  const names = hits.map(({ version }) => printVersion(version));
  const minors = hits.map(({ version }) => version.minor);
  const isRow = minors.every((minor, index) => index === 0 || minor === (minors[index - 1] ?? 0) + 1);
  if (names.length > 2 && isRow) return `${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

/** The hop at which a bundle stops to fit; what does not fit today can be repaired at any time. */
function dueWith(version: Version, { from }: UpgradeRange): { readonly release?: string } {
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
  return [{ problem, about: place }];
}

/** The versions that run on the way: where it starts, if that is known, the newest patch of each release, and the end. */
function versionsOf({ from, to, isFromKnown }: UpgradeRange): Version[] {
  const between: Version[] = [];
  for (let at = from.minor + 1; at < to.minor; at++) between.push({ ...to, minor: at, patch: undefined });
  return [...(isFromKnown && from.minor < to.minor ? [from] : []), ...between, to];
}

function holdsAt(
  { since, until }: { readonly since: string; readonly until?: string },
  version: Version,
): boolean {
  return (
    isAtLeast(version, versionOf(since)) && (until === undefined || !isAtLeast(version, versionOf(until)))
  );
}

function fits({ version }: BundlePin, { needs, ignoresAbove }: BundleBound): boolean {
  if (needs !== undefined && !isAtLeast(version, versionOf(needs))) return false;
  return ignoresAbove === undefined || isAtLeast(versionOf(ignoresAbove), version);
}

function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new RangeError(`not a version: ${text}`);
  return version;
}

function minor(version: string): string {
  return version.replace(/\.\d+$/, '');
}
