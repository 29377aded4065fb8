import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import {
  asMapping,
  entryOf,
  holdsPlaceholder,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../yaml';
import { versionsGenerated } from './filled-versions';
import { readRevision, writtenVersion } from './read-pin';

/** A version of Istio that a document pins. */
export interface Pin {
  readonly node: Node;
  /** The version as it is written: it may be a placeholder. */
  readonly text: string;
  readonly what: string;
}

/** Every version of Istio that a document pins: of charts, images, operators and values. */
export function pinsIn(document: ManifestDocument): Pin[] {
  const pins: Pin[] = [];
  const generated = document.objects.flatMap((object) => versionsGenerated(object, document));
  const add: Add = (node, what, text) => {
    if (!node) return;
    const filled = generated.filter(({ of }) => of === node);
    if (filled.length === 0) pins.push({ node, text: text ?? writtenVersion(node, document), what });
    for (const { value } of filled) pins.push({ node: value, text: writtenVersion(value, document), what });
  };
  for (const object of document.objects) addOperator(object, add);
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (!mapping) return;
    unlessDeclined(() => {
      addChart(mapping, add);
      addImage(mapping, add);
      addValues(mapping, add);
    });
  });
  return pins;
}

/** @param text what is said there, if it is only a part of the value */
type Add = (node: Node | undefined, what: string, text?: string) => void;

/** `spec.version` of what Sail's operator installs, `spec.tag` of an IstioOperator, and Sail's operator as OLM installs it. */
function addOperator(object: KubernetesObject, add: Add): void {
  const at = (...keys: string[]) => unlessDeclined(() => valueAt(object.mapping, 'spec', ...keys));
  const what = operatorOf(object);
  if (what !== undefined) add(at(what === object.kind ? 'tag' : 'version'), what);
  if (object.kind === 'IstioRevisionTag') addRevision(at('targetRef', 'name'), 'revision tag', add);
  if (object.kind !== 'Subscription' || stringOf(at('name')) !== 'sailoperator') return;
  const csv = at('startingCSV');
  add(at('channel'), sailOperator);
  add(csv, sailOperator, stringOf(csv)?.replace(/^sailoperator\./, ''));
}

function addRevision(node: Node | undefined, what: string, add: Add): void {
  const version = readRevision(stringOf(node) ?? '');
  if (version !== undefined) add(node, what, version);
}

/** What the operator of Sail is called among the pins, whatever installs it. */
export const sailOperator = 'Sail operator';

/** What a chart of {@link istioChart} is called among the pins. */
export function chartPin(chart: string): string {
  return chart === 'sail-operator' ? sailOperator : `chart ${chart}`;
}

/** What an object of an operator is called among the pins. */
function operatorOf({ group, kind }: KubernetesObject): string | undefined {
  if (group === 'sailoperator.io' || group === 'operator.istio.io') return `Sail ${kind}`;
  return group === 'install.istio.io' ? kind : undefined;
}

/** What an object installs, as pins call it: itself, or a chart of Istio's that a part of it names. */
export function installedBy(object: KubernetesObject, source: Mapping): string | undefined {
  const operator = operatorOf(object);
  if (operator !== undefined) return operator;
  const chart = chartOf(source);
  return chart === undefined ? undefined : chartPin(chart);
}

/** The keys under which carriers name a chart, where it comes from, and its version. */
const chartKeys = ['chart', 'chartName', 'chart_ref', 'remoteChart', 'name', 'url', 'repoURL'] as const;
const repositoryKeys = ['repository', 'repo', 'repoURL', 'repositoryURL', 'chart_repo_url', 'url'] as const;
const versionKeys = ['targetRevision', 'version', 'chartVersion', 'chart_version'] as const;

/** A chart as a mapping of some carrier names it. */
export interface NamedChart {
  /** What may be its name: `istiod`, `istio/istiod`, `oci://…/istiod`. */
  readonly names: readonly string[];
  /** Where it comes from. */
  readonly origin: string;
  readonly versions: readonly Node[];
}

/** The chart that a mapping may name, whatever its carrier. */
export function chartIn(mapping: Mapping | undefined): NamedChart {
  // Flux names a source, and an OCIRepository has its version in `ref`.
  const source = stringOf(valueAt(mapping, 'sourceRef', 'name')) ?? '';
  const versions = [
    ...versionKeys.map((key) => valueAt(mapping, key)),
    ...['tag', 'semver'].map((key) => valueAt(mapping, 'ref', key)),
  ];
  return {
    names: textsAt(mapping, chartKeys),
    origin: [...textsAt(mapping, repositoryKeys), source].join(' '),
    versions: versions.filter((version) => version !== undefined),
  };
}

/** Whether what names a chart, or where it comes from, is a folder: its version is that of the tree. */
export function isInFolder(text: string): boolean {
  return /^(?:file:|\.{0,2}\/)/.test(text);
}

function addChart(mapping: Mapping, add: Add): void {
  const chart = chartOf(mapping);
  if (chart === undefined) return;
  for (const version of chartIn(mapping).versions) add(version, chartPin(chart));
}

/** The chart of Istio's that a mapping names, if it names one. */
function chartOf(mapping: Mapping): string | undefined {
  const { names, origin } = chartIn(mapping);
  return names.map((name) => istioChart(name, origin)).find((name) => name !== undefined);
}

/** The name of a chart of Istio's or Sail's, as far as it is known. Not all are names that no other product has. */
export function istioChart(name: string, origin: string): string | undefined {
  const last = name.split('/').findLast((part) => part !== '') ?? '';
  if (/^(?:istiod|istiod-remote|sail-operator)$/.test(last)) return last;
  // One of several, as a set of Argo CD or a loop of a script has them.
  if (holdsPlaceholder(last) && /(?:^|[/\s])istio(?:-release[/.]|\/)/.test(`${origin} ${name}`))
    return 'of Istio';
  const isCommon = /^(?:base|cni|gateway|ztunnel|ambient)$/.test(last);
  return isCommon && /(?:^|[/.@\s-])istio(?:[/.:\s-]|$)/.test(`${origin} ${name}`) ? last : undefined;
}

/** Images of the control plane and of the data plane; those of samples have versions of their own. */
const image =
  /(?:^|\/)(?<name>pilot|proxyv2|install-cni|ztunnel|istioctl|operator|sail-operator)(?::(?<tag>[\w.-]+))?(?:@sha256:\w+)?$/;

/** What a text names, if it is an image of Istio's. */
export function imageIn(
  text: string,
): { readonly what: string; readonly tag: string | undefined } | undefined {
  const { name, tag } = image.exec(text)?.groups ?? {};
  if (name === 'sail-operator') return { what: sailOperator, tag };
  const isCommon = name !== 'proxyv2' && name !== 'install-cni';
  if (name === undefined || (isCommon && !/(?:^|[/.-])istio(?:-release)?\//.test(text))) return undefined;
  return { what: `image ${name}`, tag };
}

function addImage(mapping: Mapping, add: Add): void {
  for (const entry of mapping.entries) {
    // Sail's operator has a list of the images of each release that it knows.
    const found = /^images\.v\d/.test(entry.name ?? '') ? undefined : imageIn(stringOf(entry.value) ?? '');
    if (!found) continue;
    const { tag } = found;
    const what = proxyOfWorkload(mapping, entry.name) ?? found.what;
    if (tag !== undefined) add(entry.value, what, tag);
    else if (/^(?:repository|image|name|newName)$/.test(entry.name ?? '')) {
      for (const key of ['tag', 'newTag']) add(valueAt(mapping, key), what);
    }
  }
}

/** What pins the proxy of a workload of your own, which waits for istiod: the annotation, or a sidecar that Git holds. */
function proxyOfWorkload(mapping: Mapping, name: string | undefined): string | undefined {
  if (name === 'sidecar.istio.io/proxyImage') return `annotation ${name}`;
  const spec = mapping.parent?.parent.parent?.parent;
  const containers = ['containers', 'initContainers'].flatMap((key) => itemsOf(valueAt(spec, key)));
  const images = containers.map(({ value }) => stringOf(valueAt(value, 'image')) ?? '');
  return images.some((each) => imageIn(each) === undefined) ? 'sidecar' : undefined;
}

/** `global.tag` of values and parameters, and revisions that are called after their version. */
function addValues(mapping: Mapping, add: Add): void {
  for (const { name = '', value } of mapping.entries) {
    if (name === 'global' && isIstio(mapping, value)) add(valueAt(value, 'tag'), 'global.tag');
    if (name === 'revision') addRevision(value, name, add);
    if (name === 'istio.io/rev') addRevision(value, `label ${name}`, add);
  }
  if (stringOf(valueAt(mapping, 'name')) === 'revision')
    addRevision(valueAt(mapping, 'value'), 'revision', add);
  if (stringOf(valueAt(mapping, 'name')) === 'global.tag') {
    const isOfIstio = itemsOf(mapping.parent?.parent).some(({ value }) =>
      isHub(stringOf(valueAt(value, 'value'))),
    );
    if (isOfIstio) add(valueAt(mapping, 'value'), 'global.tag');
  }
}

/** Whether values with a `global` are of Istio's charts: other products have a `global.tag` too. */
function isIstio(values: Mapping, global: Node): boolean {
  if (isHub(stringOf(valueAt(global, 'hub')))) return true;
  const own = ['pilot', 'meshConfig', 'sidecarInjectorWebhook', 'istio_cni', 'istiod'];
  return (
    own.some((key) => entryOf(values, key) !== undefined) ||
    ['proxy', 'proxy_init', 'istioNamespace', 'meshID'].some((key) => entryOf(global, key) !== undefined)
  );
}

function isHub(text: string | undefined): boolean {
  return /(?:^|\/)istio(?:-release)?$|^registry\.istio\.io\/release$/.test(text ?? '');
}

function textsAt(mapping: Mapping | undefined, keys: readonly string[]): string[] {
  return keys.flatMap((key) => stringOf(valueAt(mapping, key)) ?? []);
}
