import type { Facts } from '../../facts';
import type { ChartName } from '../chart';
import { slotsOfReference } from '../namings';
import { stacksOfReleases } from './stacks';
import { type Stack } from './stack';
import { nameOfSlots } from '../slots';

/** What is known of a layer that more than one kind of chart is given. */
interface SharedLayer {
  /** The stacks that it is a part of, by the charts of Istio that they install. */
  readonly stacks: readonly { readonly charts: readonly ChartName[]; readonly stack: Stack }[];
}

/** Whether a layer is given to charts of several kinds: what one of them alone needs does not belong there. */
export function isSharedLayer(layer: string, facts: Facts): boolean {
  return facts.derived(sharedLayers).has(layer);
}

/** Whether a layer is given to a chart, and to charts of other kinds as well. */
export function isSharedWith(chart: ChartName, layer: string, facts: Facts): boolean {
  const shared = facts.derived(sharedLayers).get(layer);
  return shared?.stacks.some(({ charts }) => charts.includes(chart)) ?? false;
}

/** Whether every release of a chart that has a shared layer has one of its own as well. */
export function hasOwnLayers(layer: string, chart: ChartName, facts: Facts): boolean {
  const shared = facts.derived(sharedLayers).get(layer);
  const own = shared?.stacks.filter(({ charts }) => charts.includes(chart)) ?? [];
  return own.every(({ stack }) =>
    stack.some(({ id, content, isFixed }) => content && !isFixed && !isSharedLayer(id, facts)),
  );
}

function sharedLayers(facts: Facts): ReadonlyMap<string, SharedLayer> {
  const known = new Map<
    string,
    { readonly kinds: Set<string>; readonly stacks: SharedLayer['stacks'][number][] }
  >();
  for (const { release, stack } of facts.derived(stacksOfReleases)) {
    // Where nothing says what the chart is, it may be any.
    const slots = slotsOfReference(release.chart, release.chartObject, facts);
    if (!slots) continue;
    const kind = nameOfSlots(slots);
    const charts = slots.map(({ chart }) => chart);
    for (const { id } of stack) {
      const layer = known.get(id) ?? { kinds: new Set(), stacks: [] };
      known.set(id, layer);
      layer.kinds.add(kind);
      layer.stacks.push({ charts, stack });
    }
  }
  return new Map([...known].filter(([, { kinds }]) => kinds.size > 1));
}
