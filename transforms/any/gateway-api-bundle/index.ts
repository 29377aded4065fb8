import { type FactPlace, givenFiles } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { findEnvironmentVariable } from '../../../src/install/variables';
import { factPlaceOf } from '../../../src/kubernetes/object';
import type { Context, Transform } from '../../../src/transform';
import { anyRelease, printVersion } from '../../../src/version';
import { entryOf, type Place } from '../../../src/yaml';
import { alphaFlag, alphaFlagSurveys, alphaUseSurvey } from '../../shared/alpha-gateway/uses';
import { type BundlePin, bundlePin, bundleSurvey, pinsIn } from './pins';
import { notesForOthers, problemOfFirstKinds } from './others';
import { needsOf } from './needs';
import { kinds, kindSurvey, usedKinds } from './kinds';
import { problemsOf } from './problems';
import { mentions } from './texts';

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
  surveys: [bundleSurvey, kindSurvey, ...alphaFlagSurveys, alphaUseSurvey],
  mentions,

  migrate(document, context) {
    for (const { node, ...pin } of pinsIn(document)) {
      context.keep(node);
      const full: BundlePin = { ...pin, place: factPlaceOf(document, node), source: 'manifest' };
      const problems = problemsOf(full, context).map(({ problem }) => problem);
      const first = problemOfFirstKinds(pin, context);
      if (first) context.report({ ...first, at: node });
      const notes = first || problems.length > 0 ? [] : notesForOthers(pin, context);
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
  for (const kind of facts.derived(usedKinds)) {
    const at = placeIn(document, kind.first);
    if (at) for (const need of needsOf(kind, context)) report({ at, ...need });
  }
}

/** Transforms see no definitions, and no files that were not given: what is wrong is reported where it has an effect. */
function reportElsewhere(document: ManifestDocument, context: Context): void {
  const { facts, report } = context;
  const given = givenFiles(facts);
  const pins = facts
    .all(bundlePin)
    .filter(
      ({ source, place }) => source === 'definition' || (source === 'manifest' && !given.has(place.path)),
    );
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
