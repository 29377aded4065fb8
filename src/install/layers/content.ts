import type { ManifestDocument } from '../../kubernetes/document';
import { readText } from '../../kubernetes/embedded';
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
import { type InstallValues, placesOfGlobal } from '../values';
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
