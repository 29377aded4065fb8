import type { Facts } from '../../facts';
import { grouped } from '../../grouped';
import { once } from '../../once';
import { waysThrough } from '../../ways';
import { type ReleaseFact, releaseFact, type SurveyedLayer } from './release-facts';

/**
 * The releases of the tree. What a module of Terraform hands on to a chart is what its callers give it: each of them has
 * a release of its own, and what they give is none.
 */
export function releasesIn(facts: Facts): readonly ReleaseFact[] {
  const all = facts.all(releaseFact);
  const given = grouped(all, ({ chartObject = '' }) => chartObject);
  const meaningsOf = once((argument: string): readonly Layers[] => {
    const ways = (given.get(argument) ?? []).flatMap((call) => waysOf(call).map(({ layers }) => layers));
    return ways.length > waysAtMost ? [] : ways;
  });
  const open = new Set<string>();
  const waysOf = (release: ReleaseFact): ReleaseFact[] => {
    const meanings = release.layers.map((layer): readonly Layers[] => {
      const { argument } = layer;
      // Modules that call each other come to an end.
      if (argument === undefined || open.has(argument)) return [[layer]];
      open.add(argument);
      const ways = meaningsOf(argument);
      open.delete(argument);
      return ways.length > 0 ? ways : [[layer]];
    });
    return waysThrough(meanings).map((layers) => ({ ...release, layers: layers.flat() }));
  };
  const wanted = new Set(all.flatMap(({ layers }) => layers.map(({ argument }) => argument)));
  return all.filter(({ chartObject }) => !wanted.has(chartObject ?? '')).flatMap(waysOf);
}

type Layers = readonly SurveyedLayer[];

/** Of what comes in more ways than these, nothing is known. */
const waysAtMost = 1000;
