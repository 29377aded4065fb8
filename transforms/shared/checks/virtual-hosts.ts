import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import { grouped } from '../../../src/grouped';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describeObject, factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import { isTemplated, itemsOf, type Node, stringOf, valueAt } from '../../../src/yaml';
import { surveyedParts } from '../../../src/kustomize/part';
import { KustomizeTree } from '../../../src/kustomize/tree';
import { canMeet, isEvidence } from '../evidence';

/** A host of a VirtualService for sidecars. */
interface VirtualHost {
  readonly host: string;
  readonly called: string;
  /** Unknown in a file of operations, where the kustomizations tell which one is meant. */
  readonly name?: string;
  readonly place: FactPlace;
  /** Whether a patch brings it: then the VirtualService of that name gets it, if that is for sidecars. */
  readonly isPatched: boolean;
}

const virtualHost: FactKind<VirtualHost> = { name: 'virtual-host' };

/** Two VirtualServices that both have a host: one by a wildcard, the other one more exactly. */
export interface Overlap {
  readonly wide: VirtualHost;
  readonly narrow: VirtualHost;
}

/**
 * Collects the hosts of VirtualServices for sidecars. On gateways, Envoy itself prefers the most specific host.
 *
 * Source: istio 1.21, `pilot/pkg/model/sidecar.go` (computeWildcardHostVirtualServiceIndex).
 */
export function collectVirtualHosts(document: ManifestDocument, facts: Facts): void {
  const isInlinePatch = document.host?.patch !== undefined;
  for (const object of document.objects) addHosts(object, document, isInlinePatch, facts);
  for (const { object } of surveyedParts(document, 'VirtualService')) addHosts(object, document, true, facts);
}

function hostsOf({ group, kind, mapping }: KubernetesObject): Node[] {
  if (group !== 'networking.istio.io' || kind !== 'VirtualService') return [];
  const gateways = itemsOf(valueAt(mapping, 'spec', 'gateways')).map(({ value }) => stringOf(value));
  if (gateways.length > 0 && !gateways.includes('mesh')) return [];
  return itemsOf(valueAt(mapping, 'spec', 'hosts')).map(({ value }) => value);
}

function addHosts(
  object: KubernetesObject,
  document: ManifestDocument,
  isPatched: boolean,
  facts: Facts,
): void {
  const { namespace, name } = object;
  const called = describeObject(object);
  for (const value of hostsOf(object)) {
    const host = stringOf(value);
    if (host === undefined || isTemplated(host)) continue;
    const full =
      host.includes('.') || namespace === undefined ? host : `${host}.${namespace}.svc.cluster.local`;
    const place = factPlaceOf(document, value);
    facts.add(virtualHost, { host: full, called, place, isPatched, ...(name !== undefined && { name }) });
  }
}

/** Every pair of hosts of two VirtualServices of which one covers the other, by the order of the files. */
export function overlappingHosts(facts: Facts): readonly Overlap[] {
  return facts.derived(findOverlaps);
}

function findOverlaps(facts: Facts): readonly Overlap[] {
  const found = facts.all(virtualHost).filter(({ place }) => isEvidence(place.path, facts));
  const forSidecars = new Set(found.flatMap(({ name, isPatched }) => (isPatched ? [] : name)));
  const all = found
    .flatMap((each) => (each.isPatched && each.name === undefined ? namedByTargets(each, facts) : each))
    .filter(({ name, isPatched }) => !isPatched || forSidecars.has(name));
  const wildcards = [...all.entries()].filter(([, { host }]) => host.startsWith('*.'));
  const byEnd = grouped(wildcards, ([, { host }]) => host.slice(1));
  return all.flatMap((narrow) =>
    endsOf(narrow.host)
      .flatMap((end) => byEnd.get(end) ?? [])
      .filter(([, wide]) => wide.called !== narrow.called && wide.host !== narrow.host)
      .filter(([, wide]) => canMeet(wide.place.path, narrow.place.path))
      .toSorted(([one], [other]) => one - other)
      .map(([, wide]) => ({ wide, narrow })),
  );
}

/** A host of a file of operations, for each VirtualService that a target names. */
function namedByTargets(host: VirtualHost, facts: Facts): VirtualHost[] {
  const uses = KustomizeTree.of(facts).patchUses(host.place.path);
  const names = uses.flatMap(({ selector: { kind, name } = {} }) =>
    kind === 'VirtualService' && name !== undefined ? name : [],
  );
  return [...new Set(names)].map((name) => ({ ...host, name, called: `VirtualService ${name}` }));
}

/** What a wildcard may cover of a host: all that begins with a dot. */
function endsOf(host: string): string[] {
  return Array.from(host.matchAll(/\./g), ({ index }) => host.slice(index));
}
