import { canMean } from '../kubernetes/path';
import type { LocalChart } from './chart';
import { type Slot, slotsOfName } from './charts';

/** A chart as an installer names it. */
export interface ChartReference {
  /** `istiod`, `istio/istiod`, `oci://…/istiod`, `./charts/mesh`. */
  readonly name: string;
  /** Where it comes from, if that is told apart from its name. */
  readonly repository: string | undefined;
}

/**
 * The places of the values of Istio's charts in those of a chart; none if the chart is another product's, undefined
 * where it is not known what the chart is.
 *
 * Sources: istio 1.28, `manifests/charts`; helm, "Subcharts and Global Values": a parent gives a subchart's values
 * under its name or alias, and `global` reaches every subchart.
 */
export function slotsOf(
  { name, repository = '' }: ChartReference,
  charts: readonly LocalChart[],
): Slot[] | undefined {
  const local = localChartOf(name, charts);
  if (local) return slotsOfChart(local);
  // A folder that is not in sight may hold anything: a chart, a kustomization, plain manifests.
  if (/^\.{0,2}\//.test(name)) return undefined;
  return slotsOfName(lastPart(name), name + repository, /[{}$]/.test(name) || name === '' ? undefined : []);
}

/** The places of the values of Istio's charts in those of a chart of the tree. */
export function slotsOfChart(chart: LocalChart): Slot[] {
  return chart.upstream === undefined
    ? slotsOfLocal(chart)
    : (slotsOfName(chart.upstream, 'istio', []) ?? []);
}

/** The chart of the tree that a name stands for, if it is a path: `istio/istiod` is a chart of a repository. */
export function localChartOf(name: string, charts: readonly LocalChart[]): LocalChart | undefined {
  const isPath = /^\.{0,2}\//.test(name) || (/\/.*\//.test(name) && !name.startsWith('oci:'));
  const path = name.replace(/^(?:\.{0,2}\/)+/, '');
  return isPath && path !== '' ? charts.find(({ folder }) => canMean(path, folder)) : undefined;
}

function lastPart(name: string): string {
  return (
    name
      .replace(/(?<!\/)\/+$/, '')
      .split('/')
      .at(-1) ?? name
  );
}

/** The places of the values of Istio's charts in those of an umbrella chart. */
export function slotsOfLocal({ dependencies }: LocalChart): Slot[] {
  return dependencies.flatMap(({ name, repository, key, version }): Slot[] =>
    (slotsOfName(name, name + repository, []) ?? []).map(({ chart, own }) => ({
      chart,
      own: [key, ...own],
      globals: [key],
      ...(version === undefined ? {} : { version }),
    })),
  );
}
