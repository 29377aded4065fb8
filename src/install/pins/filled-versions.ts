import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import { folderOf, isNamed, type NamedFile, namedOrFound, resolveFrom } from '../../kubernetes/path';
import { kustomizationsOf } from '../../kustomize/kustomization';
import { KustomizeTree } from '../../kustomize/tree';
import { entriesOf, itemsOf, keysTo, type Node, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import { writtenVersion } from './read-pin';
import { istioValues, nameIn, valuesOfName, type WrittenValue } from './named-versions';

/** A value that Flux fills in for a name. */
interface Substitute extends WrittenValue {
  readonly name: string;
}

/** A Kustomization of Flux: what it fills in itself, and the ConfigMaps that it fills in from. */
interface Filler {
  readonly path: string;
  /** The folder that it builds. */
  readonly builds: string;
  readonly own: readonly Substitute[];
  readonly configs: readonly string[];
}

/** The files whose keys a generator of an ApplicationSet fills in. */
const generatorFile: FactKind<{ readonly path: string; readonly file: NamedFile }> = {
  name: 'generator-file',
};

/** What a file without objects has under its keys, which are the name. */
const fileValue: FactKind<Substitute> = { name: 'file-version' };

const filler: FactKind<Filler> = { name: 'flux-filler' };

/** What a ConfigMap holds that values may be filled in from. */
const configValue: FactKind<Substitute & { readonly config: string }> = { name: 'config-value' };

/** Words of texts that {@link collectSubstitutes} finds something in; of a ConfigMap, whatever else it is looked at for. */
export const substituteWords: readonly string[] = [
  ...['substitute:', 'substituteFrom:', 'ApplicationSet'],
  // Versions of Istio as files for generators have them.
  ...['1.2', '1.3'].flatMap((start) =>
    [': ', ': "', ": '", '": "', '":"'].map((sign) => `ersion${sign}${start}`),
  ),
];

/** Notes the versions that Kustomizations of Flux fill in, themselves or from a ConfigMap, and generators from files. */
export function collectSubstitutes(document: ManifestDocument, facts: Facts): void {
  if (document.objects.length === 0 && !document.host) collectFileValues(document, facts);
  for (const { mapping, group, kind } of document.objects) {
    if (group === 'argoproj.io' && kind === 'ApplicationSet')
      for (const name of filesOf(unlessDeclined(() => valueAt(mapping, 'spec', 'generators'))))
        facts.add(generatorFile, { path: document.path, file: namedOrFound(name) });
    if (group === '' && kind === 'ConfigMap') {
      const config = stringOf(unlessDeclined(() => valueAt(mapping, 'metadata', 'name'))) ?? '';
      const data = unlessDeclined(() => valueAt(mapping, 'data'));
      for (const each of versionsIn(data, document)) facts.add(configValue, { ...each, config });
    }
    if (group !== 'kustomize.toolkit.fluxcd.io') continue;
    const spec = valueAt(mapping, 'spec');
    const configs = itemsOf(valueAt(spec, 'postBuild', 'substituteFrom')).flatMap(({ value }) => {
      return stringOf(valueAt(value, 'kind')) === 'ConfigMap' ? (stringOf(valueAt(value, 'name')) ?? []) : [];
    });
    const own = versionsIn(valueAt(spec, 'postBuild', 'substitute'), document);
    const builds = resolveFrom('.', stringOf(valueAt(spec, 'path')) ?? '.');
    facts.add(filler, { path: document.path, builds, own, configs });
  }
}

function collectFileValues(document: ManifestDocument, facts: Facts): void {
  const { root } = document;
  if (!root) return;
  walk(root, (node) => {
    const text = stringOf(node) ?? '';
    if (!/^v?1\.\d+(?:\.\d[\w.-]*)?$/.test(text)) return;
    const { path, line } = factPlaceOf(document, node);
    facts.add(fileValue, { name: keysTo(node, root).join('.'), text, path, line });
  });
}

/** The paths of files that generators read, in generators of generators too. */
function filesOf(generators: Node | undefined): string[] {
  return itemsOf(generators).flatMap(({ value: generator }) =>
    entriesOf(generator).flatMap(({ value }) => [
      ...itemsOf(valueAt(value, 'files')).flatMap((each) => stringOf(valueAt(each.value, 'path')) ?? []),
      ...filesOf(valueAt(value, 'generators')),
    ]),
  );
}

function versionsIn(values: Node | undefined, document: ManifestDocument): Substitute[] {
  return entriesOf(values).flatMap(({ name, value }) => {
    const text = stringOf(value) ?? '';
    if (name === undefined || !/^v?\d[\w.-]*$/.test(text)) return [];
    const { path, line } = factPlaceOf(document, value);
    return [{ name, text, path, line }];
  });
}

/** `${istio_version}`, `$ISTIO_VERSION`, `${var.istio_version}`, `{{ .Values.istio.version }}`, `{{version}}`. */
const placeholder =
  /^[~^=v]?(?:\$[{(]?([\w.-]+)[})]?|\{\{[-\s]*\.?((?:Environment\.)?Values\.|StateValues\.)?([\w.-]+)(?:\s*\|\s*quote)?[-\s]*\}\})$/;

/**
 * The values that a placeholder may stand for: what a Kustomization of Flux says or a module of Terraform is given, or else
 * whatever gives a version that name, such as a file of variables or of values.
 *
 * @param path the file with the placeholder, where only what is meant for that counts
 */
export function valuesFilledIn(text: string, facts: Facts, path?: string): readonly WrittenValue[] {
  const [, braced, ofValues, inTemplate] = placeholder.exec(text.trim()) ?? [];
  const name = braced ?? inTemplate;
  if (name === undefined) return [];
  const argument = nameIn(name);
  if (argument) return path === undefined ? [] : valuesOfName(argument, path, facts);
  const fillers = facts.all(filler).filter((each) => path === undefined || isBuiltBy(each, path, facts));
  const filled = braced === undefined ? [] : fillers.flatMap((each) => valuesOf(each, name, facts));
  if (filled.length > 0) return filled;
  const files = facts.all(generatorFile).filter((each) => path === undefined || each.path === path);
  const generated = facts
    .all(fileValue)
    .filter((each) => each.name === inTemplate && files.some(({ file }) => isNamed(file, each.path)));
  if (generated.length > 0) return generated;
  // What generates the applications of a set may be anywhere.
  const isAnywhere = path === undefined || (inTemplate !== undefined && ofValues === undefined);
  return istioValues(facts).filter(
    (value) => `.${name}`.endsWith(`.${value.what}`) && (isAnywhere || isBeside(value.path, path)),
  );
}

function valuesOf({ path, own, configs }: Filler, name: string, facts: Facts): readonly Substitute[] {
  const said = own.filter((each) => each.name === name);
  if (said.length > 0) return said;
  const all = facts.all(configValue).filter((each) => each.name === name && configs.includes(each.config));
  // Each cluster may have one of the same name.
  const beside = all.filter((each) => isBeside(each.path, path));
  return beside.length > 0 ? beside : all;
}

function isBuiltBy({ path, builds }: Filler, file: string, facts: Facts): boolean {
  const tree = KustomizeTree.of(facts);
  return kustomizationsOf(facts).some(
    (each) => each.path === path && each.resources.includes(builds) && tree.reach(each).has(file),
  );
}

/** Whether a file is in the folder of another one or below it, or the other way round; templates count as their chart. */
export function isBeside(one: string, other: string): boolean {
  const [above, below] = [one, other].map((path) => folderOf(path).replace(/\/templates(?:\/.*)?$/, ''));
  return above !== undefined && below !== undefined && (isBelow(above, below) || isBelow(below, above));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || `${path}/`.startsWith(`${folder}/`);
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
