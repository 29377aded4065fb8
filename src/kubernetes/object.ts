import { once } from '../once';
import {
  asMapping,
  countBefore,
  entriesOf,
  type Entry,
  findEntry,
  isTemplated,
  itemsOf,
  LineIndex,
  type Mapping,
  mergedInto,
  type Node,
  type Place,
  stringOf,
  valueAt,
  walk,
  type YamlDocument,
} from '../yaml';
import type { FactPlace } from '../facts';
import type { ManifestDocument } from './document';

/** A Kubernetes object, or a part of one as patches hold it: a mapping with apiVersion and kind, and content. */
export interface KubernetesObject {
  readonly mapping: Mapping;
  readonly apiVersion: string;
  /** What is before the `/` of the apiVersion; empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Undefined for an item of a typed list (`kind: FooList`), which takes its apiVersion from the list. */
  readonly apiVersionEntry: Entry | undefined;
  /** From its metadata; undefined where there is none. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** Every Kubernetes object in a document, at any depth, in the order of the text. */
export function findObjects({ root, text }: Pick<YamlDocument, 'root' | 'text'>): KubernetesObject[] {
  const objects: KubernetesObject[] = [];
  walk(root, (node) => {
    const mapping = asMapping(node);
    const object = mapping && !mergedInto(mapping) && recognise(mapping, text);
    if (object) objects.push(object, ...itemsOfTypedList(object));
  });
  const definitions = definitionsAmong(objects);
  return objects.filter((object) => {
    const around = innermostAt(object.mapping.content.start, definitions);
    return around === undefined || around === object;
  });
}

/** The CustomResourceDefinitions: they say what objects look like, and nothing in one is an object or a part of one. */
export function definitionsAmong(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(
    ({ group, kind }) => group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition',
  );
}

/** `InferencePool llm/llama`: how a report names an object. */
export function describeObject({ kind, name, namespace }: KubernetesObject): string {
  const isSeen = (text: string | undefined) => text !== undefined && text !== '' && !isTemplated(text);
  return isSeen(name) ? `${kind} ${[namespace, name].filter(isSeen).join('/')}` : kind;
}

function recognise(mapping: Mapping, text: string): KubernetesObject | undefined {
  const apiVersionEntry = entryLoosely(mapping, 'apiVersion');
  const apiVersion = versionIn(apiVersionEntry?.value, text);
  const kind = stringOf(entryLoosely(mapping, 'kind')?.value);
  if (!apiVersion || !kind) return undefined;
  // A reference (ownerReferences, scaleTargetRef) has the two as well, but a name instead of content.
  const hasContent = contentKeys.some((key) => entryLoosely(mapping, key));
  if (!hasContent && !mapping.entries.some(isAsserted)) return undefined;
  return objectOf(mapping, apiVersion, kind, apiVersionEntry);
}

/** An apiVersion; where a template puts it there, the one that the template names as its default. */
function versionIn(node: Node | undefined, text: string): string | undefined {
  const value = stringOf(node);
  if (!node || value === undefined || !isTemplated(value)) return value;
  const named = text
    .slice(node.content.start, node.content.end)
    .match(/(?<=["'`])[a-z0-9.-]+\/v\w+(?=["'`])/g);
  const [only, other] = new Set(named ?? []);
  return other === undefined ? (only ?? value) : value;
}

const contentKeys = ['metadata', 'spec', 'items'];

/** What an assertion says of an object may be its status alone, or an expression of its content. */
function isAsserted({ name = '', value }: Entry): boolean {
  return (
    (isExpression(name) && /\b(?:metadata|spec|status)\b/.test(name)) ||
    (name === 'status' && value.kind === 'mapping')
  );
}

/** Whether a key of an assertion is an expression of JMESPath, as Chainsaw and Kyverno write it: `(length(parent))`. */
export function isExpression(key: string): boolean {
  return /^(?:~\w*\.)?\(/.test(key);
}

/** A mapping as an object, whatever it lacks: a patch that is given a target need not say what it is. */
export function objectAt(mapping: Mapping): KubernetesObject {
  const apiVersionEntry = entryLoosely(mapping, 'apiVersion');
  const kind = stringOf(entryLoosely(mapping, 'kind')?.value) ?? '';
  return objectOf(mapping, stringOf(apiVersionEntry?.value) ?? '', kind, apiVersionEntry);
}

function objectOf(
  mapping: Mapping,
  apiVersion: string,
  kind: string,
  apiVersionEntry: Entry | undefined,
): KubernetesObject {
  const slash = apiVersion.indexOf('/');
  const metadata = entryLoosely(mapping, 'metadata')?.value;
  return {
    mapping,
    apiVersion,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    apiVersionEntry,
    name: stringOf(entryLoosely(metadata, 'name')?.value),
    namespace: stringOf(entryLoosely(metadata, 'namespace')?.value),
  };
}

function itemsOfTypedList({ mapping, apiVersion, kind }: KubernetesObject): KubernetesObject[] {
  if (!kind.endsWith('List') || kind === 'List') return [];
  const items = itemsOf(entryLoosely(mapping, 'items')?.value);
  return items.flatMap(({ value }) => {
    const item = asMapping(value);
    const isUntyped = item && !entryLoosely(item, 'kind') && !entryLoosely(item, 'apiVersion');
    return isUntyped ? [objectOf(item, apiVersion, kind.slice(0, -'List'.length), undefined)] : [];
  });
}

/** Recognising must not fail where a key appears twice: the transform that needs the key says so. */
function entryLoosely(node: Node | undefined, name: string): Entry | undefined {
  return findEntry(node, name, { duplicates: 'first', templates: 'absent' });
}

/** Where a place of a document is, in the file as it was read. */
export function factPlaceOf(document: ManifestDocument, place: Place): FactPlace {
  const offset = outermostOffset(document, startOf(place));
  let outermost = document;
  while (outermost.host) outermost = outermost.host.document;
  const { path, within } = outermost;
  return { path, ...linesOf(outermost).at(within?.toOuter(offset) ?? offset) };
}

/** Asked for by document: two copies of one text are compared letter by letter. */
const linesOf = once(
  ({ text, within }: ManifestDocument) => linesOfText(within?.outer ?? text),
  new WeakMap<ManifestDocument, LineIndex>(),
);

let recent: readonly { readonly text: string; readonly lines: LineIndex }[] = [];

/** The lines of a text. Many facts of a file come one after the other, in turn with those of a rewrite: both are kept. */
function linesOfText(text: string): LineIndex {
  const known = recent.find((each) => each.text === text) ?? { text, lines: new LineIndex(text) };
  const [other] = recent.filter((each) => each !== known);
  recent = other ? [known, other] : [known];
  return known.lines;
}

/** Where an offset of a document's text lies in the text that is in no scalar. */
export function outermostOffset({ host }: ManifestDocument, offset: number): number {
  return host ? outermostOffset(host.document, host.toOuter(offset)) : offset;
}

/** Offset at which a place starts: an entry at its key, a node where its alias or content starts. */
export function startOf(place: Place): number {
  if (place.kind === 'spot') return place.offset;
  if (place.kind === 'entry') return place.range.start;
  const node = place.kind === 'item' ? place.value : place;
  return (node.alias ?? node.content).start;
}

/** `path:line`, as a message names another file. */
export function describePlace({ path, line }: FactPlace): string {
  return `${path}:${line}`;
}

/** Things with their places, as far as a message names them. */
export function listPlaces(
  things: readonly { readonly what: string; readonly place: FactPlace }[],
  namedAtMost: number,
): string {
  const named = things.slice(0, namedAtMost).map(({ what, place }) => `${what} (${describePlace(place)})`);
  const more = things.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** An object's own labels. */
export function labelsOf({ mapping }: KubernetesObject): Record<string, string | undefined> {
  const labels = entriesOf(valueAt(mapping, 'metadata', 'labels'));
  return Object.fromEntries(labels.map(({ name = '', value }) => [name, stringOf(value)]));
}

/** The innermost object at an offset. */
export function innermostAt(
  offset: number,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  const ordered = inOrder(objects);
  for (let at = countBefore(ordered, offset + 1, startOfObject) - 1; at >= 0; at--) {
    const object = ordered[at];
    if (object && offset < object.mapping.content.end) return object;
  }
  return undefined;
}

/** By where they start: one that holds another before it. */
const inOrder = once(
  (objects: readonly KubernetesObject[]) => objects.toSorted((a, b) => startOfObject(a) - startOfObject(b)),
  new WeakMap(),
);

function startOfObject({ mapping }: KubernetesObject): number {
  return mapping.content.start;
}
