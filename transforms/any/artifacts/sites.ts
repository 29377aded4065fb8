import { type MovedArtifact, movedArtifacts } from '../../tables/artifacts';
import { fileNameOf } from '../../../src/kubernetes/path';
import { type KubernetesObject, objectAt, startOf } from '../../../src/kubernetes/object';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import {
  asMapping,
  asText,
  holdersOf,
  keyOf,
  type Mapping,
  type Node,
  stringOf,
  type Text,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';

/** What an address stands for where it is written, as its key or its object says. */
type Role = 'chart' | 'image' | 'hub';

/** An address of the table that is the whole of a value. */
interface OldAddress {
  readonly row: MovedArtifact;
  /** The part of the value that changes, and what becomes of it. */
  readonly from: string;
  readonly to: string;
  /** Whether a digest pins what lies there. */
  readonly hasDigest: boolean;
}

/** A path below the address: segments, a tag, a digest; what a template or a variable fills in counts as such. */
const path = /^(?:\/(?:[\w.:@+~-]|\$\{[^{}]*\}|\$\(\w+\)|[\uE000-\uF8FF])*)*$/;

/** An image below a hub: one segment, and no more. */
const imagePath = /^\/(?:[^/]|\$\{[^{}]*\})+$/;

/**
 * The old address that is the whole of a value, matched by host and whole path segments.
 *
 * @returns undefined for anything else, be it a private mirror whose path holds such an address
 */
export function oldAddress(value: string, role: Role): OldAddress | undefined {
  const { scheme = '', rest = '' } =
    /^(?<scheme>[a-z][a-z+.-]*:\/\/)?(?<rest>.*)$/s.exec(value)?.groups ?? {};
  const row = movedArtifacts.find(({ from, form }) => {
    const isForm =
      form === 'http' ? /^https?:\/\/$/.test(scheme) : /^(?:oci:\/\/|docker:\/\/)?$/.test(scheme);
    return isForm && rest.startsWith(from) && path.test(rest.slice(from.length));
  });
  if (!row) return undefined;
  const below = rest.slice(row.from.length);
  const address = { row, from: row.from, to: row.to, hasDigest: below.includes('@') };
  if (row.what !== 'image') return address;
  if (imagePath.test(below)) return scheme !== 'oci://' && role !== 'hub' ? address : undefined;
  if (below !== '' && below !== '/') return undefined;
  // The address alone is the hub of images, or the registry of charts whose names start with "charts/".
  if (role === 'hub' && scheme === '') return address;
  return role === 'chart' ? { ...address, ...registryOfCharts(row) } : undefined;
}

/** The new registry below which the charts lie that lay below an old one. */
function registryOfCharts(row: MovedArtifact): Pick<OldAddress, 'row' | 'to'> {
  const charts = movedArtifacts.find(({ from }) => from === `${row.from}/charts`);
  const to = charts?.to.replace(/\/charts$/, '') ?? row.from;
  return { row: { ...row, what: 'chart', to }, to };
}

/** How an address is written in a text: as such, behind another host, or only as a part of a longer name. */
export function writtenAs(before: string, after: string): 'address' | 'mirrored' | 'other' {
  if (/^(?:[\w-]|\\?\.\w)/.test(after)) return 'other';
  if (/:\\?\/\\?\/$/.test(before)) return 'address';
  if (/[\w})]\/$/.test(before)) return 'mirrored';
  return /[\w./-]$/.test(before) ? 'other' : 'address';
}

/** Keys by the last word of their name: what their value is to whoever reads it. */
const roleOfKey: readonly { readonly name: RegExp; readonly role: Role }[] = [
  { name: /hub$|^registry$/i, role: 'hub' },
  { name: /image$|^image(?:Name|Repository|Ref)$|^newName$/i, role: 'image' },
  // Argo CD, CAAPH, helmfile, Helm, kustomize, Fleet, k3s, Crossplane, Skaffold, Sveltos, Zarf, Ansible, vendir.
  {
    name: /^(?:(?:helm|chart|istio)?_?(?:repo|repository)(?:_?url)?|url|chart(?:_?(?:url|ref))?|remoteChart|src)$/i,
    role: 'chart',
  },
];

/** Keys of lists and maps whose values are addresses of charts, or of files to load. */
const roleOfCollection: Readonly<Record<string, Role>> = {
  sourceRepos: 'chart',
  helmRepos: 'chart',
  resources: 'chart',
  bases: 'chart',
};

/** What a value is to whoever reads it; undefined where nothing says so. */
function roleOf(node: Node): Role | undefined {
  const { parent } = node;
  if (parent?.kind === 'item') return roleOfCollection[keyOf(parent.parent) ?? ''];
  if (!parent) return undefined;
  const name = parent.name ?? '';
  // `{name: global.hub, value: …}` of parameters, sets and environments; `{op, path: /spec/image, value: …}` of patches.
  if (name === 'value') return roleOfNamed(parent.parent);
  return roleOfName(name) ?? roleOfCollection[keyOf(parent.parent) ?? ''];
}

/**
 * What the address of a registry alone is below a key that names a repository of charts or of images: what is beside it,
 * or the key around it, tells them apart. Nothing is certain otherwise.
 */
function roleOfRegistry(node: Text): Role | 'unclear' | undefined {
  const role = roleOf(node);
  const [ofImages, ofCharts] = [oldAddress(node.value, 'hub'), oldAddress(node.value, 'chart')];
  const isBoth = ofImages !== undefined && ofImages.to !== ofCharts?.to;
  if (role !== 'chart' || !isBoth || node.parent?.kind !== 'entry') return role;
  const { name = '', parent: mapping } = node.parent;
  const beside = mapping.entries.flatMap((entry) => (entry.name === undefined ? [] : [entry.name]));
  const isOfImage = (key: string) =>
    imageKey.test(key) || (key === 'name' && imageName.test(stringOf(valueAt(mapping, key)) ?? ''));
  if (/image$/i.test(keyOf(mapping) ?? '') || beside.some(isOfImage)) return 'hub';
  const isOfObject = holdersOf(mapping).some((holder) => valueAt(holder, 'apiVersion'));
  const isOfChart = /chart|helm/i.test(`${name} ${keyOf(mapping) ?? ''}`) || beside.some(isChartKey);
  return isOfObject || isOfChart ? role : 'unclear';
}

const imageKey = /^image(?:Name)?$|^(?:image_?)?tag$|^digest$/i;
const imageName = /^(?:pilot|proxyv2|install-cni|ztunnel|operator|istioctl)(?:[:@]|$)/;

function isChartKey(key: string): boolean {
  return /chart|^(?:oci|enableOCI|targetRevision|release(?:_?Name)?|type|version)$/i.test(key);
}

function roleOfNamed(mapping: Mapping): Role | undefined {
  const named = unlessDeclined(() => valueAt(mapping, 'name') ?? valueAt(mapping, 'path'));
  return roleOfName(stringOf(named) ?? '');
}

/** A name may be a path: `global.hub`, `spec/template/image`, `sidecar.istio.io/proxyImage`. */
function roleOfName(name: string): Role | undefined {
  // Sail's operator: images.v1_24_3.istiod
  if (/^images\.v\d+_\d+_\w+\.\w+$/.test(name)) return 'image';
  const last = name.split(/[./]/).at(-1) ?? '';
  return roleOfKey.find((each) => each.name.test(last))?.role;
}

/** API groups whose objects say what may run or be reached: there the new address is added, before the old one goes. */
const policyGroup =
  /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh|sigstore\.dev|kubewarden\.io|admissionregistration\.k8s\.io|binaryauthorization\.cnrm\.cloud\.google\.com|cilium\.io|projectcalico\.org|deislabs\.io)$/;

/** Whether an object restricts what may run or be reached. */
function isPolicy({ group, kind }: KubernetesObject): boolean {
  return (
    policyGroup.test(group) ||
    (group === 'networking.istio.io' && kind === 'ServiceEntry') ||
    (group === 'config.openshift.io' && kind === 'Image') ||
    /^(?:ImageDigestMirrorSet|ImageTagMirrorSet|ImageContentSourcePolicy|ImageContentPolicy)$/.test(kind)
  );
}

/** The objects of a document that restrict what may run or be reached; the policy of Binary Authorization has no kind. */
export function policiesIn({ objects, root }: ManifestDocument): readonly KubernetesObject[] {
  const mapping = asMapping(root);
  const isOfGke = unlessDeclined(() => valueAt(mapping, 'admissionWhitelistPatterns')) !== undefined;
  return [...objects.filter(isPolicy), ...(mapping && isOfGke ? [objectAt(mapping)] : [])];
}

/** Whether a file is the configuration of Renovate, whose rules match addresses. */
function isRenovate({ path }: ManifestDocument): boolean {
  return /^(?:\.renovaterc(?:\.json5?)?|renovate.*\.json5?)$/.test(fileNameOf(path));
}

/** A value of a document that is an old address as a whole, with the aliases that stand for it. */
export interface Site {
  readonly place: Text;
  readonly nodes: readonly Text[];
  readonly role: Role;
  readonly address: OldAddress;
}

/** The values of a document of which a key or an object says that they are addresses of Istio's. */
export function sitesIn(document: ManifestDocument): Site[] {
  if (isRenovate(document)) return [];
  const policies = policiesIn(document).map(({ mapping }) => mapping.content);
  const written = new Map<number, Text[]>();
  walk(document.root, (node) => {
    const text = asText(node);
    if (!text || !mayBeAddress.test(text.value)) return;
    const at = startOf(text);
    if (policies.some(({ start, end }) => start <= at && at < end)) return;
    const known = written.get(text.content.start);
    if (known) known.push(text);
    else written.set(text.content.start, [text]);
  });
  return [...written.values()].flatMap((nodes) => siteOf(nodes) ?? []);
}

const mayBeAddress = /^[^\s]*(?:istio-release|registry\.istio\.io)[^\s]*$/;

/** One text may be named by aliases in several roles: it changes only where all of them ask for the same. */
function siteOf(nodes: readonly Text[]): Site | undefined {
  const roles = new Map(nodes.map((node) => [node, unlessDeclined(() => roleOfRegistry(node))]));
  const found = Array.from(roles).flatMap(([place, role]): Site[] => {
    const address = role && role !== 'unclear' && oldAddress(place.value, role);
    return address ? [{ place, nodes, role, address }] : [];
  });
  const isUnclear = Array.from(roles.values()).includes('unclear');
  const [first] = found;
  if (!first || isUnclear || found.some(({ address }) => address.to !== first.address.to)) return undefined;
  return { ...first, place: nodes.find(({ alias }) => !alias) ?? first.place };
}
