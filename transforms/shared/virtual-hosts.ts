import type { FactKind, FactPlace, Facts } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { describeObject } from '../../src/kubernetes/object';
import { factPlaceOf } from '../../src/kubernetes/place';
import { isTemplated, itemsOf, stringOf, valueAt } from '../../src/yaml';

/** A host of a VirtualService for sidecars. */
interface VirtualHost {
  readonly host: string;
  readonly called: string;
  readonly place: FactPlace;
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
  for (const object of document.objects) {
    const { group, kind, namespace, mapping } = object;
    if (group !== 'networking.istio.io' || kind !== 'VirtualService') continue;
    const gateways = itemsOf(valueAt(mapping, 'spec', 'gateways')).map(({ value }) => stringOf(value));
    if (gateways.length > 0 && !gateways.includes('mesh')) continue;
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'hosts'))) {
      const host = stringOf(value);
      if (host === undefined || isTemplated(host)) continue;
      const full =
        host.includes('.') || namespace === undefined ? host : `${host}.${namespace}.svc.cluster.local`;
      const place = factPlaceOf(document, value);
      facts.add(virtualHost, { host: full, called: describeObject(object), place });
    }
  }
}

/** Every pair of hosts of two VirtualServices of which one covers the other, by the order of the files. */
export function overlappingHosts(facts: Facts): readonly Overlap[] {
  return facts.derived(findOverlaps);
}

function findOverlaps(facts: Facts): readonly Overlap[] {
  const all = facts.all(virtualHost);
  const wildcards = all.filter(({ host }) => host.startsWith('*.'));
  return all.flatMap((narrow) =>
    wildcards
      .filter((wide) => wide.called !== narrow.called && covers(wide.host, narrow.host))
      .map((wide) => ({ wide, narrow })),
  );
}

function covers(wildcard: string, host: string): boolean {
  return host !== wildcard && host.endsWith(wildcard.slice(1));
}
