import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { readText } from '../../kubernetes/embedded';
import { grouped } from '../../grouped';
import { fileNameOf, isNamed, isNamedItself, madeFrom, type NamedFile } from '../../kubernetes/path';
import {
  asMapping,
  entriesOf,
  isParseProblem,
  insertedIn,
  isTemplatedNode,
  type Mapping,
  type Node,
  parseDocument,
  type Plain,
  scalarValueOf,
  stringOf,
} from '../../yaml';
import { configMapLayer, fileLayer, type InstallValues, placesOfGlobal } from '../values';
import { defaultsOf, formsOf } from '../settings';
import { isBelow } from '../../keys';

/** What a layer of values says, as plain data that outlives its document. */
export interface Content {
  readonly settings: readonly PlainSetting[];
  /** Maps among whose entries a template may insert others. */
  readonly open: readonly (readonly string[])[];
  /** Keys that a JSON patch is about: the maps that hold them have to be there. */
  readonly places?: readonly (readonly string[])[];
  /** What a patch leaves nothing of below it, beside the values. */
  readonly replaces?: readonly Pick<Required<PlainSetting>, 'part' | 'keys'>[];
  readonly operator?: OperatorContent;
}

/** What says nothing. */
export const nothing: Content = { settings: [], open: [] };

/** What an IstioOperator says beside its values. */
export interface OperatorContent {
  readonly profile: string | undefined;
  /** The lists of gateways that it has, with the names of those that are not disabled. */
  readonly gateways: readonly { readonly list: string; readonly names: readonly string[] }[];
}

/** A value that is no map with entries, and the keys that lead to it. */
export interface PlainSetting {
  readonly keys: readonly string[];
  readonly value: Plain;
  /** Whether it wins over the map, as parameters, lists of variables, and what istioctl does not validate do. */
  readonly isParameter?: boolean;
  /** What it is in, beside the values: a list of variables, what istioctl does not validate, or what the chart renders. */
  readonly part?: 'list' | 'unvalidated' | 'rendered';
}

/** Reads what a map of values says; what a template or placeholder inserts in place of one may say anything. */
export function contentOf(values: Node | undefined): Content {
  const settings: PlainSetting[] = [];
  const open: string[][] = [];
  const read = (node: Node, keys: readonly string[]): void => {
    const map = asMapping(node);
    if (map && isOpen(map)) open.push([...keys]);
    // A strategic merge patch takes the place of all below it, or away.
    const directive = map?.entries.find(({ name }) => name === '$patch');
    if (directive && stringOf(directive.value) !== 'merge') settings.push({ keys: [...keys], value: null });
    if (map && map.entries.length > 0) {
      for (const { name, value } of map.entries) {
        if (name === '$patch') continue;
        // What a merge key brings is there as well, below what is beside it.
        if (name === '<<')
          for (const entry of entriesOf(value)) read(entry.value, [...keys, entry.name ?? '']);
        else if (name !== undefined) read(value, [...keys, name]);
      }
    } else {
      // What a template brings may as well be a map.
      if (isTemplatedNode(node)) open.push([...keys]);
      settings.push({ keys: [...keys], value: plainly(node) });
    }
  };
  if (values) read(values, []);
  return { settings: settings.filter(({ keys, value }) => keys.length > 0 || value === null), open };
}

/** What the text of a scalar says as values; undefined where it holds anything but a map that can be read. */
export function contentOfText(
  document: ManifestDocument,
  scalar: Parameters<typeof readText>[1],
): Content | undefined {
  const read = readText(document, scalar);
  if (!read || read.problems.length > 0) return undefined;
  const [first] = read.documents;
  const root = asMapping(first?.root);
  if (root) return contentOf(root);
  // Nothing but comments says nothing; what a template brings as a whole cannot be seen.
  const isEmpty = !first?.root && !isTemplatedNode(scalar);
  return isEmpty ? nothing : undefined;
}

/** What a text says as values; undefined where it holds anything but a map that can be read. */
export function contentIn(text: string): Content | undefined {
  const parsed = parseDocument(text, { start: 0, end: text.length });
  const root = isParseProblem(parsed) ? undefined : asMapping(parsed.root);
  return root && contentOf(root);
}

/** Whether a template may insert entries of a map. */
function isOpen(map: Mapping): boolean {
  return insertedIn(map) !== undefined || map.entries.some(({ name = '' }) => name.includes('{{'));
}

/** A scalar's value; a list is only known to be one. */
function plainly(node: Node): Plain {
  if (node.kind === 'sequence') return [];
  if (node.kind === 'mapping') return {};
  const value = scalarValueOf(node);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A layer, as far as it can be seen. */
interface Said {
  readonly content?: Content | undefined;
}

/**
 * What a layer sets at a path of a chart, or below it, in whatever form.
 *
 * @param values any layer of the same release: it says where in the values the chart has its own
 */
export function setIn({ content }: Said, values: InstallValues, path: readonly string[]): PlainSetting[] {
  if (!content) return [];
  const wanted = keysOfPath(values, path);
  return content.settings.filter(({ keys, value, part }) => {
    const isEmpty =
      value === null ||
      (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);
    const places = part === 'rendered' ? [path] : wanted;
    return places.some((full) => isBelow(keys, full) && !(isEmpty && keys.length === full.length));
  });
}

/** Whether a layer says null at a path or above it: what layers below set there is gone. */
export function resetsIn({ content }: Said, values: InstallValues, path: readonly string[]): boolean {
  if (!content) return false;
  const wanted = keysOfPath(values, path);
  return content.settings.some(
    ({ keys, value, part }) =>
      value === null && (part === 'rendered' ? [path] : wanted).some((full) => isBelow(full, keys)),
  );
}

/** Whether a template may set a path in a layer, or it cannot be seen at all. */
export function mayBringIn({ content }: Said, values: InstallValues, path: readonly string[]): boolean {
  if (!content) return true;
  const wanted = keysOfPath(values, path);
  return content.open.some((keys) => wanted.some((full) => isBelow(full, keys)));
}

/** The keys, from the root of the release's values, at which a value may stand. */
export function keysOfPath(values: InstallValues, path: readonly string[]): (readonly string[])[] {
  const below = values.own.keys.slice(values.root.keys.length);
  const forms = formsOf(values, path);
  const usual =
    path[0] === 'global'
      ? placesOfGlobal(values).map(({ keys }) => [...keys.slice(values.root.keys.length), ...path])
      : forms.map((form) => [...below, ...form]);
  const asDefaults = defaultsOf(values).flatMap((key) => forms.map((form) => [...below, key, ...form]));
  return [...usual, ...asDefaults];
}

/** Files that a kustomization puts into a ConfigMap or a Secret. */
export interface GeneratedConfigMap {
  readonly name: string;
  readonly files: readonly { readonly key: string; readonly path: string }[];
}

export const generatedConfigMap: FactKind<GeneratedConfigMap> = { name: 'generated-config-map' };

/** What values files and ConfigMaps of the tree say. */
export interface FileContent {
  readonly path: string;
  /** The name and key of a ConfigMap; undefined for a file of values. */
  readonly configMap?: ConfigMapKey & { readonly namespace?: string | undefined };
  /** Undefined where it cannot be read. */
  readonly content?: Content | undefined;
  /** Whether it was not read, since it holds none of the words that one survey looks for. */
  readonly isGlance?: boolean;
  /** Whether there is nothing in it but comments, so that nothing can be inserted. */
  readonly isBlank?: boolean;
  /** Whether its keys are those of another product. */
  readonly isOfAnother?: boolean;
  /** Whether it is where nothing is ever rewritten. */
  readonly isFixed?: boolean;
}

/** A text in a ConfigMap, as manifests name it. */
export interface ConfigMapKey {
  readonly name: string;
  /** Undefined for all. */
  readonly key: string | undefined;
}

export const fileContent: FactKind<FileContent> = { name: 'values-content' };

/** Whether a file of values was read. */
export function isRead(path: string, facts: Facts): boolean {
  return facts.derived(readPaths).has(path);
}

function readPaths(facts: Facts): ReadonlySet<string> {
  return new Set(facts.all(fileContent).flatMap(({ path, isGlance }) => (isGlance ? [] : [path])));
}

/** A file that looks like one of objects, so that it is not read as values, though it may be. */
export const manifestWithWords: FactKind<string> = { name: 'manifest-with-words' };

/** How a file or ConfigMap is called among the layers. */
export function layerOfContent({ path, configMap }: FileContent): string {
  return configMap ? configMapLayer(path, configMap) : fileLayer(path);
}

/** What is known of each file and ConfigMap: what one survey passes over, another one may have read. */
function contents(facts: Facts): readonly FileContent[] {
  return facts.all(fileContent).filter(({ path, isGlance }) => !isGlance || !isRead(path, facts));
}

/** The files of values that a name stands for. */
export function filesNamed(file: NamedFile, facts: Facts): readonly FileContent[] {
  const last = fileNameOf(madeFrom(file.path));
  const isPlain = !/\*|^\.{0,2}$/.test(last) && (file.others ?? []).length === 0;
  const candidates = isPlain ? facts.derived(contentsByFileName).get(last) : facts.derived(contentsOfFiles);
  const names = [file.path, ...(file.others ?? [])];
  const rankOf = ({ path }: FileContent) =>
    names.findIndex((each) => isNamed({ ...file, path: each, others: [] }, path));
  const found = (candidates ?? []).filter(({ path }) => isNamed(file, path));
  const own = found.filter(({ path }) => isNamedItself(file, path));
  // Beside a file that is there, its template says no more.
  return (own.length > 0 ? own : found).toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** What is known of the files of values. */
export function contentsOfFiles(facts: Facts): readonly FileContent[] {
  return facts.derived(contents).filter(({ configMap }) => !configMap);
}

function contentsByFileName(facts: Facts): ReadonlyMap<string, readonly FileContent[]> {
  return grouped(facts.derived(contentsOfFiles), ({ path }) => fileNameOf(madeFrom(path)));
}

/**
 * What a text in a ConfigMap can be: of several with one name, in other namespaces or clusters, any may be the one, and
 * so may each file of the tree that a kustomization makes one of.
 */
export function contentsOfConfigMap({ name, key }: ConfigMapKey, facts: Facts): readonly FileContent[] {
  const maps = facts.all(generatedConfigMap).filter((map) => map.name === name);
  const files = new Set(
    maps.flatMap((map) =>
      map.files.flatMap((file) => (key === undefined || file.key === key ? file.path : [])),
    ),
  );
  return facts
    .derived(contents)
    .filter(({ configMap: map, path }) =>
      map ? map.name === name && (key === undefined || (map.key ?? key) === key) : files.has(path),
    );
}
