import { grouped } from '../grouped';
import type { FactPlace, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { type EmbeddedDocument, readText } from '../kubernetes/embedded';
import type { KubernetesObject } from '../kubernetes/object';
import type { Context, Report } from '../transform';
import type { Entry, Item, Mapping, Node, Place } from '../yaml';
import { type Operation, readOperations } from './operation';
import { inlinePatches, readKustomizations, readPatches } from './read';
import { fits, type Selector } from './selector';
import { KustomizeTree } from './tree';

/** What an operation of a JSON 6902 patch writes into an object, seen as an object that has nothing else. */
export interface WrittenPart {
  readonly object: KubernetesObject;
  readonly inner: EmbeddedDocument;
  /** The nodes that only lead there: they are written nowhere, so nothing can be said about them. */
  readonly leads: ReadonlySet<Place>;
}

/** An object of a document, or what a patch in it says of one, with the document that this is in. */
export interface ObjectOrPart extends EmbeddedDocument {
  readonly object: KubernetesObject;
  /** Whether it may say a part of the object only. */
  readonly isPart: boolean;
  /** Whether an operation brings it, so that only its value is written there. */
  readonly isWritten: boolean;
}

/** The objects of a document, and what the patches that it holds or is say of objects. */
export function objectsAndParts(document: ManifestDocument, context: Context): ObjectOrPart[] {
  const isPatch = KustomizeTree.of(context.facts).patchUses(document.path).length > 0;
  const own = document.objects.map((object) => ({
    ...{ object, document, context },
    ...{ isPart: isPatch, isWritten: false },
  }));
  const inTexts = inlinePatches(document, context).flatMap((inner) =>
    inner.document.objects.map((object) => ({ object, ...inner, isPart: true, isWritten: false })),
  );
  const written = writtenParts(document, context).map(({ object, inner, leads }) => {
    const report: Report = (note) => {
      if (!leads.has(note.at)) inner.context.report(note);
    };
    // What leads to the value is not written there, so nothing there can be changed.
    const within = { ...inner.context, report, rewrite: () => undefined };
    return { object, document: inner.document, context: within, isPart: true, isWritten: true };
  });
  return [...own, ...inTexts, ...written];
}

/** The groups of kinds that no other group has, as a target need not name the group. */
const groups: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'networking.istio.io':
      'VirtualService DestinationRule ServiceEntry Sidecar EnvoyFilter WorkloadEntry WorkloadGroup ProxyConfig',
    'security.istio.io': 'AuthorizationPolicy RequestAuthentication PeerAuthentication',
    'telemetry.istio.io': 'Telemetry',
    'extensions.istio.io': 'WasmPlugin',
    'gateway.networking.k8s.io':
      'HTTPRoute GRPCRoute TLSRoute TCPRoute UDPRoute BackendTLSPolicy ListenerSet GatewayClass ReferenceGrant',
    '': 'Service',
  }).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => [kind, group])),
);

/** What JSON patches add to objects whose kind their target names: in the texts of a kustomization, and in a file. */
export function writtenParts(document: ManifestDocument, context: Context): WrittenPart[] {
  return jsonPatchesOf(document, context).flatMap(({ inner, target }) =>
    objectsWritten(inner.document, target).map((part) => ({ ...part, inner })),
  );
}

/** An operation of a JSON patch for objects of a kind, with the others of the patch. */
export interface TargetedOperation extends Pick<KubernetesObject, 'group' | 'kind'> {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
  readonly context: Context;
}

/** The operations of the JSON patches that a document holds or is. */
export function targetedOperations(document: ManifestDocument, context: Context): TargetedOperation[] {
  return jsonPatchesOf(document, context).flatMap(({ inner, target: { kind, group: given } = {} }) => {
    if (kind === undefined) return [];
    const operations = readOperations(inner.document.root) ?? [];
    return operations.flatMap((operation) => {
      const group = given ?? groupOf(kind, operation);
      return group === undefined ? [] : { ...{ operation, operations }, group, kind, context: inner.context };
    });
  });
}

/** A document that may be a JSON patch, and what it is for. */
interface JsonPatch {
  readonly inner: EmbeddedDocument;
  readonly target: Selector | undefined;
}

function jsonPatchesOf(document: ManifestDocument, context: Context): JsonPatch[] {
  const inTexts = inlinePatches(document, context).map((inner) => ({ inner, target: inner.target }));
  return [...inTexts, ...patchesOfFile(document, context)];
}

/** A file, for each kind that the kustomizations which name it have it laid over. */
function patchesOfFile(document: ManifestDocument, context: Context): JsonPatch[] {
  if (document.host || readOperations(document.root) === undefined) return [];
  const selectors = KustomizeTree.of(context.facts)
    .patchUses(document.path)
    .flatMap(({ selector }) => selector ?? []);
  const distinct = grouped(selectors, ({ group = '', kind = '' }) => `${group}/${kind}`);
  return [...distinct.values()].map(([first, ...others]) => {
    const { name, ...rest } = first ?? {};
    const isOne = name !== undefined && others.every((other) => other.name === name);
    return { inner: { document, context }, target: isOne ? first : rest };
  });
}

function objectsWritten(
  { root }: ManifestDocument,
  target: Selector | undefined,
): Omit<WrittenPart, 'inner'>[] {
  const { kind, version = '' } = target ?? {};
  if (kind === undefined) return [];
  return (readOperations(root) ?? []).flatMap((operation) => {
    const part = partOf(operation);
    const group = target?.group ?? groupOf(kind, operation);
    if (!part || group === undefined) return [];
    const object: KubernetesObject = {
      ...{ mapping: part.mapping, group, version, kind, apiVersion: `${group}/${version}` },
      ...{ apiVersionEntry: undefined, namespace: undefined },
      // A pattern may mean several.
      name: /^[\w.-]+$/.test(target?.name ?? '') ? target?.name : undefined,
    };
    return [{ object, leads: part.leads }];
  });
}

/** Two groups have a Gateway, and their fields tell which one is meant. */
function groupOf(kind: string, { path: [, field] }: Operation): string | undefined {
  if (kind !== 'Gateway') return groups[kind];
  return field === 'servers' || field === 'selector' ? 'networking.istio.io' : 'gateway.networking.k8s.io';
}

/** Builds the mappings and lists that lead to the value of an operation, from the inside out. */
function partOf({ op, path, pathScalar, value }: Operation) {
  if (!value || !['add', 'replace'].includes(op) || path.length === 0) return undefined;
  const { range } = value;
  const place = { range, content: range, alias: undefined, anchor: undefined, parent: undefined };
  const leads = new Set<Place>();
  const mapping = path.toReversed().reduce<Node>((inner, segment, depth) => {
    const isLeaf = depth === 0;
    const holder: Node = /^(?:\d+|-)$/.test(segment)
      ? { ...place, kind: 'sequence', flow: false, items: [] }
      : { ...place, kind: 'mapping', flow: false, entries: [], templatedEntries: [] };
    const element: Entry | Item =
      holder.kind === 'sequence'
        ? { kind: 'item', value: inner, parent: holder, range }
        : { kind: 'entry', name: segment, key: pathScalar, value: inner, parent: holder, range };
    leads.add(holder);
    // The innermost entry stands for the operation itself.
    if (!isLeaf) leads.add(element);
    const children = holder.kind === 'sequence' ? holder.items : holder.entries;
    (children as (Entry | Item)[]).push(element);
    return holder;
  }, value.value);
  return mapping.kind === 'mapping' ? { mapping: mapping satisfies Mapping, leads } : undefined;
}

/** What a patch says of an object, for a survey: it looks before it is known what the kustomizations of the tree name. */
export interface SurveyedPart {
  readonly object: KubernetesObject;
  /** What the object is in. */
  readonly document: ManifestDocument;
  /** Whether only a kustomization of the tree tells if it is for that kind: see {@link isPatchFor}. */
  readonly isOpen: boolean;
}

/** What the patches that a document holds or is say of objects of a kind. */
export function surveyedParts(document: ManifestDocument, kind: string): SurveyedPart[] {
  const { host, root } = document;
  if (host) return [];
  const inTexts = readKustomizations(document).flatMap((kustomization) =>
    readPatches(kustomization).flatMap(({ inline, selector }) => {
      const inner = inline?.kind === 'scalar' ? (readText(document, inline)?.documents ?? []) : [];
      return inner.flatMap((each) => partsForKind(each, kind, selector, false));
    }),
  );
  // An object of a file is seen by itself, be it a patch.
  const inFile = root?.kind === 'sequence' ? partsForKind(document, kind, { kind }, true) : [];
  return [...inTexts, ...inFile];
}

function partsForKind(
  document: ManifestDocument,
  kind: string,
  target: Selector | undefined,
  isOpen: boolean,
): SurveyedPart[] {
  const written = target?.kind !== undefined && fits(target.kind, kind) ? { ...target, kind } : undefined;
  const own = document.objects.filter((object) => object.kind === kind);
  return [...own, ...objectsWritten(document, written).map(({ object }) => object)].map((object) => ({
    object,
    document,
    isOpen,
  }));
}

/** Whether a kustomization has the operations in a file laid over objects of a kind. */
export function isPatchFor(kind: string, { path }: FactPlace, facts: Facts): boolean {
  return KustomizeTree.of(facts)
    .patchUses(path)
    .some(({ selector }) => fits(selector?.kind, kind));
}
