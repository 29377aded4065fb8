import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import {
  asMapping,
  type Entry,
  holdersOf,
  holdsPlaceholder,
  keyOf,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  walk,
} from '../../../src/yaml';
import { fits } from '../../../src/kustomize/selector';
import {
  basesMeant,
  certainEntry,
  collectFollower,
  isMerge,
  reportOldFields,
  says,
  textUnder,
} from '../../../src/moves';
import { chartIn, isInFolder } from '../../../src/install/pins/document-pins';
import { isReadHere, isValueReadHere } from './chart-values';
import { isOldApiVersion, isPoolKind, apiVersion as newApiVersion, oldGroup } from './names';
import { movedPool } from './pool';

/** What names the old group and is no pool: InferenceObjective, InferenceModel, EndpointPickerConfig and the like. */
export function keepOtherKinds({ root }: ManifestDocument, { keep }: Context): void {
  walk(root, (node) => {
    const kind = textUnder(node, 'kind');
    if (kind === undefined || mayMeanPool(kind)) return;
    for (const entry of [certainEntry(node, 'group'), certainEntry(node, 'apiVersion')]) {
      // What a merge key brings in may be meant for pools as well.
      if (entry?.parent !== node) continue;
      const text = stringOf(entry.value) ?? '';
      if (text === oldGroup || isOldApiVersion(text)) keep(entry.value);
    }
  });
}

/** A kind that is filled in later, the pattern of a selector or of an AppProject, or what runs on over blanks, may be meant for a pool. */
function mayMeanPool(kind: string): boolean {
  return (
    isPoolKind(kind) ||
    holdsPlaceholder(kind) ||
    fits(kind, 'InferencePool') ||
    /\s/.test(kind) ||
    isGlobOfPool(kind)
  );
}

/** `Inference*`, as an AppProject writes it. */
function isGlobOfPool(kind: string): boolean {
  return (
    kind.includes('*') &&
    kind.split('*').every((part, index, parts) => {
      const isLast = index === parts.length - 1;
      return index === 0
        ? 'InferencePool'.startsWith(part)
        : isLast
          ? 'InferencePool'.endsWith(part)
          : 'InferencePool'.includes(part);
    })
  );
}

/** Whether a carrier or command names a published chart of pools. */
export function namesPublished(text: string): boolean {
  return /gateway-api-inference-extension|(?<![\w./-])(?:[\w-]+\/)?inferencepool(?![\w./-])/.test(text);
}

/** Whether a carrier around a value says that it is for a chart which is published, and in no folder. */
function isForPublished(node: Node): boolean {
  return holdersOf(node).some((holder) => {
    const { names, origin } = unlessDeclined(() => chartIn(asMapping(holder))) ?? {};
    const said = [origin ?? '', ...(names ?? [])];
    return said.some(namesPublished) && !said.some(isInFolder);
  });
}

/** What belongs to another API or chart and can only be reported. */
export function reportLeftovers(
  document: ManifestDocument,
  context: Context,
  isTold: (node: Node) => boolean,
): void {
  const { root, objects } = document;
  reportModels(objects, context);
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias) return;
    reportChartValues(mapping, document.path, context);
    if (!isTold(mapping) && !isMerge(root)) reportEmbeddedPool(mapping, document, context);
  });
}

/** Source: GIE v1.1.0, `site-src/guides/ga-migration.md`; v1.0.0 has no `inferencemodel_types.go`. */
function reportModels(objects: readonly KubernetesObject[], { report }: Context): void {
  for (const { group, kind, mapping, apiVersionEntry } of objects) {
    if (group !== oldGroup || !['InferenceModel', 'InferenceModelList'].includes(kind)) continue;
    report({
      level: 'warning',
      at: apiVersionEntry ?? mapping,
      message: 'endpoint pickers v1.0 and later ignore InferenceModel',
      help: 'replace it with an InferenceObjective (v1alpha2) that has the same poolRef and a priority',
    });
  }
}

export const oldPortValue = {
  message: 'the inferencepool chart takes targetPortNumber for pools of the old group only',
  help: 'together with chart v1.0 or newer, give targetPorts: [{number: …}] instead',
};

/** What is below `inferencePool` in such values. */
function reportPoolValues(holder: Mapping, values: Node, path: string, { facts, report }: Context): void {
  const apiVersion = certainEntry(values, 'apiVersion');
  const port = certainEntry(values, 'targetPortNumber');
  const isPublished = isForPublished(holder);
  const isRead = (key: string) => isReadHere(path, key, isPublished, facts);
  // A chart of the tree that reads other values only renders nothing from this one.
  const isOfRead = isRead('apiVersion') || !isRead('targetPortNumber');
  if (apiVersion && isOldApiVersion(stringOf(apiVersion.value) ?? '') && isOfRead) {
    report({
      level: 'error',
      at: apiVersion,
      message: 'the inferencepool chart renders a pool of the old group from this value',
      help: isRead('apiVersion')
        ? `set it to ${newApiVersion}, and give the values that the chart's templates read for it`
        : 'take chart v1.0 or newer, delete this line, and give targetPorts: [{number: …}]',
    });
  }
  // A chart of the tree is migrated itself, and goes on to read the value.
  if (port && !isRead('targetPortNumber')) report({ level: 'warning', at: port, ...oldPortValue });
}

/** Values of the GIE chart `inferencepool`: what they may hold goes by the version of the chart. */
function reportChartValues(mapping: Mapping, path: string, context: Context): void {
  const { report } = context;
  const values = certainEntry(mapping, 'inferencePool')?.value;
  if (values) reportPoolValues(mapping, values, path, context);
  const flag = says(mapping, 'name', (name) => name === 'pool-group') ? 'value' : 'pool-group';
  const entry = certainEntry(mapping, flag);
  if (entry && stringOf(entry.value) === oldGroup) {
    report({
      level: 'error',
      at: entry,
      message: 'the endpoint picker looks for its pool in the old group',
      help: 'delete this flag together with the upgrade of the chart: the new group is its default',
    });
  }
}

/** How Pulumi names the kind of a resource that is itself a pool. */
const typeOfPool = /^kubernetes:.*:InferencePool$/;

/** A pool's spec inside another custom resource, such as `LLMInferenceService`: it is that resource's to convert. */
function reportEmbeddedPool(mapping: Mapping, document: ManifestDocument, context: Context): void {
  const isOwn = (entry: Entry) => isValueReadHere(entry, document, context.facts);
  for (const { key } of mapping.entries.filter(isOwn)) context.keep(key);
  const old = ['targetPortNumber', 'extensionRef'].map((name) => certainEntry(mapping, name));
  const place = old.find((entry) => entry && !isOwn(entry));
  // What has an anchor is a part of whatever merges it in.
  if (
    !place ||
    mapping.anchor !== undefined ||
    holdersOf(mapping).some((holder) => isPoolKind(textUnder(holder, 'kind') ?? ''))
  )
    return;
  const isPool = old[0] && (old[1] ?? certainEntry(mapping, 'selector'));
  const isTyped = holdersOf(mapping).some((holder) => typeOfPool.test(textUnder(holder, 'type') ?? ''));
  if (isTyped || (isPool && !mapping.parent)) {
    reportSpec(mapping, place, context);
    return;
  }
  const isSpecOfPool = keyOf(mapping) === 'spec' && /pool$/i.test(keyOf(mapping.parent?.parent) ?? '');
  if (!isPool && !isSpecOfPool) return;
  context.report({
    level: 'warning',
    at: place,
    message: 'another resource embeds these fields of an alpha InferencePool',
    help: 'check whether the version of that resource for Istio 1.28 accepts the v1 fields, and change both together',
  });
}

/** The spec of a pool by itself, such as a helper gives it: reported with the pools of its chart where these stay. */
function reportSpec(spec: Mapping, place: Entry, context: Context): void {
  const named = { path: context.locate(place).path };
  collectFollower(place.value, named, movedPool, context);
  if (basesMeant(named, movedPool, context.facts).bases.some(({ obstacle }) => obstacle)) return;
  reportOldFields(spec, ['spec'], movedPool, 'warning', context.report);
}
