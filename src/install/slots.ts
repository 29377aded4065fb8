import type { Facts } from '../facts';
import { isTemplated } from '../yaml';
import { type LocalChart, localChart, localChartOf, type Slot, slotsOfName } from './chart';
import { chartOfTree, withSubcharts } from './layers/subcharts';
import { isOfIstio, partsOf } from './origin';
import type { ChartReference } from './values';

/**
 * The places of the values of Istio's charts in those of a chart; none if the chart is another product's, undefined
 * where it is not known what the chart is.
 *
 * Sources: istio 1.28, `manifests/charts`; helm, "Subcharts and Global Values": a parent gives a subchart's values
 * under its name or alias, and `global` reaches every subchart.
 */
export function slotsOf(chart: ChartReference, facts: Facts): readonly Slot[] | undefined {
  const { name } = chart;
  const local = localChartOf(name, facts.all(localChart));
  if (local) return slotsOfChart(local, facts);
  // A folder that is not in sight may hold anything: a chart, a kustomization, plain manifests.
  if (/^\.{0,2}\//.test(name)) return undefined;
  const isOpen = /[{}$]/.test(name) || isTemplated(name) || name === '';
  const known = slotsOfName(partsOf(chart).last);
  const isIstios = known ? isOfIstio(chart, facts) : false;
  if (isIstios === true) return known;
  return isOpen || isIstios === undefined ? undefined : [];
}

/** What charts there are, and where in the values: the same for charts that take the same values. */
export function nameOfSlots(slots: readonly Slot[]): string {
  return slots.map(({ chart, own }) => `${chart}:${own.join('.')}`).join();
}

/** Whether values of istiod are among those. */
export function isOfIstiod(slots: readonly Slot[]): boolean {
  return slots.some(({ chart }) => chart === 'istiod');
}

/** The places of the values of Istio's charts in those of a chart of the tree. */
export function slotsOfChart(chart: LocalChart, facts: Facts): readonly Slot[] {
  return chart.upstream === undefined ? slotsOfLocal(chart, facts) : (slotsOfName(chart.upstream) ?? []);
}

/** The places of the values of Istio's charts in those of an umbrella chart, which may bring another one along. */
export function slotsOfLocal(chart: LocalChart, facts: Facts): readonly Slot[] {
  const charts = facts.all(localChart);
  return withSubcharts(chart, charts).flatMap(({ path, chart: each }) => {
    const beside = [each.path, each.name, ...each.dependencies.map(({ name }) => name)].join(' ');
    return each.dependencies.flatMap((dependency): Slot[] => {
      const { name, key, version } = dependency;
      if (chartOfTree(dependency, each, charts) || isOfIstio({ ...dependency, beside }, facts) !== true)
        return [];
      const globals = [...path, key];
      return (slotsOfName(name) ?? []).map(({ chart: ofIstio, own }) => ({
        chart: ofIstio,
        own: [...globals, ...own],
        globals,
        wrapper: each.folder,
        ...(version === undefined ? {} : { version }),
      }));
    });
  });
}
