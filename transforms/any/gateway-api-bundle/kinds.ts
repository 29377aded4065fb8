import { type FactKind, type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import { factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { ApiVersionRow } from '../../../src/moves';
import type { Survey } from '../../../src/transform';
import { entryOf } from '../../../src/yaml';
import { apiVersions } from '../../tables/api-versions';
import { bundleBounds } from '../../tables/crd-bundles';
import { minor } from './releases';

/** An object of a kind that Istio reads only with certain bundles. */
interface KindUse {
  readonly kind: string;
  readonly place: FactPlace;
  /** The release that moves it to another version, where one does. */
  readonly movedWith: string | undefined;
}

const kindUse: FactKind<KindUse> = { name: 'gateway-api-kind' };

export const kinds = [...new Set(bundleBounds.map(({ kind }) => kind))];

/** What becomes of the kinds that were tried under a group of their own. */
const becomes: Readonly<Record<string, string>> = { XListenerSet: 'ListenerSet' };

export const kindSurvey: Survey = {
  triggers: kinds,
  collect(document, facts) {
    for (const { group, kind: written, version, mapping } of document.objects) {
      const kind = group === 'gateway.networking.x-k8s.io' ? becomes[written] : written;
      const isOfGatewayApi = group === 'gateway.networking.k8s.io' || written !== kind;
      if (!isOfGatewayApi || kind === undefined || !kinds.includes(kind)) continue;
      const place = factPlaceOf(document, entryOf(mapping, 'kind') ?? mapping);
      facts.add(kindUse, { kind, place, movedWith: moveOf({ group, kind: written, version }) });
    }
  },
};

function moveOf({ group, kind, version }: Pick<KubernetesObject, 'group' | 'kind' | 'version'>) {
  const names = ({ kinds: rows }: ApiVersionRow) => rows.flatMap(({ from }) => from);
  const row = apiVersions.find((each) =>
    names(each).some((old) => old.group === group && old.kind === kind && old.versions.includes(version)),
  );
  const said = bundleBounds.find((bound) => bound.isSaid && bound.kind === kind && version !== 'v1');
  return row?.release ?? (said && minor(said.since));
}

/** The kinds of which the tree has objects, with the places of these: those in given files first. */
export function usedKinds(facts: Facts): readonly UsedKind[] {
  const given = givenFiles(facts);
  return kinds.flatMap((kind) => {
    const uses = facts.all(kindUse).filter((use) => use.kind === kind);
    const sorted = uses.map(({ place }) => place).toSorted((one, other) => rank(one) - rank(other));
    const movedWith = uses.find((use) => use.movedWith !== undefined)?.movedWith;
    return sorted.slice(0, 1).map((first) => ({ kind, first, places: sorted, movedWith }));
  });
  function rank({ path }: FactPlace): number {
    return given.has(path) ? 0 : 1;
  }
}

export interface UsedKind extends Pick<KindUse, 'kind' | 'movedWith'> {
  readonly first: FactPlace;
  readonly places: readonly FactPlace[];
}
