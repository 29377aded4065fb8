import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import {
  entriesOf,
  type Entry,
  itemsOf,
  type Node,
  nodesIn,
  type Place,
  scalarValueOf,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';

/** Looks at each object of a group and kind. */
export function inObjects(group: string, kind: string, find: (object: KubernetesObject) => readonly Place[]) {
  return ({ objects }: ManifestDocument): Place[] =>
    objects
      .filter((object) => object.group === group && object.kind === kind)
      .flatMap((object) => unlessDeclined(() => find(object)) ?? []);
}

/** Looks at each entry of a document, wherever it is. */
export function entriesThat(isOne: (entry: Entry) => boolean) {
  return ({ root }: ManifestDocument): Entry[] =>
    nodesIn(root)
      .flatMap(entriesOf)
      .filter((entry) => unlessDeclined(() => isOne(entry)) === true);
}

/** The values below a key that is found at any depth. */
function textsBelow(root: Node | undefined, isOne: (name: string, text: string) => boolean): Node[] {
  return nodesIn(root)
    .flatMap(entriesOf)
    .flatMap(({ name = '', value }) => (isOne(name, stringOf(value) ?? '') ? [value] : []));
}

export const tcpFilters = ['istio.metadata_exchange', 'istio.stats', 'envoy.filters.network.rbac'];

/** Where a network filter of an EnvoyFilter is put in relation to one whose place changes. */
export function relativePatches({ mapping }: KubernetesObject): Node[] {
  return itemsOf(valueAt(mapping, 'spec', 'configPatches')).flatMap(({ value }) => {
    const operation = stringOf(valueAt(value, 'patch', 'operation'));
    const name = valueAt(value, 'match', 'listener', 'filterChain', 'filter', 'name');
    const isMeant =
      stringOf(valueAt(value, 'applyTo')) === 'NETWORK_FILTER' &&
      /^INSERT_(?:BEFORE|AFTER)$/.test(operation ?? '') &&
      tcpFilters.includes(stringOf(name) ?? '');
    return name && isMeant ? [name] : [];
  });
}

export const csr = 'cert-manager-istio-csr';

/** Versions of istio-csr below 0.13; 0.0.0 is what a chart has before it is packaged. */
export function oldCsr(document: ManifestDocument): Node[] {
  return versionsOfCsr(document).flatMap(({ at, text }) => {
    const [, minor] = /^v?0\.(?!0\.0$)(\d+)/.exec(text) ?? [];
    return minor !== undefined && Number(minor) < 13 ? [at] : [];
  });
}

/** Versions of istio-csr: of its chart beside its name, or of its image. */
export function versionsOfCsr({ root }: ManifestDocument): { readonly at: Node; readonly text: string }[] {
  const found: { at: Node; text: string }[] = [];
  walk(root, (node) => {
    const entries = entriesOf(node);
    const isNamed = entries.some(({ name, value }) => {
      const isName = ['chart', 'name', 'chartName', 'chart_ref'].includes(name ?? '');
      return isName && (stringOf(value) ?? '').split('/').at(-1) === csr;
    });
    for (const { name = '', value: at } of entries) {
      const text = stringOf(at);
      const isVersion =
        isNamed && ['version', 'targetRevision', 'chartVersion', 'chart_version'].includes(name);
      const [, tag] = new RegExp(String.raw`/${csr}:([^@]+)`).exec(text ?? '') ?? [];
      if (text !== undefined && isVersion) found.push({ at, text });
      else if (tag !== undefined) found.push({ at, text: tag });
    }
  });
  return found;
}

/** Entries that give istio-csr as the CA: the value `caAddress`, a parameter of it, or the variable `CA_ADDR`. */
export const addressesOfCsr = entriesThat(
  ({ name = '', value }) =>
    ['caAddress', 'global.caAddress', 'CA_ADDR', 'value'].includes(name) &&
    (stringOf(value) ?? '').startsWith(`${csr}.`),
);

/** Entries of `envVarFrom` in objects of the Sail operator that are a whole ConfigMap or Secret. */
export function wholeSources({ objects }: ManifestDocument): Place[] {
  const own = objects.filter(
    ({ group, kind }) => group === 'sailoperator.io' && ['Istio', 'IstioRevision'].includes(kind),
  );
  return own.flatMap(({ mapping }) =>
    itemsOf(valueAt(mapping, 'spec', 'values', 'pilot', 'envVarFrom')).flatMap(({ value }) =>
      entriesOf(value)
        .filter(({ name }) => ['configMapRef', 'secretRef', 'prefix'].includes(name ?? ''))
        .slice(0, 1),
    ),
  );
}

/** Policies for the CNI agent that look at `privileged`. */
export function policiesOnPrivileged({ objects }: ManifestDocument): Place[] {
  return objects.flatMap(({ group, kind, mapping }) => {
    const isPolicy =
      /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh|kubewarden\.io)$/.test(group) ||
      (group === 'admissionregistration.k8s.io' && kind === 'ValidatingAdmissionPolicy');
    const isAboutCni = textsBelow(mapping, (_, text) => /istio-cni|install-cni/.test(text)).length > 0;
    if (!isPolicy || (!isAboutCni && !/istio-cni/.test(namesIn(mapping)))) return [];
    const [first] = textsBelow(mapping, (name) => /privileged/i.test(name));
    return first ? [first] : [];
  });
}

function namesIn(mapping: Node): string {
  const items = nodesIn(mapping).flatMap(itemsOf);
  return items.map(({ value }) => stringOf(value) ?? '').join(' ');
}

/** Headers that a route or a policy matches on, and that Envoy removes from callers outside. */
export function matchedInternalHeaders({ objects }: ManifestDocument): Place[] {
  return objects.flatMap(({ group, kind, mapping }): Place[] => {
    if (group === 'networking.istio.io' && kind === 'VirtualService') {
      const matches = itemsOf(valueAt(mapping, 'spec', 'http')).flatMap(({ value }) =>
        itemsOf(valueAt(value, 'match')),
      );
      return matches.flatMap(({ value }) =>
        entriesOf(valueAt(value, 'headers')).filter(({ name }) => /^x-envoy-/i.test(name ?? '')),
      );
    }
    if (group !== 'security.istio.io' || kind !== 'AuthorizationPolicy') return [];
    return textsBelow(mapping, (name, text) => name === 'key' && /^request\.headers\[x-envoy-/i.test(text));
  });
}

export function isOne(entry: Entry, name: string, ...values: readonly string[]): boolean {
  return entry.name === name && values.includes(String(scalarValueOf(entry.value)));
}
