import { resolveFrom } from '../../kubernetes/path';
import type { LocalChart } from '../chart';
import type { Content } from './content';
import { isBelow } from '../../keys';

/** A chart of the tree that another one of the tree brings along, or that one itself. */
export interface Subchart {
  /** The keys that lead to its values in those of that one. */
  readonly path: readonly string[];
  readonly chart: LocalChart;
}

/** More than these are looked at in no chart: what a chart brings along may bring others along, and so on. */
const subchartsAtMost = 100;

/** A chart, and the charts of the tree below it, however deep. A copy of an upstream chart is known by its name. */
export function withSubcharts(chart: LocalChart, charts: readonly LocalChart[]): Subchart[] {
  const found: Subchart[] = [{ path: [], chart }];
  for (const { path, chart: above } of found) {
    if (found.length > subchartsAtMost) break;
    for (const dependency of above.dependencies) {
      const below = chartOfTree(dependency, above, charts);
      if (below) found.push({ path: [...path, dependency.key], chart: below });
    }
  }
  return found.slice(0, subchartsAtMost + 1);
}

/** The chart of the tree that a dependency stands for. */
export function chartOfTree(
  { name, repository }: LocalChart['dependencies'][number],
  { folder }: LocalChart,
  charts: readonly LocalChart[],
): LocalChart | undefined {
  const path = repository === '' ? `charts/${name}` : /^file:\/\/(.*)$/.exec(repository)?.[1];
  if (path === undefined) return undefined;
  const at = resolveFrom(folder, path);
  return charts.find((each) => each.folder === at && each.upstream === undefined);
}

/** What the values of a subchart say, as a part of those of the chart that brings it along. */
export function asPartOf(content: Content, path: readonly string[]): Content {
  return {
    settings: content.settings.map((set) => ({ ...set, keys: [...path, ...set.keys] })),
    open: content.open.map((keys) => [...path, ...keys]),
  };
}

/** What values of a chart say of a subchart's: those below its keys, and `global`, which reaches all of them. */
export function partOf(content: Content, path: readonly string[]): Content {
  const within = (keys: readonly string[]): (readonly string[])[] => {
    if (isBelow(keys, path)) return [keys.slice(path.length)];
    return keys[0] === 'global' ? [keys] : [];
  };
  return {
    settings: content.settings.flatMap((set) => within(set.keys).map((keys) => ({ ...set, keys }))),
    open: content.open.flatMap((keys) => (isBelow(path, keys) ? [[]] : within(keys))),
    ...(content.places && { places: content.places.flatMap(within) }),
  };
}
