import { fileNameOf } from '../../../src/kubernetes/path';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { type Mapping, type Node, stringOf, unlessDeclined, valueAt } from '../../../src/yaml';
import type { Role } from './address';

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
export function roleOf(node: Node): Role | undefined {
  const { parent } = node;
  if (parent?.kind === 'item') return roleOfCollection[keyAbove(parent.parent) ?? ''];
  if (!parent) return undefined;
  const name = parent.name ?? '';
  // `{name: global.hub, value: …}` of parameters, sets and environments; `{op, path: /spec/image, value: …}` of patches.
  if (name === 'value') return roleOfNamed(parent.parent);
  return roleOfName(name) ?? roleOfCollection[keyAbove(parent.parent) ?? ''];
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

function keyAbove(node: Node): string | undefined {
  return node.parent?.kind === 'entry' ? node.parent.name : undefined;
}

/** API groups whose objects say what may run or be reached: there the new address is added, before the old one goes. */
const policyGroup =
  /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh|sigstore\.dev|kubewarden\.io|admissionregistration\.k8s\.io|cilium\.io|projectcalico\.org|deislabs\.io)$/;

/** Whether an object restricts what may run or be reached. */
export function isPolicy({ group, kind }: KubernetesObject): boolean {
  return (
    policyGroup.test(group) ||
    (group === 'networking.istio.io' && kind === 'ServiceEntry') ||
    /^(?:ImageDigestMirrorSet|ImageTagMirrorSet|ImageContentSourcePolicy|ImageContentPolicy)$/.test(kind)
  );
}

/** Whether a file is the configuration of Renovate, whose rules match addresses. */
export function isRenovate({ path }: ManifestDocument): boolean {
  return /^(?:\.renovaterc(?:\.json5?)?|renovate.*\.json5?)$/.test(fileNameOf(path));
}
