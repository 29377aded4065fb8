import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import { entriesOf, itemsOf, type Node, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import { writtenVersion } from './read-pin';
import { istioValues, type WrittenValue } from './named-versions';

/** A value that Flux fills in for a name. */
interface Substitute extends WrittenValue {
  readonly name: string;
}

const substitute: FactKind<Substitute> = { name: 'flux-substitute' };

/** The name of a ConfigMap that Flux fills in values from, and what ConfigMaps hold. */
const substituteSource: FactKind<string> = { name: 'flux-substitute-source' };
const configValue: FactKind<Substitute & { readonly config: string }> = { name: 'config-value' };

/** Words of texts that {@link collectSubstitutes} finds something in; of a ConfigMap, whatever else it is looked at for. */
export const substituteWords = ['substitute:', 'substituteFrom:'] as const;

/** Notes the versions that Kustomizations of Flux fill in, themselves or from a ConfigMap. */
export function collectSubstitutes(document: ManifestDocument, facts: Facts): void {
  for (const { mapping, group, kind } of document.objects) {
    if (group === '' && kind === 'ConfigMap') {
      const config = stringOf(unlessDeclined(() => valueAt(mapping, 'metadata', 'name'))) ?? '';
      const data = unlessDeclined(() => valueAt(mapping, 'data'));
      for (const each of versionsIn(data, document)) facts.add(configValue, { ...each, config });
    }
    if (group !== 'kustomize.toolkit.fluxcd.io') continue;
    const postBuild = valueAt(mapping, 'spec', 'postBuild');
    for (const each of versionsIn(valueAt(postBuild, 'substitute'), document)) facts.add(substitute, each);
    for (const { value } of itemsOf(valueAt(postBuild, 'substituteFrom'))) {
      const name = stringOf(valueAt(value, 'name'));
      if (name !== undefined && stringOf(valueAt(value, 'kind')) === 'ConfigMap')
        facts.add(substituteSource, name);
    }
  }
}

function versionsIn(values: Node | undefined, document: ManifestDocument): Substitute[] {
  return entriesOf(values).flatMap(({ name, value }) => {
    const text = stringOf(value) ?? '';
    if (name === undefined || !/^v?\d[\w.-]*$/.test(text)) return [];
    const { path, line } = factPlaceOf(document, value);
    return [{ name, text, path, line }];
  });
}

/**
 * The values that a placeholder of Flux may stand for, as `${istio_version}`: what a Kustomization says, or else whatever
 * gives a version that name, such as a ConfigMap or a file of variables.
 */
export function valuesFilledIn(text: string, facts: Facts): readonly WrittenValue[] {
  const [, name] = /^[~^=v]?\$\{(\w+)\}$/.exec(text.trim()) ?? [];
  if (name === undefined) return [];
  const own = facts.all(substitute).filter((each) => each.name === name);
  if (own.length > 0) return own;
  const sources = new Set(facts.all(substituteSource));
  const given = facts.all(configValue).filter((each) => each.name === name && sources.has(each.config));
  return given.length > 0 ? given : istioValues(facts).filter(({ what }) => what === name);
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
