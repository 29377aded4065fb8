import type { FactKind, FactPlace } from '../../../src/facts';
import { isProgram } from '../../../src/files/names';
import { lineAt } from '../../../src/install/pins/called-versions';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { chartIn, isInFolder } from '../../../src/install/pins/document-pins';
import { versionOfCommand } from '../../../src/install/pins/named-versions';
import { fileNameOf } from '../../../src/kubernetes/path';
import { factPlaceOf } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import { parseVersion, type Version } from '../../../src/version';
import {
  asMapping,
  asText,
  type Mapping,
  type Node,
  splitDocuments,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';

/** CRDs of the Gateway API, or of its inference extension, that the tree installs. */
export interface BundlePin {
  readonly product: 'gateway-api' | typeof extension;
  readonly version: Version;
  /** Which release candidate of the version it is. */
  readonly candidate: number | undefined;
  /** The range as it is written, where all of it is before 1.0. */
  readonly range?: string;
  /** Whether it is the chart of a pool, not the CRDs. */
  readonly isChart?: boolean;
  /** Undefined where nothing says so. */
  readonly channel: string | undefined;
  readonly place: FactPlace;
  /** What it is written in; transforms see only manifests. */
  readonly source: 'manifest' | 'definition' | 'program';
}

export const extension = 'gateway-api-inference-extension';

export const bundlePin: FactKind<BundlePin> = { name: 'gateway-api-bundle' };

/** A version, or the name that a script has it under. */
const written = String.raw`(?:v?\d[\w.-]+|v?\$(?:\w+|\{[^{}\s]+\}|\(\w+\)))`;

/** A release, a folder at a ref, or a file of the project's repository. */
export const addresses = new RegExp(
  String.raw`kubernetes-sigs\/(?<product>gateway-api(?:-inference-extension)?)(?:\.git)?\/(?:releases\/download\/(?<release>${written})(?:\/(?<file>\w+))?|(?:raw\/)?(?:refs\/tags\/)?(?<raw>${written})\/config\/(?:crd\/(?<folder>\w+)|manifests\/inferencepool)|\/?(?<path>[\w./{}()$-]*)\?(?:\S*&)?ref=(?<ref>${written}))`,
  'g',
);
const address = new RegExp(addresses.source);

interface FoundPin extends Omit<BundlePin, 'place' | 'source'> {
  readonly node: Node;
}

/** The bundles that a document names in addresses, or as a source of Argo CD or Flux. */
export function pinsIn({ root, path }: ManifestDocument): FoundPin[] {
  const found: FoundPin[] = [];
  // What a chart of the tree renders is in its templates, whatever its own version is.
  const ownChart = fileNameOf(path) === 'Chart.yaml' ? root : undefined;
  walk(root, (node) => {
    const text = asText(node);
    const pin = text && !text.value.includes('\n') ? pinOf(text.value) : undefined;
    if (pin) found.push({ ...pin, node });
    const mapping = asMapping(node);
    const source =
      mapping &&
      unlessDeclined(() => pinOfSource(mapping) ?? (mapping === ownChart ? undefined : pinOfChart(mapping)));
    if (source) found.push(source);
  });
  return found;
}

/**
 * The bundle that an address names.
 *
 * @param read what a name in the place of a version stands for
 */
export function pinOf(
  text: string,
  read: (word: string) => string | undefined = (word) => word,
): Omit<FoundPin, 'node'> | undefined {
  const { product, release, file, raw, folder, path, ref } = address.exec(text)?.groups ?? {};
  const pinned = bundleVersion(read(release ?? raw ?? ref ?? '') ?? '');
  if (!pinned || !isProduct(product)) return undefined;
  return { product, ...pinned, channel: channelOf(file ?? folder ?? path ?? '') };
}

/** A source of Argo CD or Flux, vendir or kpt. */
function pinOfSource(node: Mapping): FoundPin | undefined {
  const urls = ['repoURL', 'url', 'slug', 'repo'].flatMap((key) => stringOf(valueAt(node, key)) ?? []);
  const [, product] =
    /kubernetes-sigs\/(gateway-api(?:-inference-extension)?)(?:\.git)?\/?$/m.exec(urls.join('\n')) ?? [];
  if (!isProduct(product)) return undefined;
  const place = [['targetRevision'], ['ref', 'tag'], ['ref'], ['tag']]
    .map((keys) => valueAt(node, ...keys))
    .find((value) => stringOf(value) !== undefined);
  const pinned = bundleVersion(stringOf(place) ?? '');
  if (!place || !pinned) return undefined;
  const path = stringOf(valueAt(node, 'path')) ?? '';
  const isChart = path.endsWith('charts/inferencepool');
  return { product, ...pinned, isChart, channel: channelOf(path), node: place };
}

/** The chart of a pool has the version of the extension that it renders objects for; not one in a folder, whoever names it. */
function pinOfChart(mapping: Mapping): FoundPin | undefined {
  const { names, origin, versions } = chartIn(mapping);
  const [node] = versions;
  const pinned = chartVersion(stringOf(node) ?? '');
  if (!node || !pinned || !names.some(isPoolChart)) return undefined;
  if ([origin, ...names].some(isInFolder)) return undefined;
  return { ...pinned, node };
}

/** Whether a name is that of the chart of a pool, wherever it is taken from. */
export function isPoolChart(name: string): boolean {
  return /(?:^|\/)inferencepool\/?$/.test(name);
}

/** A version of the chart of a pool, or a range of them that is all before 1.0. */
export function chartVersion(text: string): Omit<FoundPin, 'node'> | undefined {
  const before = { version: { major: 0, minor: 0, patch: 0 }, candidate: undefined, range: text };
  const pinned = bundleVersion(text) ?? (isBeforeOne(text) ? before : undefined);
  return pinned && { product: extension, ...pinned, isChart: true, channel: undefined };
}

/** `config/crd` alone is the standard channel. */
function channelOf(path: string): string | undefined {
  if (/experimental/.test(path)) return 'experimental';
  return /standard|config\/crd/.test(path) ? 'standard' : undefined;
}

function isProduct(text: string | undefined): text is BundlePin['product'] {
  return text === 'gateway-api' || text === extension;
}

/** A version of a bundle, or all patches of a minor one; a prerelease counts as the release, as istiod has it. */
export function bundleVersion(text: string): Pick<BundlePin, 'version' | 'candidate'> | undefined {
  const version = parseVersion(text.replace(/^(?:~|\^(?=v?0\.))|-.*$|\.[x*]$/g, ''));
  const [, candidate] = /-rc\.?(\d+)$/.exec(text) ?? [];
  return (
    version && {
      version: { ...version, patch: version.patch ?? 0 },
      candidate: candidate === undefined ? undefined : Number(candidate),
    }
  );
}

/** Whether each alternative of a range has a bound before 1.0: `0.x`, `>=0.3 <1.0.0`, `0.3 - 0.5`, `^0 || ~0.5`. */
function isBeforeOne(range: string): boolean {
  return range.split('||').every((part) => {
    const bounds = part.replace(/^\s*\S+\s+-\s/, '<=').replace(/([<>=~^!])\s+/g, '$1');
    return bounds
      .split(/[\s,]+/)
      .some((bound) => /^(?:(?:[=^]|~>?|<=?)?v?0(?:\.[\w.*-]+)?|<v?1(?:\.[0xX*]){0,2}(?:-0)?)$/.test(bound));
  });
}

/** Whether a command takes away what it names, by what is before that. */
export function isDeletion(before: string): boolean {
  return /\b(?:kubectl|oc)\b[^|;&]*\bdelete\b[^|;&]*$/.test(before);
}

/** The bundles that a program installs, each at the line that names it. */
function pinsInProgram(path: string, text: string): BundlePin[] {
  return Array.from(text.matchAll(addresses)).flatMap(({ 0: found, index }) => {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    const pin = pinOf(found, (word) => versionOfCommand(word.replace(/^v(?=\$)/, ''), text, index)?.text);
    if (!pin || /^\s*(?:#|\/\/)|\s#/.test(line) || isDeletion(line)) return [];
    return [{ ...pin, place: { path, line: lineAt(text, index), column: 1 }, source: 'program' }];
  });
}

const bundleAnnotation = /gateway\.networking\.k8s\.io\/bundle-version["']?:[ \t]*["']?(v\d[\w.-]*)/;
const channelAnnotation = /gateway\.networking\.k8s\.io\/channel["']?:[ \t]*["']?(\w+)/;

/** The bundle of the first definition that says so. A policy of another bundle may lie beside it, or in its file. */
function pinOfDefinition(path: string, text: string): BundlePin | undefined {
  if (!text.includes('gateway.networking.k8s.io/bundle-version')) return undefined;
  for (const { start, end } of splitDocuments(text)) {
    const own = text.slice(start, end);
    const found = bundleAnnotation.exec(own);
    const pinned = bundleVersion(found?.[1] ?? '');
    if (!found || !pinned || !/\bkind["']?:[ \t]*["']?CustomResourceDefinition\b/.test(own)) continue;
    const [, channel] = channelAnnotation.exec(own) ?? [];
    const place = { path, line: lineAt(text, start + found.index), column: 1 };
    return { product: 'gateway-api', ...pinned, channel, place, source: 'definition' };
  }
  return undefined;
}

/** Finds the bundles that the tree names, and those whose definitions lie in it. */
export const bundleSurvey: Survey = {
  triggers: ['kubernetes-sigs/gateway-api', 'gateway.networking.k8s.io/bundle-version'],
  readsScripts: true,
  glance(path, text, facts) {
    if (isProgram(path)) for (const pin of pinsInProgram(path, text)) facts.add(bundlePin, pin);
    const vendored = pinOfDefinition(path, text);
    if (vendored) facts.add(bundlePin, vendored);
    return text.includes('kubernetes-sigs/gateway-api') ? 'parse' : 'enough';
  },
  collect(document, facts) {
    for (const { node, ...pin } of pinsIn(document)) {
      facts.add(bundlePin, { ...pin, place: factPlaceOf(document, node), source: 'manifest' });
    }
  },
};
