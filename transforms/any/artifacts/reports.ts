import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { movedArtifacts, reportedArtifacts } from '../../tables/artifacts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { isHelmLock } from '../../../src/files/names';
import { fileNameOf } from '../../../src/kubernetes/path';
import type { Context } from '../../../src/transform';
import { firstOf, isAtLeast, parseVersion } from '../../../src/version';
import {
  asMapping,
  entriesOf,
  type Entry,
  type Item,
  itemsOf,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { oldAddress, writtenAs } from './sites';
import { firstImage } from './images';
import { spellingsOf } from './admitted';
import { hostNote } from './policies';
import { signingKeyMentions } from './signing-keys';

/** When the old addresses stop to answer: after an outage of 24 hours they are switched off. */
export const deadline = 'before 8 December 2026';

const inTime = `change it ${deadline}: the old address is switched off that month`;

/** The release that is at the new addresses only. */
const firstAtNew = firstOf('1.31');

const old = [...movedArtifacts, ...reportedArtifacts];

/**
 * Addresses that are still there after the migration: in scripts, Terraform, Dockerfiles, policies, documentation, and
 * in values that only a template puts together. Regular expressions escape the dots.
 */
export const artifactMentions: readonly Mention[] = [
  ...old.flatMap(({ from, to }): Mention[] => {
    const isMeant = ({ before, after, source }: MentionPlace) =>
      writtenAs(before, after) === 'address' && !isHelmLock(source.path);
    const words = spellingsOf(from);
    // One line may name several.
    const name = from;
    if (to === undefined) {
      const help = `copy what you need to your own registry ${deadline}`;
      return [{ words, name, message: `${from} is switched off`, help, isMeant }];
    }
    const message = `${from} moves to ${to}`;
    // What names a host alone has no path either.
    const added = from.includes('/') ? to : to.replace(/^(blob\.istio\.io)\/.*/, '$1');
    return [
      {
        ...{ words, name },
        message: `new sidecars still come from ${from}: this is rendered from the istiod chart, and not rewritten`,
        help: `render it again with the hub ${to}`,
        isMeant: (place) => isMeant(place) && isRendered(place),
      },
      {
        ...{ words, name },
        phase: 'before',
        message: `this policy names ${from}, which moves to ${added}`,
        help: `add ${added} beside it, and roll that out before anything comes from there`,
        isMeant: (place) => isMeant(place) && isInAllowList(place),
      },
      {
        ...{ words, name },
        level: 'error',
        message: `nothing of Istio 1.31 or later is published at ${from}`,
        help: `use ${to}`,
        isMeant: (place) => isMeant(place) && namesNewRelease(place),
      },
      { words, name, message, help: inTime, isMeant },
    ];
  }),
  {
    words: old.filter(({ to }) => to !== undefined).map(({ from }) => from),
    message: 'this lock file has the old address of a chart, and no longer fits once that moves',
    help: 'run "helm dependency update" (helmfile: "helmfile deps") once Chart.yaml or the helmfile has the new address, and commit the new lock file',
    isMeant: ({ before, after, source }) => writtenAs(before, after) === 'address' && isHelmLock(source.path),
  },
  {
    words: ['gcr.io/istio-release', 'registry.istio.io', 'istio-release.storage.googleapis.com'],
    message: 'this mirrors a registry of Istio that is switched off in December 2026',
    help: 'let the mirror pull from docker.io/istio (images) or ghcr.io/istio/release/charts (charts), and use that path',
    level: 'note',
    isMeant: ({ before, after }) => writtenAs(before, after) === 'mirrored',
  },
  {
    words: ['gcr.io'],
    level: 'note',
    phase: 'before',
    message: "Istio's images leave gcr.io for docker.io",
    help: 'add docker.io/istio/* before the images change; keep gcr.io if something else needs it',
    isDue: (facts) => firstImage(facts) !== undefined,
    isMeant: ({ before, after, source }) =>
      /=\s*"$/.test(before) && /^\/\*/.test(after) && source.matches(policyInTerraform),
  },
  {
    words: ['istio-release'],
    message: 'gcr.io/istio-release moves to docker.io/istio',
    help: `change registry and repository together, to docker.io and istio, ${deadline}`,
    isMeant: isRepositoryOfGcr,
  },
  ...signingKeyMentions,
];

/** Whether a place says what may run or be reached: what of its file is an image that runs, is rewritten. */
function isInAllowList(place: MentionPlace): boolean {
  const { source, definition } = place;
  if (source.kind !== 'manifest') return source.matches(policyInTerraform);
  return !definition && place.isInDocumentWith(policy);
}

/** The policy of Binary Authorization. */
const policyInTerraform = /\bgoogle_binary_authorization_policy\b/;

/** A policy, as its document begins, or as one of a list. */
const policy =
  /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?(?:apiVersion["']?:[ \t]*["']?[\w.-]*(?:kyverno\.io|gatekeeper\.sh|sigstore\.dev|kubewarden\.io|cilium\.io|projectcalico\.org)\/v|kind["']?:[ \t]*["']?ServiceEntry\b)/m;

/** Whether a place is in what the chart of istiod renders for its injector: nobody edits that, and sidecars are made of it. */
function isRendered(place: MentionPlace): boolean {
  return place.isInDocumentWith(configMap) && place.isInDocumentWith(nameOfInjector);
}

const configMap = /^kind:[ \t]*["']?ConfigMap\b/m;
const nameOfInjector = /^(?:[ \t]+|metadata:[ \t]*\{[^}\n]*)name:[ \t]*["']?istio-sidecar-injector(?![\w.])/m;

/** Whether a text that begins in an address names a version that is at the new addresses only. */
export function isOnlyAtNew(text: string): boolean {
  const [, version = ''] =
    /^[\w./-]*?[:/]v?(1\.\d+[\w.-]*)/.exec(text) ??
    /^[^#&|;]*\s--(?:version|tag)[=\s]["']?v?(1\.\d+[\w.-]*)/.exec(text) ??
    [];
  const found = parseVersion(version.replace(/-.*$/, ''));
  return found !== undefined && isAtLeast(found, firstAtNew);
}

/** Whether what is fetched there is of a release that is not at the old addresses. */
function namesNewRelease({ after, source }: MentionPlace): boolean {
  if (source.kind === 'documentation') return false;
  return isOnlyAtNew(after);
}

/**
 * Charts of other products, lists for mirrors and replication rules name the registry at one place, and the repository
 * at another one near it.
 */
function isRepositoryOfGcr(place: MentionPlace): boolean {
  const { before, after } = place;
  if (/\bregistry["']?[ \t]?[:=][ \t]?["']?gcr\.io\/?["']?,[^{}]{0,99}[:=][ \t]?["']?$/.test(before))
    return true;
  const isAlone =
    /(?:[:=]\s*|^\s*(?:-\s*)?)["']?$/.test(before) &&
    /^(?:\/[\w.*-]+)*["']?\s*(?:[:,]\s*)?(?:\[[^\]]*\]\s*(?:,\s*)?)?(?:#.*)?$/.test(after);
  if (!isAlone) return false;
  const near = [...place.above(linesNear), ...place.below(linesNear)];
  return near.some((line) => /(?:^|[\s:=/"'])gcr\.io\/?["']?\s*(?:[:,]\s*)?(?:#.*)?$/.test(line));
}

/** How far apart the two stand: a list of images with their tags lies between. */
const linesNear = 12;

/** Patterns of addresses from which a project of Argo CD admits charts: others than Istio's may fit them. */
export function reportPatterns({ objects }: ManifestDocument, { report }: Context): void {
  const projects = objects.filter(({ group, kind }) => group === 'argoproj.io' && kind === 'AppProject');
  for (const { mapping } of projects) {
    for (const { value } of itemsOf(unlessDeclined(() => valueAt(mapping, 'spec', 'sourceRepos')))) {
      const [, start, end = ''] = /^(.*)(\/\*{1,2})$/.exec(stringOf(value) ?? '') ?? [];
      const address = start === undefined ? undefined : oldAddress(start, 'chart');
      if (!address) continue;
      const { from, to } = address;
      report({
        level: 'warning',
        at: value,
        phase: 'before',
        message: `not rewritten: this pattern admits charts from ${from}, which move to ${to}`,
        help: `add ${to}${end} before the Applications change`,
      });
    }
  }
}

/** What Secrets have that hold addresses in base64. */
export const secretTriggers = ['argocd.argoproj.io/secret-type', '.dockerconfigjson'] as const;

/** Old addresses in the base64 of Secrets. Credentials are never shown. */
export function reportSecrets({ objects }: ManifestDocument, { report, facts }: Context): void {
  for (const { group, kind, mapping } of objects) {
    if (group !== '' || kind !== 'Secret') continue;
    for (const entry of entriesOf(unlessDeclined(() => valueAt(mapping, 'data')))) {
      const text = decoded(entry.value);
      const address = oldAddress(text, 'chart');
      const found = address?.from ?? oldAddressIn(text, firstImage(facts) !== undefined);
      if (found === undefined) continue;
      report({
        level: 'warning',
        at: entry,
        message: `the base64 of "${entry.name ?? ''}" names ${found}, which is switched off`,
        help: address
          ? `replace it with ${Buffer.from(text.replace(address.from, address.to)).toString('base64')} ${deadline}`
          : `decode it, add what replaces ${found}, and encode it again ${deadline}`,
      });
    }
  }
}

function decoded(node: Node): string {
  const text = stringOf(node)?.trim() ?? '';
  return /^[A-Za-z0-9+/\s]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
}

function oldAddressIn(text: string, usesImages: boolean): string | undefined {
  const found = [...movedArtifacts, ...reportedArtifacts].find(({ from }) => {
    const at = text.indexOf(from);
    return at !== -1 && writtenAs(text.slice(0, at), text.slice(at + from.length)) === 'address';
  });
  return (
    found?.from ?? (usesImages && /"(?:https:\/\/)?gcr\.io(?:\/v\d\/?)?"/.test(text) ? 'gcr.io' : undefined)
  );
}

/** `gcr.io` by itself, where k3s names the registries that it mirrors; where the tree takes Istio's images from it. */
export function reportMirrors({ path, root }: ManifestDocument, { facts, report }: Context): void {
  if (fileNameOf(path) !== 'registries.yaml' || !firstImage(facts)) return;
  for (const at of hostsBelow(root)) report({ at, ...hostNote({ group: '' }, 'docker.io') });
}

/** Where `gcr.io` is named, and `docker.io` not beside it. */
function hostsBelow(node: Node | undefined): (Entry | Item)[] {
  if (!node || node.kind === 'scalar') return [];
  const mapping = asMapping(node);
  const children: readonly (Entry | Item)[] = mapping?.entries ?? itemsOf(node);
  const named = (host: RegExp) => [
    ...children.filter(({ value }) => host.test(stringOf(value) ?? '')),
    ...(mapping?.entries ?? []).filter(({ name = '' }) => host.test(name)),
  ];
  const isThere = named(/^(?:https:\/\/)?docker\.io\/?$/).length > 0;
  const own = isThere ? [] : named(/^(?:https:\/\/)?gcr\.io\/?$/);
  return [...own, ...children.flatMap(({ value }) => hostsBelow(value))];
}
