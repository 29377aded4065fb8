import { type Facts, upgradeRange } from '../../../src/facts';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import {
  crosses,
  isAtLeast,
  parseVersion,
  printVersion,
  reaches,
  type Version,
  versionOf,
} from '../../../src/version';
import { alphaFlag, alphaFlagSet } from '../../shared/alpha-gateway/uses';
import { installationAround } from '../../shared/values/installed-by-text';
import { bundleBounds } from '../../tables/crd-bundles';
import { usedKinds } from './kinds';
import { notesForOthers, problemOfFirstKinds } from './others';
import {
  addresses,
  type BundlePin,
  bundlePin,
  bundleVersion,
  chartVersion,
  extension,
  isDeletion,
  isPoolChart,
  pinOf,
} from './pins';
import { problemsOf } from './problems';
import { minor } from './releases';

function isOldBundle(bundle: Version | undefined): boolean {
  return bundle !== undefined && !isAtLeast(bundle, versionOf('1.6.0'));
}

/** What a program installs there. */
function pinsAt(
  { source, lineNumber }: MentionPlace,
  facts: Facts,
  product: BundlePin['product'],
): readonly BundlePin[] {
  return facts
    .all(bundlePin)
    .filter(
      (pin) =>
        pin.product === product &&
        pin.source === 'program' &&
        pin.place.path === source.path &&
        pin.place.line === lineNumber,
    );
}

/** A version that nobody can hold against the tree is to be looked up before the first hop that asks for another one. */
function lookUp(version: Version | undefined, facts: Facts) {
  const [range] = facts.all(upgradeRange);
  if (!range) return {};
  const { from, to } = range;
  const used = new Set(facts.derived(usedKinds).map(({ kind }) => kind));
  const bounds = bundleBounds.filter(({ kind, since }) => used.has(kind) && crosses(range, minor(since)));
  const isTooOld = bounds.find(
    ({ needs }) => needs !== undefined && !(version && isAtLeast(version, versionOf(needs))),
  );
  const next =
    from.minor < to.minor ? printVersion({ ...from, minor: from.minor + 1, patch: undefined }) : undefined;
  const asked = bounds.map(({ kind, since, needs, ignoresAbove = '' }) =>
    needs === undefined
      ? `${kind} none above ${ignoresAbove} (Istio ${since})`
      : `${kind} ${needs} (Istio ${minor(since)})`,
  );
  return {
    release: isTooOld ? minor(isTooOld.since) : next,
    help:
      asked.length === 0
        ? 'nothing in this tree depends on the version; check it for the other repositories of the cluster'
        : `check the version before each step of the upgrade; this tree needs: ${asked.join(', ')}`,
  };
}

const note = {
  message: 'this pins a version of the Gateway API CRDs; each Istio release needs certain versions',
  help: 'check the version before each step of the upgrade',
  level: 'note',
  phase: 'before',
} satisfies Partial<Mention>;

const oldExtension = {
  message:
    'CRDs of the inference extension before v1.0 have no InferencePool of inference.networking.k8s.io/v1',
  help: 'install v1.0.0 or newer before istiod 1.28',
  isDue: reaches128,
} satisfies Partial<Mention>;

/** What scripts, Makefiles, Terraform and documents say of bundles. */
export const mentions: readonly Mention[] = [
  {
    ...note,
    words: ['kubernetes-sigs/gateway-api'],
    pattern: addresses,
    isMeant: (place, facts) =>
      !place.word.includes(extension) &&
      !place.isInComment &&
      !isDeletion(place.before) &&
      (isOldBundle(pinOf(place.word)?.version) ||
        pinsAt(place, facts, 'gateway-api').length > 0 ||
        (place.word.includes('$') && place.source.kind === 'program')),
    says(place, facts) {
      const [range] = facts.all(upgradeRange);
      const pins = pinsAt(place, facts, 'gateway-api');
      const said = pins.flatMap((pin) => {
        const first = range && problemOfFirstKinds(pin, { facts, range });
        const problems = range ? problemsOf(pin, { facts, range }).map(({ problem }) => problem) : [];
        const all = [...(first ? [first] : []), ...problems];
        return all.length > 0 || !range ? all : notesForOthers(pin, { facts, range });
      });
      if (said.length > 0) return said.map((each) => ({ phase: undefined, ...each }));
      const [pin] = pins;
      const bundle = (pin ?? pinOf(place.word))?.version;
      return pin && !isOldBundle(bundle) ? [] : [lookUp(bundle, facts)];
    },
  },
  {
    ...note,
    words: ['GATEWAY_API_VERSION', 'gateway_api_version', 'GATEWAY_API_CRDS_VERSION', 'gatewayApiVersion'],
    pattern:
      /(?<=(?:GATEWAY_API|gateway_api|gatewayApi)_?(?:CRDS_)?(?:VERSION|version|Version)["']?[ \t]{0,9}[:?]?[=:][ \t]{0,9}["']?v?)\d\.\d{1,2}\.\d{1,2}/g,
    // Where the same file installs it, that is reported there.
    isMeant: ({ word, isInComment, source }, facts) =>
      !isInComment &&
      isOldBundle(parseVersion(word)) &&
      !facts
        .all(bundlePin)
        .some(({ version, place }) => place.path === source.path && printVersion(version) === word),
    says: ({ word }, facts) => [lookUp(parseVersion(word), facts)],
  },
  {
    // A flag in a program, and definitions in the tree: neither is seen by a transform.
    words: [alphaFlag],
    pattern: new RegExp(alphaFlagSet, 'g'),
    name: alphaFlag,
    message: `${alphaFlag} does not fit the CRDs of the tree`,
    help: note.help,
    isMeant: (place, facts) => stuckAt(place, facts).length > 0,
    says: stuckAt,
  },
  {
    ...oldExtension,
    words: ['GIE_VERSION', 'INFERENCE_EXTENSION_VERSION', 'inference_extension_version'],
    pattern:
      /(?<=(?:GIE|INFERENCE_EXTENSION|inference_extension)_(?:CRDS_)?(?:VERSION|version)["']?[ \t]{0,9}[:?]?[=:][ \t]{0,9}["']?v?)[01]\.\d{1,2}\.\d{1,2}(?:-rc\.\d)?/g,
    isMeant: (place, facts) => !place.isInComment && problemsOfVersion(place, facts).length > 0,
    // It may be installed, or not.
    says: (place, facts) => problemsOfVersion(place, facts).map((each) => ({ ...each, level: 'warning' })),
  },
  {
    ...oldExtension,
    words: ['kubernetes-sigs/gateway-api'],
    pattern: addresses,
    isMeant: (place, facts) => !isDeletion(place.before) && problemsOfAddress(place, facts).length > 0,
    says: problemsOfAddress,
  },
  {
    words: ['inferencepool'],
    pattern: /(?<=["'/])inferencepool(?![\w-])/g,
    message: 'the inferencepool chart before v1.0 renders no InferencePool of inference.networking.k8s.io/v1',
    help: 'install chart v1.0.0 or newer before istiod 1.28',
    isDue: reaches128,
    // In manifests the transform sees the version itself.
    isMeant: (place, facts) =>
      place.source.kind !== 'manifest' &&
      (chartProblems(place, facts).length > 0 ||
        (/charts\/$/.test(place.before) &&
          [place.ownLine, ...place.above(2), ...place.below(2)].some((line) =>
            /--version[= ]["']?v?0\./.test(line),
          ))),
    says(place, facts) {
      const problems = chartProblems(place, facts);
      return problems.length > 0 ? problems : [{}];
    },
  },
];

function reaches128(facts: Facts): boolean {
  return facts.all(upgradeRange).every((range) => reaches(range, '1.28'));
}

/** What is wrong with the version of the chart, where a command or a resource of Terraform installs it. */
function chartProblems(place: MentionPlace, facts: Facts) {
  const { chart = '', version = '' } = installationAround(place, facts) ?? {};
  if (!isPoolChart(chart)) return [];
  return problemsAt(place, chartVersion(version), facts);
}

/** What is wrong with the CRDs of the inference extension at an address. */
function problemsOfAddress(place: MentionPlace, facts: Facts) {
  const [pin = pinOf(place.word)] = pinsAt(place, facts, extension);
  return pin?.product === extension ? problemsAt(place, pin, facts) : [];
}

function problemsOfVersion(place: MentionPlace, facts: Facts) {
  const pinned = bundleVersion(place.word);
  return problemsAt(place, pinned && { product: extension, ...pinned, channel: undefined }, facts);
}

function problemsAt(
  { source: { path }, lineNumber: line }: MentionPlace,
  pin: Omit<BundlePin, 'place' | 'source'> | undefined,
  facts: Facts,
) {
  const [range] = facts.all(upgradeRange);
  if (!range || !pin) return [];
  const full: BundlePin = { ...pin, place: { path, line, column: 1 }, source: 'program' };
  return problemsOf(full, { facts, range }).map(({ problem }) => problem);
}

function stuckAt({ source, lineNumber }: MentionPlace, facts: Facts) {
  const [range] = facts.all(upgradeRange);
  const pins = range ? facts.all(bundlePin).filter((pin) => pin.source === 'definition') : [];
  return pins.flatMap((pin) =>
    range
      ? problemsOf(pin, { facts, range }).flatMap(({ problem, messageThere, about }) =>
          about.path === source.path && about.line === lineNumber
            ? { ...problem, message: messageThere }
            : [],
        )
      : [],
  );
}
