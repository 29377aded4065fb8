import { once } from '../once';
import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { fileNameOf, isNamed, madeFrom } from '../kubernetes/path';
import { replacesOwnValues, type SurveyedLayer } from './releases/release-facts';
import { releasesIn } from './releases/handed-on';
import { secretIn } from './releases/release-layers';
import type { Slot } from './chart';
import { slotsOf } from './slots';
import type { ChartReference } from './values';
import { type ConfigMapKey, fileContent, generatedConfigMap } from './layers/file-contents';

/** That a manifest gives a file of the tree, or a ConfigMap, to a chart as values. */
export interface NamedValues {
  readonly chart: ChartReference;
  /** The object that names the chart in place of a name. */
  readonly chartObject: string | undefined;
  readonly file: NonNullable<SurveyedLayer['file']> | undefined;
  readonly configMap: NonNullable<SurveyedLayer['configMap']> | undefined;
  readonly version: string | undefined;
  /** Whether every other layer of the release wins over it. */
  readonly isLowest: boolean;
  /** Whether it takes the place of the values that the chart brings. */
  readonly isInstead: boolean;
}

/** That an object stands for a chart, as some of Flux and k3s do: its name, and what it says about the chart. */
export interface ChartObject {
  readonly name: string;
  readonly chart: ChartReference;
  readonly kind?: string;
  /** The file that it is in. */
  readonly path?: string;
}

export const chartObject: FactKind<ChartObject> = { name: 'chart-object' };

/** Where istiod's values stand in those of a chart, by its name or by the object that stands for it. */
export function slotsOfReference(
  chart: ChartReference,
  object: string | undefined,
  facts: Facts,
): readonly Slot[] | undefined {
  if (object === undefined) return slotsOf(chart, facts);
  const named = facts.all(chartObject).filter(({ name }) => name === object);
  if (named.length === 0) return slotsOf({ ...chart, name: object }, facts);
  return named.flatMap((each) => slotsOf({ ...chart, ...each.chart }, facts) ?? []);
}

/** Whether all that name a file as values give it to charts that neither are Istio's nor bring one of Istio's along. */
export function isGivenToOthers(path: string, facts: Facts): boolean {
  const known = namingsOf(path, facts);
  const isOfOther = ({ chart, chartObject: object }: NamedValues) =>
    slotsOfReference(chart, object, facts)?.length === 0;
  return known.length > 0 && known.every(isOfOther);
}

/** Whether a manifest takes values of a chart from a ConfigMap, or from a Secret whose texts the tree holds. */
export function namesConfigMaps(facts: Facts): boolean {
  const held = facts.all(fileContent).flatMap(({ configMap }) => configMap ?? []);
  const known = new Set([...facts.all(generatedConfigMap), ...held].map(({ name }) => name));
  const isInSight = (name: string) => secretIn(name) === undefined || known.has(name);
  return facts.derived(namings).some(({ configMap }) => configMap !== undefined && isInSight(configMap.name));
}

/** The names of the ConfigMaps and Secrets that releases of Istio's charts, or of what brings one along, take values from. */
export function mapsOfIstio(facts: Facts): readonly string[] {
  return facts.derived(namings).flatMap(({ chart, chartObject: object, configMap }) => {
    const isIstios = configMap && (slotsOfReference(chart, object, facts) ?? []).length > 0;
    return isIstios ? (secretIn(configMap.name) ?? configMap.name) : [];
  });
}

/** Whether a manifest names files as values of a chart. */
export function namesFiles(facts: Facts): boolean {
  return facts.derived(namings).some(({ file }) => file !== undefined);
}

/** Who names the text under a key of a ConfigMap as values of a chart. */
export function namingsOfConfigMap({ name, key }: ConfigMapKey, facts: Facts): NamedValues[] {
  return facts
    .derived(namings)
    .filter(({ configMap }) => configMap?.name === name && (configMap.key ?? key) === key);
}

/** Who names a file as values of a chart. */
export function namingsOf(path: string, facts: Facts): readonly NamedValues[] {
  return facts.derived(namingsByPath)(path);
}

/** Looks each file up once, among those of its name and of names with unknown parts. */
function namingsByPath(facts: Facts): (path: string) => readonly NamedValues[] {
  const all = facts.derived(namings);
  const byName = grouped(all, ({ file }) => {
    const names = [file?.path ?? '*', ...(file?.others ?? [])].map((each) => fileNameOf(madeFrom(each)));
    return names.some((name) => name !== names[0] || name.includes('*')) ? '*' : names[0];
  });
  const maps = facts.all(generatedConfigMap);
  const order = new Map(all.map((each, index) => [each, index]));
  const byOrder = (one: NamedValues, other: NamedValues) => (order.get(one) ?? 0) - (order.get(other) ?? 0);
  return once((path) => {
    const ofFile = maps.filter(({ files }) => files.some((file) => file.path === path));
    const candidates = [...(byName.get(fileNameOf(madeFrom(path))) ?? []), ...(byName.get('*') ?? [])];
    const isMeant = ({ file, configMap }: NamedValues): boolean =>
      configMap
        ? ofFile.some(({ name }) => name === configMap.name)
        : file !== undefined && isNamed(file, path);
    return candidates.filter(isMeant).toSorted(byOrder);
  });
}

function namings(facts: Facts): readonly NamedValues[] {
  return facts.derived(releasesIn).flatMap((release) => {
    const { chart, chartObject: object, version, layers } = release;
    const isInstead = replacesOwnValues(release);
    return layers.flatMap(({ file, configMap }, index): NamedValues[] => {
      if (!file && !configMap) return [];
      return [{ chart, chartObject: object, file, configMap, version, isLowest: index === 0, isInstead }];
    });
  });
}
