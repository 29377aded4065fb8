import { type FactPlace, type Facts, givenFiles, upgradeStart, upgradeTarget } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { findEnvironmentVariable } from '../../../src/install/variables';
import { factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import type { Context, Transform } from '../../../src/transform';
import { anyRelease, isAtLeast, parseVersion, printVersion } from '../../../src/version';
import { entryOf, type Place } from '../../../src/yaml';
import { alphaFlag, alphaFlagSurvey, alphaUseSurvey } from '../../shared/alpha-gateway';
import { apiVersions } from '../../tables/api-versions';
import { bundleBounds } from '../../tables/crd-bundles';
import { bundlePin, bundleSurvey, pinsIn } from './pins';
import { notesForOthers, problemOfFirstKinds } from './others';
import { needsOf } from './needs';
import { kinds, kindSurvey, usedKinds } from './kinds';
import { minor, problemsOf, releaseWithout, versionOf } from './problems';

const needed = bundleBounds
  .flatMap(({ kind, needs, since }) =>
    needs === undefined ? [] : [`${kind} ${needs} (Istio ${minor(since)})`],
  )
  .join(', ');

/** The version in an address of a bundle. */
function bundleAt({ after }: MentionPlace): string {
  return /^(?:[^\s"']*ref=v)?([\d.]+\d)/.exec(after)?.[1] ?? '';
}

function isOldBundle(text: string): boolean {
  const bundle = parseVersion(text);
  return bundle !== undefined && !isAtLeast(bundle, versionOf('1.6.0'));
}

/** What fits all kinds of the tree is to be looked up before the first hop. */
function dueWith(bundle: string, facts: Facts): string | undefined {
  const [from] = facts.all(upgradeStart);
  const [to] = facts.all(upgradeTarget);
  if (!from || !to) return undefined;
  const first =
    from.minor < to.minor ? printVersion({ ...from, minor: from.minor + 1, patch: undefined }) : undefined;
  return releaseWithout(bundle, facts, { from, to }) ?? first;
}

/** Scripts, Makefiles and Terraform: what they install is not held against the kinds of the tree. */
const mentions: readonly Mention[] = [
  {
    words: ['kubernetes-sigs/gateway-api/releases/download/v', 'kubernetes-sigs/gateway-api/config/crd'],
    message: 'this pins a version of the Gateway API CRDs; each Istio release needs certain versions',
    help: `check the version before each step of the upgrade; the oldest that works: ${needed}`,
    level: 'note',
    phase: 'before',
    isMeant: (place) => !place.isInComment && isOldBundle(bundleAt(place)),
    releaseOf: (place, facts) => dueWith(bundleAt(place), facts),
  },
  {
    words: ['GATEWAY_API_VERSION', 'gateway_api_version', 'GATEWAY_API_CRDS_VERSION', 'gatewayApiVersion'],
    pattern:
      /(?<=(?:GATEWAY_API|gateway_api|gatewayApi)_?(?:CRDS_)?(?:VERSION|version|Version)["']?[ \t]{0,9}[:?]?[=:][ \t]{0,9}["']?v?)\d\.\d{1,2}\.\d{1,2}/g,
    message: 'this pins a version of the Gateway API CRDs; each Istio release needs certain versions',
    help: `check the version before each step of the upgrade; the oldest that works: ${needed}`,
    level: 'note',
    phase: 'before',
    isMeant: ({ word, isInComment }) => !isInComment && isOldBundle(word),
    releaseOf: ({ word }, facts) => dueWith(word, facts),
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
  // What a vendored bundle does not fit is reported where a kind is first used.
  conditionalTriggers: [
    {
      words: kinds,
      countIn: (path, facts) => facts.derived(usedKinds).some(({ first }) => first.path === path),
    },
  ],
  occasion: [
    ...kinds,
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
      const problems = problemsOf(full, context).map(({ problem }) => problem);
      const first = problemOfFirstKinds(pin, context.range);
      if (first) context.report({ ...first, at: node });
      const notes = first || problems.length > 0 ? [] : notesForOthers(pin, context.facts, context.range);
      for (const each of [...problems, ...notes]) context.report({ ...each, at: node });
    }
    reportElsewhere(document, context);
    reportNeeds(document, context);
  },
};

/** Where the tree installs no bundle, somebody has to look after that of the cluster. */
function reportNeeds(document: ManifestDocument, context: Context): void {
  const { facts, report } = context;
  if (facts.all(bundlePin).some(({ product }) => product === 'gateway-api')) return;
  for (const { kind, first } of facts.derived(usedKinds)) {
    const at = placeIn(document, first);
    if (!at) continue;
    const object = document.objects.find(({ mapping }) => at === mapping || entryOf(mapping, 'kind') === at);
    for (const need of needsOf(kind, context))
      if (!object || !migrationSays(object, need.release)) report({ level: 'note', at, ...need });
  }
}

/** Whether an object moves to another version with a release, and the message of that names the CRDs. */
function migrationSays({ group, kind, version }: KubernetesObject, release: string): boolean {
  return apiVersions.some(
    (row) =>
      row.release === release &&
      row.needs !== undefined &&
      row.kinds.some(({ from }) =>
        from.some((old) => old.group === group && old.kind === kind && old.versions.includes(version)),
      ),
  );
}

/** Transforms see no definitions, and no files that were not given: what is wrong is reported where it has an effect. */
function reportElsewhere(document: ManifestDocument, context: Context): void {
  const { facts, report } = context;
  const given = givenFiles(facts);
  const pins = facts.all(bundlePin).filter(({ isVendored, place }) => isVendored || !given.has(place.path));
  // A bundle is ten files: each version is reported once.
  const distinct = [...new Map(pins.map((pin) => [printVersion(pin.version), pin])).values()];
  for (const pin of distinct) {
    for (const { problem, messageThere, about } of problemsOf(pin, context)) {
      const at = placeIn(document, about);
      if (at) report({ ...problem, at, message: messageThere });
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
