import type { Facts } from '../facts';
import { localChart } from './chart';
import type { Slot } from './charts';
import { slotsOf, slotsOfChart } from './slot';
import { chartObject, namesConfigMaps, namingsOf } from './tree';

/**
 * Whether a file may hold values of istiod though none of its own words says so: it is named as values of a chart, or
 * the tree has a chart that brings istiod, an object that stands for such a chart, or values in a ConfigMap, which any
 * file may name or be.
 */
export function mayBeGivenToIstiod(path: string, facts: Facts): boolean {
  return facts.derived(givesByName) || namingsOf(path, facts).length > 0;
}

function givesByName(facts: Facts): boolean {
  const charts = facts.all(localChart);
  return (
    charts.some((chart) => isOfIstiod(slotsOfChart(chart))) ||
    facts.all(chartObject).some(({ chart }) => {
      const slots = slotsOf({ name: chart, repository: undefined }, charts);
      return slots === undefined || isOfIstiod(slots);
    }) ||
    namesConfigMaps(facts)
  );
}

function isOfIstiod(slots: readonly Slot[]): boolean {
  return slots.some(({ chart }) => chart === 'istiod');
}
