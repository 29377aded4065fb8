import type { FactKind, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../kubernetes/object';
import {
  asMapping,
  entriesOf,
  entryOf,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../yaml';
import { writtenVersion } from './read-pin';
import { istioValues, type WrittenValue } from './named-versions';

/** A value that Flux fills in for a name. */
interface Substitute extends WrittenValue {
  readonly name: string;
}

const substitute: FactKind<Substitute> = { name: 'flux-substitute' };

/** A word of every text that {@link collectSubstitutes} finds something in. */
export const substituteWord = 'substitute:';

/** Notes the versions that Kustomizations of Flux fill in themselves. */
export function collectSubstitutes(document: ManifestDocument, facts: Facts): void {
  for (const { mapping, group } of document.objects) {
    if (group !== 'kustomize.toolkit.fluxcd.io') continue;
    for (const { name, value } of entriesOf(valueAt(mapping, 'spec', 'postBuild', 'substitute'))) {
      const text = stringOf(value) ?? '';
      if (name === undefined || !/^v?\d/.test(text)) continue;
      const { path, line } = factPlaceOf(document, value);
      facts.add(substitute, { name, text, path, line });
    }
  }
}

/**
 * The values that a placeholder of Flux may stand for, as `${istio_version}`: what a Kustomization says, or else whatever
 * gives a version that name, such as a ConfigMap or a file of variables.
 */
export function valuesFilledIn(text: string, facts: Facts): readonly WrittenValue[] {
  const [, name] = /^[~^=v]?\$\{(\w+)\}$/.exec(text.trim()) ?? [];
  if (name === undefined) return [];
  const own = facts.all(substitute).filter((each) => each.name === name);
  return own.length > 0 ? own : istioValues(facts).filter(({ what }) => what === name);
}

/** A version that an ApplicationSet of Argo CD fills into its template. */
export interface GeneratedVersion {
  /** Where the version of the chart is in the template. */
  readonly of: Node;
  /** What a generator says. */
  readonly value: Node;
}

/** What the generators of an ApplicationSet fill in for the parameters that are whole values of its template. */
export function versionsGenerated(
  { mapping, kind, group }: KubernetesObject,
  document: ManifestDocument,
): GeneratedVersion[] {
  if (group !== 'argoproj.io' || kind !== 'ApplicationSet') return [];
  const elements = elementsOf(valueAt(mapping, 'spec', 'generators'));
  const found: GeneratedVersion[] = [];
  walk(valueAt(mapping, 'spec', 'template'), (of) => {
    const [, name] =
      /^[~^=v]?\{\{[-\s]{0,9}\.?([\w.-]+?)[-\s]{0,9}\}\}$/.exec(writtenVersion(of, document)) ?? [];
    if (name === undefined) return;
    for (const element of elements) {
      const value = unlessDeclined(() => valueAt(element, ...name.split('.')));
      if (value) found.push({ of, value });
    }
  });
  return found;
}

/** What generators give the template, in generators of generators too. */
function elementsOf(generators: Node | undefined): Node[] {
  return itemsOf(generators).flatMap(({ value: generator }) =>
    entriesOf(generator).flatMap(({ value }) => [
      ...itemsOf(valueAt(value, 'elements')).map((each) => each.value),
      // Values that each element of the generator has: `{{ .values.istio }}`.
      ...(valueAt(value, 'values') ? [value] : []),
      ...elementsOf(valueAt(value, 'generators')),
    ]),
  );
}

/** Where an object says which version of a chart it installs. */
const sourcesByKind: Readonly<Record<string, readonly string[]>> = {
  HelmRelease: ['spec', 'chart', 'spec'],
  Application: ['spec', 'source'],
};

const installedChart: FactKind<{ readonly of: string; readonly chart: string }> = { name: 'installed-chart' };
const patchedVersion: FactKind<WrittenValue & { readonly of: string }> = { name: 'patched-version' };

/** Notes which chart an object installs; a patch of it gives a version, but names no chart. */
export function collectPatched(
  { mapping, kind, name }: KubernetesObject,
  document: ManifestDocument,
  chartOf: (source: Mapping) => string | undefined,
  facts: Facts,
): void {
  const keys = sourcesByKind[kind];
  if (!keys || name === undefined) return;
  const of = `${kind} ${name}`;
  unlessDeclined(() => {
    const source = asMapping(valueAt(mapping, ...keys));
    if (!source) return;
    const chart = chartOf(source);
    if (chart !== undefined) facts.add(installedChart, { of, chart });
    const version = valueAt(source, kind === 'HelmRelease' ? 'version' : 'targetRevision');
    if (!version || entryOf(source, 'chart')) return;
    const { path, line } = factPlaceOf(document, version);
    facts.add(patchedVersion, { of, text: writtenVersion(version, document), path, line });
  });
}

/** The versions that patches give the charts of objects of the same kind and name. */
export function versionsPatched(facts: Facts): { readonly what: string; readonly values: WrittenValue[] }[] {
  const charts = new Map(facts.all(installedChart).map(({ of, chart }) => [of, chart]));
  return facts.all(patchedVersion).flatMap(({ of, ...value }) => {
    const chart = charts.get(of);
    return chart === undefined ? [] : [{ what: `chart ${chart}`, values: [value] }];
  });
}
