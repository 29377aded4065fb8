import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import { isChartIndex } from '../../../src/install/chart';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { Context, Report, Transform } from '../../../src/transform';
import {
  type Editor,
  entryOf,
  holdersOf,
  stringOf,
  type Text,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { anyRelease } from '../../../src/version';
import { oldAddress, type Site, sitesIn } from './sites';
import { policySurvey, reportPolicies, reportRefusals } from './policies';
import { parameterSurvey } from './parameters';
import { firstImage, imageSurvey, matchesIn, matchThatKeeps, reasonToKeepMatch } from './images';
import {
  artifactMentions,
  deadline,
  isOnlyAtNew,
  reportMirrors,
  reportPatterns,
  reportSecrets,
  secretTriggers,
} from './reports';

/**
 * Istio's charts, images and downloads leave Google Cloud. The new addresses hold every release, so the change is right
 * for any target.
 *
 * Source: the rows of `tables/artifacts.ts`.
 */
export const artifacts: Transform = {
  id: 'artifacts',
  title: "New addresses of Istio's charts, images and downloads",
  release: anyRelease,
  phase: 'any',
  kind: 'required',
  docs: 'https://istio.io/latest/blog/2026/retirement-of-gcp/',
  about: async () => (await import('./about')).about,
  triggers: ['istio-release', 'registry.istio.io', 'registry\\.istio', ...secretTriggers],
  conditionalTriggers: [
    { words: ['gcr.io', 'gcr\\.io', 'gcr[.]io'], countIn: (_, facts) => firstImage(facts) !== undefined },
  ],
  surveys: [kustomizeSurvey, imageSurvey, policySurvey, parameterSurvey],
  mentions: artifactMentions,

  migrate(document, context) {
    if (isChartIndex(document)) keepIndex(document, context);
    else for (const site of sitesIn(document)) migrateSite(site, document, context);
    for (const { node } of matchesIn(document)) migrateMatch(node, context);
    reportPolicies(document, context);
    reportPatterns(document, context);
    reportSecrets(document, context);
    reportMirrors(document, context);
  },
};

/** It reports packages with a digest each: another address here would not be that of the packages. */
function keepIndex(document: ManifestDocument, context: Context): void {
  const sites = sitesIn(document);
  for (const { nodes } of sites) for (const node of nodes) context.keep(node);
  const [first] = sites;
  if (!first) return;
  context.report({
    level: 'note',
    at: first.place,
    message: `not rewritten: this index lists ${sites.length} packaged ${sites.length === 1 ? 'chart' : 'charts'} with the old address`,
    help: `package new versions of these charts from a Chart.yaml with the new address, and make a new index ${deadline}`,
  });
}

function migrateSite(site: Site, document: ManifestDocument, context: Context): void {
  const { place, nodes, address } = site;
  const { from, to } = address;
  if (nodes.some((node) => context.isRead(node))) return;
  reportRefusals(place, document, context);
  if (address.hasDigest) {
    for (const node of nodes) context.keep(node);
    context.report({
      level: isOnlyAtNew(place.value) ? 'error' : 'warning',
      at: place,
      message: `not rewritten: the digest is valid at ${to} only if that registry holds the same manifest`,
      help: `look the digest up (docker buildx imagetools inspect) and change ${from} to ${to} ${deadline}`,
    });
    return;
  }
  const keeper = matchThatKeeps(site, document.path, context.facts);
  if (keeper) {
    for (const node of nodes) context.keep(node);
    context.report({
      level: 'warning',
      at: place,
      message: `not rewritten: the images of a kustomization match this name (${describePlace(keeper)})`,
      help: `change ${from} to ${to} in both places together ${deadline}`,
    });
    return;
  }
  context.rewrite(place, `${from} → ${to}`, (edit, report) => {
    for (const node of nodes) replace(edit, node, document, from, to);
    reportBeside(site, document, context, report);
  });
}

/** Only the address changes; where an escape takes it apart, the value is written again. */
function replace(edit: Editor, node: Text, { text }: ManifestDocument, from: string, to: string): void {
  const source = text.slice(node.content.start, node.content.end);
  if (source.includes(from)) edit.replaceWords(node, [{ from, to }]);
  else
    edit.set(
      node,
      node.value.replace(from, () => to),
    );
}

/** A name by which a kustomization matches images moves together with these, or stays. */
function migrateMatch(name: Text, { facts, keep, report, rewrite }: Context): void {
  const address = oldAddress(name.value, 'image');
  if (!address) return;
  const { from, to } = address;
  const reason = reasonToKeepMatch(name.value, facts);
  if (reason !== undefined) {
    keep(name);
    report({
      level: 'warning',
      at: name,
      message: `not rewritten: ${reason}, and the entry has no effect once its name differs from theirs`,
      help: `change it together with the images; charts of 1.30 render registry.istio.io/release, all others ${to} (${deadline})`,
    });
    return;
  }
  rewrite(name, `${from} → ${to}`, (edit) => {
    edit.replaceWords(name, [{ from, to }]);
  });
}

/** What else has to change with an address. */
function reportBeside(site: Site, document: ManifestDocument, { facts }: Context, report: Report): void {
  const { place, address, role } = site;
  const { what, form, to } = address.row;
  const object = document.objects.findLast(
    ({ mapping: { content } }) => content.start <= place.content.start && place.content.end <= content.end,
  );
  if (object?.kind === 'AppProject') {
    report({
      level: 'note',
      at: place,
      message: 'Applications of this project that still use the old address are no longer permitted',
      help: 'change them in the same commit, or list both addresses until all have moved',
    });
  }
  const provider = unlessDeclined(() => entryOf(valueAt(object?.mapping, 'spec'), 'provider'));
  if (form === 'oci' && object?.group.endsWith('.toolkit.fluxcd.io') && stringOf(provider?.value) === 'gcp') {
    report({
      level: 'warning',
      at: provider ?? place,
      message: `"provider: gcp" has no login for ${to}`,
      help: 'remove "provider", or set "generic" with a secretRef',
    });
  }
  if (what !== 'image') return;
  const pullSecrets = holdersOf(place).flatMap(
    (holder) => unlessDeclined(() => entryOf(holder, 'imagePullSecrets')) ?? [],
  );
  const [secrets] = pullSecrets;
  if (secrets && (role === 'hub' || role === 'image')) {
    report({
      level: 'note',
      at: secrets,
      message: 'these pull secrets must hold credentials for docker.io if its images are pulled with a login',
      help: 'add docker.io to the registries of the secret',
    });
  }
  const first = firstImage(facts);
  const at = factPlaceOf(document, place);
  if (first && first.path === at.path && first.line === at.line) {
    report({
      level: 'note',
      at: place,
      message: "Istio's images now come from Docker Hub, which limits pulls without a login",
      help: 'use a pull-through cache or a pull secret, and admit docker.io/istio in allow-lists before you merge',
    });
  }
}
