import type { Context } from '../../../src/transform';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { asMapping, holdersOf, itemsOf, type Mapping, type Node, stringOf, walk } from '../../../src/yaml';
import { isOldApiVersion, isPoolKind, oldGroup } from './names';
import { certainEntry, says, statusOf, textUnder } from '../../../src/moves';
import { movedPool } from './kustomize';

/** What belongs to another API or chart and can only be told of. */
export function reportLeftovers({ root, objects }: ManifestDocument, context: Context): void {
  reportModels(objects, context);
  const pools = new Set<Node>(objects.filter(({ kind }) => isPoolKind(kind)).map(({ mapping }) => mapping));
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias) return;
    reportChartValues(mapping, context);
    reportEmbeddedPool(mapping, pools, context);
    reportIgnoredPaths(mapping, context);
  });
}

/** Source: GIE v1.1.0, `site-src/guides/ga-migration.md`; v1.0.0 has no `inferencemodel_types.go`. */
function reportModels(objects: readonly KubernetesObject[], { report }: Context): void {
  for (const { group, kind, mapping, apiVersionEntry } of objects) {
    if (group !== oldGroup || !['InferenceModel', 'InferenceModelList'].includes(kind)) continue;
    report({
      level: 'warning',
      at: apiVersionEntry ?? mapping,
      message: 'pickers from v1.0 on do not read an InferenceModel',
      help: 'write an InferenceObjective (v1alpha2) with its poolRef and a priority in its place, and delete it',
    });
  }
}

/** Values of the GIE chart `inferencepool`: what they may hold goes by the version of the chart. */
function reportChartValues(mapping: Mapping, { report }: Context): void {
  const values = certainEntry(mapping, 'inferencePool')?.value;
  const apiVersion = certainEntry(values, 'apiVersion');
  const port = certainEntry(values, 'targetPortNumber');
  if (apiVersion && isOldApiVersion(stringOf(apiVersion.value) ?? '')) {
    report({
      level: 'error',
      at: apiVersion,
      message: 'the inferencepool chart renders a pool of the old group from this value',
      help: 'take chart v1.0 or newer, delete this line, and give targetPorts: [{number: …}]',
    });
  }
  if (port) {
    report({
      level: 'warning',
      at: port,
      message: 'the inferencepool chart takes targetPortNumber for pools of the old group only',
      help: 'together with chart v1.0 or newer, give targetPorts: [{number: …}] instead',
    });
  }
  const flag = says(mapping, 'name', (name) => name === 'pool-group') ? 'value' : 'pool-group';
  const entry = certainEntry(mapping, flag);
  if (entry && stringOf(entry.value) === oldGroup) {
    report({
      level: 'error',
      at: entry,
      message: 'the endpoint picker is told to look for its pool in the old group',
      help: 'delete this flag together with the upgrade of the chart: the new group is its default',
    });
  }
}

/** A pool's spec inside another custom resource, such as `LLMInferenceService`: it is that resource's to convert. */
function reportEmbeddedPool(mapping: Mapping, pools: ReadonlySet<Node>, { report }: Context): void {
  const old = ['targetPortNumber', 'extensionRef'].map((name) => certainEntry(mapping, name));
  const place = old.find((entry) => entry !== undefined);
  // What has an anchor is a part of whatever merges it in.
  if (!place || mapping.anchor !== undefined || holdersOf(mapping).some((holder) => pools.has(holder)))
    return;
  const isPool = old[0] && (old[1] ?? certainEntry(mapping, 'selector'));
  const isSpecOfPool = keyOf(mapping) === 'spec' && /pool$/i.test(keyOf(mapping.parent?.parent) ?? '');
  if (!isPool && !isSpecOfPool) return;
  report({
    level: 'warning',
    at: place,
    message: 'these are fields of an alpha InferencePool inside of another resource',
    help: 'look up whether the version of that resource for Istio 1.28 takes the fields of v1, and change both together',
  });
}

const oldPaths = /(?:^|[./])(?:targetPortNumber|extensionRef|portNumber|parent)(?![\w])/;

/** Argo CD: what to leave out of a comparison is named by paths. */
function reportIgnoredPaths(mapping: Mapping, { report, facts }: Context): void {
  if (!isPoolKind(textUnder(mapping, 'kind') ?? '')) return;
  const [name, namespace] = [textUnder(mapping, 'name'), textUnder(mapping, 'namespace')];
  if (statusOf({ name, namespace }, movedPool, facts) === 'stays') return;
  for (const name of ['jsonPointers', 'jqPathExpressions']) {
    for (const { value } of itemsOf(certainEntry(mapping, name)?.value)) {
      const path = stringOf(value) ?? '';
      if (!oldPaths.test(path) && !/^[./]spec[./]selector[./](?!matchLabels)/.test(path)) continue;
      report({
        level: 'warning',
        at: value,
        message: 'the path leads to a field that v1 InferencePools do not have',
        help: 'extensionRef is endpointPickerRef, its portNumber is port/number, targetPortNumber is targetPorts/0/number, labels are under selector/matchLabels, status/parent is status/parents',
      });
    }
  }
}

/** The key that holds a node. */
function keyOf(node: Node | undefined): string | undefined {
  return node?.parent?.kind === 'entry' ? node.parent.name : undefined;
}
