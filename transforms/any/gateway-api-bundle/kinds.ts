import { type FactKind, type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import { factPlaceOf } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import { entryOf } from '../../../src/yaml';
import { bundleBounds } from '../../tables/crd-bundles';

/** An object of a kind that Istio reads only with certain bundles. */
interface KindUse {
  readonly kind: string;
  readonly place: FactPlace;
}

const kindUse: FactKind<KindUse> = { name: 'gateway-api-kind' };

export const kinds = [...new Set(bundleBounds.map(({ kind }) => kind))];

/** What becomes of the kinds that were tried under a group of their own. */
const becomes: Readonly<Record<string, string>> = { XListenerSet: 'ListenerSet' };

export const kindSurvey: Survey = {
  triggers: kinds,
  collect(document, facts) {
    for (const { group, kind: written, mapping } of document.objects) {
      const kind = group === 'gateway.networking.x-k8s.io' ? becomes[written] : written;
      const isOfGatewayApi = group === 'gateway.networking.k8s.io' || written !== kind;
      if (!isOfGatewayApi || kind === undefined || !kinds.includes(kind)) continue;
      facts.add(kindUse, { kind, place: factPlaceOf(document, entryOf(mapping, 'kind') ?? mapping) });
    }
  },
};

/** The kinds of which the tree has objects, with the places of these: those in given files first. */
export function usedKinds(facts: Facts): readonly UsedKind[] {
  const given = givenFiles(facts);
  return kinds.flatMap((kind) => {
    const places = facts.all(kindUse).flatMap((use) => (use.kind === kind ? use.place : []));
    const sorted = places.toSorted((one, other) => rank(one) - rank(other));
    return sorted.slice(0, 1).map((first) => ({ kind, first, places: sorted }));
  });
  function rank({ path }: FactPlace): number {
    return given.has(path) ? 0 : 1;
  }
}

interface UsedKind {
  readonly kind: string;
  readonly first: FactPlace;
  readonly places: readonly FactPlace[];
}
