import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import { type EmbeddedDocument, readEmbedded } from '../kubernetes/embedded';
import type { KubernetesObject } from '../kubernetes/object';
import type { Context, Report } from '../transform';
import type { Entry, Item, Mapping, Node, Place } from '../yaml';
import { type Operation, readOperations } from './operation';
import { inlinePatches, readKustomizations, readPatches } from './read';
import type { Selector } from './selector';
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
    'gateway.networking.k8s.io': 'HTTPRoute GRPCRoute TLSRoute TCPRoute BackendTLSPolicy',
  }).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => [kind, group])),
);

/** What JSON patches add to objects whose kind their target names: in the texts of a kustomization, and in a file. */
export function writtenParts(document: ManifestDocument, context: Context): WrittenPart[] {
  const inTexts = readKustomizations(document)
    .flatMap(readPatches)
    .flatMap(({ inline, selector }) => {
      const read = inline?.kind === 'scalar' && readEmbedded(document, inline, context);
      return (Array.isArray(read) ? read : []).flatMap((inner) => partsOf(inner, selector));
    });
  return [...inTexts, ...partsOfFile(document, context)];
}

/** The same of a file, for each kind that the kustomizations which name it have it laid over. */
function partsOfFile(document: ManifestDocument, context: Context): WrittenPart[] {
  if (document.host || readOperations(document.root) === undefined) return [];
  const selectors = KustomizeTree.of(context.facts)
    .patchUses(document.path)
    .flatMap(({ selector }) => selector ?? []);
  const distinct = grouped(selectors, ({ group = '', kind = '' }) => `${group}/${kind}`);
  return [...distinct.values()].flatMap(([first, ...others]) => {
    const { name, ...rest } = first ?? {};
    const isOne = name !== undefined && others.every((other) => other.name === name);
    return partsOf({ document, context }, isOne ? first : rest);
  });
}

function partsOf(inner: EmbeddedDocument, target: Selector | undefined): WrittenPart[] {
  const { kind, version = '' } = target ?? {};
  const group = target?.group ?? groups[kind ?? ''];
  if (kind === undefined || group === undefined) return [];
  return (readOperations(inner.document.root) ?? []).flatMap((operation) => {
    const part = partOf(operation);
    if (!part) return [];
    const object: KubernetesObject = {
      ...{ mapping: part.mapping, group, version, kind, apiVersion: `${group}/${version}` },
      ...{ apiVersionEntry: undefined, namespace: undefined },
      // A pattern may mean several.
      name: /^[\w.-]+$/.test(target?.name ?? '') ? target?.name : undefined,
    };
    return [{ object, inner, leads: part.leads }];
  });
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
