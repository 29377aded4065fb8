import type { Facts } from '../facts';
import { grouped } from '../grouped';
import { fileNameOf, folderOf, isSurelyNamed } from '../kubernetes/path';
import { chartAround, type ChartName, localChart } from './chart';
import { evidenceOfNamings } from './files';
import { slotsOf, slotsOfChart, isOfIstiod } from './slots';
import { chartObject, namesConfigMaps, namesFiles, namingsOf, namingsOfConfigMap } from './namings';
import { fileContent, type FileContent } from './layers/file-contents';

/**
 * Whether a file may hold values of istiod though none of its own words says so: it is named as values of a chart, or
 * the tree has a chart that brings istiod, an object that stands for such a chart, or values in a ConfigMap, which any
 * file may name or be. What a chart renders is no values.
 */
export function mayBeGivenToIstiod(path: string, facts: Facts): boolean {
  const chart = chartAround(path, facts);
  if (chart && path.startsWith(chart.folder === '.' ? 'templates/' : `${chart.folder}/templates/`))
    return false;
  return facts.derived(givesByName) || namingsOf(path, facts).length > 0;
}

/** Whether a file holds the values of a chart of the tree that brings a chart of Istio along. */
export function isOfWrapper(path: string, facts: Facts): boolean {
  const chart = /values/.test(fileNameOf(path)) ? chartAround(path, facts) : undefined;
  return chart !== undefined && chart.upstream === undefined && slotsOfChart(chart, facts).length > 0;
}

/** Words that stand for the charts of Istio, where a manifest names them. */
const wordsOfCharts: Readonly<Record<ChartName, readonly string[]>> = {
  base: ['istio-base'],
  istiod: ['istiod'],
  cni: ['istio-cni'],
  ztunnel: ['ztunnel'],
  gateway: ['chart: gateway'],
  ingress: ['istio-ingress'],
  egress: ['istio-egress'],
};

/**
 * The words by which a file is known as one with values of Istio's charts, though they may not be in it: what names the
 * file as values names their charts.
 */
export function wordsGivenTo(path: string, facts: Facts): readonly string[] {
  return facts.derivedFor(path, wordsFor);
}

function wordsFor(facts: Facts, path: string): readonly string[] {
  const sure = namingsOf(path, facts).filter(({ file }) => !file || isSurelyNamed(file, path));
  const ofMaps = (facts.derived(contentsByPath).get(path) ?? []).flatMap(({ configMap }) =>
    configMap ? [namingsOfConfigMap(configMap, facts)] : [],
  );
  const chart = isOfWrapper(path, facts) ? chartAround(path, facts) : undefined;
  const slots = [
    ...[sure, ...ofMaps].flatMap((namings) => evidenceOfNamings(namings, path, facts)?.slots ?? []),
    ...(chart?.folder === folderOf(path) ? slotsOfChart(chart, facts) : []),
  ];
  return [...new Set(slots.flatMap((slot) => wordsOfCharts[slot.chart]))];
}

function contentsByPath(facts: Facts): ReadonlyMap<string, readonly FileContent[]> {
  return grouped(facts.all(fileContent), ({ path }) => path);
}

/** Whether a file without any words may be one with values of Istio's charts. */
export function mayGiveWords(facts: Facts): boolean {
  return namesFiles(facts) || facts.all(localChart).some((chart) => slotsOfChart(chart, facts).length > 0);
}

function givesByName(facts: Facts): boolean {
  return (
    facts.all(localChart).some((chart) => isOfIstiod(slotsOfChart(chart, facts))) ||
    facts.all(chartObject).some(({ chart }) => {
      const slots = slotsOf(chart, facts);
      return slots === undefined || isOfIstiod(slots);
    }) ||
    namesConfigMaps(facts)
  );
}
