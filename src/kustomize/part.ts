import { grouped } from '../grouped';
import type { FactPlace, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';
import type { Context, Report } from '../transform';
import type { Entry, Item, Mapping, Node, Place } from '../yaml';
import { type Operation, readOperations } from './operation';
import { fits, type Selector } from './selector';
import { KustomizeTree } from './tree';

/** What an operation of a JSON 6902 patch writes into an object, seen as an object that has nothing else. */
export interface WrittenPart {
  readonly object: KubernetesObject;
  /** The nodes that only lead there: they are written nowhere, so nothing can be said about them. */
  readonly leads: ReadonlySet<Place>;
}

/** An object of a document, or what a patch says of one, with a context for it. */
export interface ObjectOrPart {
  readonly object: KubernetesObject;
  readonly context: Context;
  /** Whether it may say a part of the object only. */
  readonly isPart: boolean;
  /** Whether an operation brings it, so that only its value is written there. */
  readonly isWritten: boolean;
}

/** The objects of a document, and what it says of objects if it is a patch. */
export function objectsAndParts(document: ManifestDocument, context: Context): ObjectOrPart[] {
  const isPart = targetsOf(document, context.facts).length > 0;
  const own = document.objects.map((object) => ({ object, context, isPart, isWritten: false }));
  const written = writtenParts(document, context).map(({ object, leads }) => {
    const report: Report = (note) => {
      if (!leads.has(note.at)) context.report(note);
    };
    // What leads to the value is not written there, so nothing there can be changed.
    const within = { ...context, report, rewrite: () => undefined };
    return { object, context: within, isPart: true, isWritten: true };
  });
  return [...own, ...written];
}

/** What the kustomizations that have a document as a patch say that it is for; undefined where the patch itself tells. */
export function targetsOf({ path, host }: ManifestDocument, facts: Facts): readonly (Selector | undefined)[] {
  if (host) return host.patch ? [host.patch.target] : [];
  return KustomizeTree.of(facts)
    .patchUses(path)
    .map(({ selector }) => selector);
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
    'serving.kserve.io': 'LLMInferenceService LLMInferenceServiceConfig',
    '': 'Service',
  }).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => [kind, group])),
);

/** What a document that is a JSON patch adds to objects whose kind its targets name. */
export function writtenParts(document: ManifestDocument, { facts }: Context): WrittenPart[] {
  return targetsOfOperations(document, facts).flatMap((target) => objectsWritten(document, target));
}

/** An operation of a JSON patch for objects of a kind, with the others of the patch. */
export interface TargetedOperation extends Pick<KubernetesObject, 'group' | 'kind'> {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
  readonly context: Context;
}

/** The operations of a document that is a JSON patch. */
export function targetedOperations(document: ManifestDocument, context: Context): TargetedOperation[] {
  const operations = readOperations(document.root) ?? [];
  return targetsOfOperations(document, context.facts).flatMap(({ kind, group: given }) =>
    operations.flatMap((operation) => {
      const group = kind === undefined ? undefined : (given ?? groupOf(kind, operation));
      return kind === undefined || group === undefined
        ? []
        : { ...{ operation, operations }, group, kind, context };
    }),
  );
}

/** What a JSON patch is for, once for each kind: several kustomizations may have one file laid over objects. */
function targetsOfOperations(document: ManifestDocument, facts: Facts): Selector[] {
  if (readOperations(document.root) === undefined) return [];
  const targets = targetsOf(document, facts).flatMap((target) => target ?? []);
  const distinct = grouped(targets, ({ group = '', kind = '' }) => `${group}/${kind}`);
  return [...distinct.values()].map(([first = {}, ...others]) => {
    const { name, ...rest } = first;
    return name !== undefined && others.every((other) => other.name === name) ? first : rest;
  });
}

function objectsWritten({ root }: ManifestDocument, target: Selector): WrittenPart[] {
  const { kind, version = '' } = target;
  if (kind === undefined) return [];
  return (readOperations(root) ?? []).flatMap((operation) => {
    const part = partOf(operation);
    const group = target.group ?? groupOf(kind, operation);
    if (!part || group === undefined) return [];
    const object: KubernetesObject = {
      ...{ mapping: part.mapping, group, version, kind, apiVersion: `${group}/${version}` },
      ...{ apiVersionEntry: undefined, namespace: undefined },
      // A pattern may mean several.
      name: /^[\w.-]+$/.test(target.name ?? '') ? target.name : undefined,
    };
    return [{ object, leads: part.leads }];
  });
}

/** Two groups have a Gateway, and their fields tell which one is meant. */
function groupOf(kind: string, { path: [, field] }: Operation): string | undefined {
  if (kind !== 'Gateway') return groups[kind];
  return field === 'servers' || field === 'selector' ? 'networking.istio.io' : 'gateway.networking.k8s.io';
}

/** What each operation of a document that is a JSON patch writes, in the mappings that its path leads through. */
export function operationParts({ root }: ManifestDocument): Mapping[] {
  return partsOf(readOperations(root) ?? []);
}

/** What operations write, in the mappings that their paths lead through. */
export function partsOf(operations: readonly Operation[]): Mapping[] {
  return operations.flatMap((operation) => partOf(operation)?.mapping ?? []);
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
      ? { ...place, kind: 'sequence', flow: false, items: [], templatedItems: [] }
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

/** What a JSON patch says of an object, for a survey: it looks before it is known what the kustomizations of the tree name. */
export interface SurveyedPart {
  readonly object: KubernetesObject;
  /** Whether only a kustomization of the tree tells if it is for that kind: see {@link isPatchFor}. */
  readonly isOpen: boolean;
}

/** What a document that is a JSON patch says of objects of a kind. An object is seen by itself, be it a patch. */
export function surveyedParts(document: ManifestDocument, kind: string): SurveyedPart[] {
  const { host, root } = document;
  const target = host ? host.patch?.target : {};
  const isFor = !host || (target?.kind !== undefined && fits(target.kind, kind));
  if (root?.kind !== 'sequence' || !target || !isFor) return [];
  return objectsWritten(document, { ...target, kind }).map(({ object }) => ({ object, isOpen: !host }));
}

/** Whether a kustomization has the operations in a file laid over objects of a kind. */
export function isPatchFor(kind: string, { path }: Pick<FactPlace, 'path'>, facts: Facts): boolean {
  return KustomizeTree.of(facts)
    .patchUses(path)
    .some(({ selector }) => fits(selector?.kind, kind));
}
