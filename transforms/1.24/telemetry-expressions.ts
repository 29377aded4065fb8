import type { KubernetesObject } from '../../src/kubernetes/object';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import { writtenParts } from '../../src/kustomize/part';
import type { Context, Transform } from '../../src/transform';
import {
  asText,
  Declined,
  entriesOf,
  entryOf,
  isTemplated,
  itemsOf,
  type Node,
  nodesIn,
  stringOf,
  valueAt,
} from '../../src/yaml';
import { isInText } from '../../src/sweep/object';
import { type About, upgradeNotesOf } from '../../src/about';

/** A field of the old record of a peer, and of the new one. Labels that are fields of their own now are among them. */
const fields: Readonly<Record<string, string>> = {
  '': '',
  '.namespace': '.namespace',
  '.name': '.name',
  '.workload_name': '.workload',
  '.cluster_id': '.cluster',
  ".labels['app'].value": '.app',
  ".labels['version'].value": '.version',
  ".labels['service.istio.io/canonical-name'].value": '.service',
  ".labels['service.istio.io/canonical-revision'].value": '.revision',
};

const oldPeer =
  /filter_state\[(["'])wasm\.(downstream|upstream)_peer\1\]((?:\.[A-Za-z_]\w*|\[(?:"[^"\]]*"|'[^'\]]*')\])*)/g;
/** An expression that asks first which of the two records there is: it is right for proxies of both ages. */
const asksFirst = /has\(\s*filter_state\.\w+_peer/;
const bareNode = /(?<![\w.])node\.(?=metadata\[|id\b)/g;
const bareAttribute = /(?<![\w.[\]"'])istio_(?:responseClass|operationId)(?![\w"'])/g;
const shortPeer = /(?<![\w."'])((?:upstream|downstream)_peer)(?=[.[])/;

/**
 * Expressions of Telemetry and of filters that read what proxies know of their peers.
 *
 * Source: istio 1.24, `releasenotes/notes/telemetry-cel.yaml`; istio/proxy, `extensions/common/{metadata_object.h,
 * node_info.fbs}` for the fields of the new record and the old one.
 */
export const telemetryExpressions: Transform = {
  id: 'telemetry-expressions',
  title: 'Expressions with filter_state["wasm.…_peer"] and node → the names of 1.24',
  release: '1.24',
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: () => about(),
  triggers: ['stream_peer', 'istio_responseClass', 'istio_operationId', 'node.metadata', 'node.id'],
  mentions: [
    {
      words: ['stream_peer'],
      // In a text of JSON or of a program, its quotes may be escaped.
      pattern: /filter_state\[\\*["']wasm\.(?:down|up)stream_peer\\*["']\]/g,
      message: 'expressions of Istio 1.24 find nothing under filter_state["wasm.…_peer"]',
      help: 'write filter_state.downstream_peer or filter_state.upstream_peer with a field of the new record; proxies older than 1.24 do not know it',
      isMeant: ({ ownLine }) => !asksFirst.test(ownLine),
    },
    {
      words: ['node.metadata', 'node.id', 'istio_responseClass', 'istio_operationId'],
      about: /telemetry\.istio\.io/,
      pattern: new RegExp(`${bareNode.source}|${bareAttribute.source}`, 'g'),
      message: 'expressions of Istio 1.24 know neither node nor istio_… as they are',
      help: 'write xds.node, or filter_state["wasm.istio_responseClass"]; proxies older than 1.24 do not know them',
      isMeant: (place) =>
        (isInText(place) || place.isInComment) &&
        place.isInDocumentWith(/\bkind["']?\s*[:=]\s*["']?Telemetry\b/),
    },
  ],
  // A kustomization says what a JSON patch in a file of its own is for.
  surveys: [kustomizeSurvey],

  migrate(document, context) {
    const written = writtenParts(document, context).map(({ object }) => object);
    for (const object of [...document.objects, ...written]) {
      const isTelemetry = object.kind === 'Telemetry' && object.group === 'telemetry.istio.io';
      for (const node of isTelemetry ? expressionsOf(object) : textsOfFilter(object))
        migrateExpression(node, isTelemetry, context);
    }
  },
};

function expressionsOf({ mapping }: KubernetesObject): Node[] {
  const spec = valueAt(mapping, 'spec');
  const metrics = itemsOf(valueAt(spec, 'metrics')).flatMap(({ value }) =>
    itemsOf(valueAt(value, 'overrides')),
  );
  const tags = metrics.flatMap(({ value }) => entriesOf(valueAt(value, 'tagOverrides')));
  const filters = itemsOf(valueAt(spec, 'accessLogging')).map(({ value }) => valueAt(value, 'filter'));
  return [
    ...tags.flatMap(({ value }) => entryOf(value, 'value')?.value ?? []),
    ...filters.flatMap((filter) => entryOf(filter, 'expression')?.value ?? []),
  ];
}

/** In the configuration of a filter, only the old names of peers tell an expression from another text. */
function textsOfFilter({ group, kind, mapping }: KubernetesObject): Node[] {
  const isFilter =
    (group === 'networking.istio.io' && kind === 'EnvoyFilter') ||
    (group === 'extensions.istio.io' && kind === 'WasmPlugin');
  if (!isFilter) return [];
  return nodesIn(valueAt(mapping, 'spec')).filter((node) => (stringOf(node)?.search(oldPeer) ?? -1) !== -1);
}

function migrateExpression(node: Node, isTelemetry: boolean, { report, rewrite }: Context): void {
  const text = asText(node);
  if (!text || asksFirst.test(text.value)) return;
  const short = isTelemetry ? shortPeer.exec(text.value)?.[1] : undefined;
  if (short !== undefined)
    report({
      level: 'warning',
      at: node,
      message: `${short} is not a name that expressions of Istio 1.24 know`,
      help: `write filter_state.${short} with one of the fields namespace, cluster, service, revision, app, version, workload, type or name`,
    });
  const changes = [oldPeer, ...(isTelemetry ? [bareNode, bareAttribute] : [])];
  if (!changes.some((pattern) => text.value.search(pattern) !== -1)) return;
  rewrite(node, 'expression: the names of peers and of the node that Istio 1.24 reads', (edit, tell) => {
    if (isTemplated(text.value)) throw new Declined('a template inserts a part of the expression');
    const peers = text.value.replaceAll(oldPeer, (_all, _quote, side: string, rest: string) => {
      return `filter_state.${side}_peer${fieldOf(rest)}`;
    });
    const all = isTelemetry
      ? peers
          .replaceAll(bareNode, 'xds.node.')
          .replaceAll(bareAttribute, (name) => `filter_state["wasm.${name}"]`)
      : peers;
    edit.set(text, all);
    tell({
      level: 'note',
      at: node,
      message: 'proxies older than Istio 1.24 do not know the new names, and leave the value empty',
      help: 'restart the workloads soon after the upgrade of istiod',
    });
  });
}

function fieldOf(rest: string): string {
  const field = fields[rest.replaceAll('"', "'")];
  if (field === undefined)
    throw new Declined(
      `the peer of Istio 1.24 has no field for ${rest}; it has namespace, cluster, service, revision, app, version, workload, type and name`,
    );
  return field;
}

const telemetry = (value: string): string => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: metrics
spec:
  metrics:
    - providers: [{name: prometheus}]
      overrides:
        - tagOverrides:
            caller:
              value: ${value}
`;

const about = (): About => ({
  why: [
    'Expressions of Telemetry objects and of filters read what a proxy knows of its peer. Istio 1.24 keeps it under other names, with other fields. An expression with an old name has no value, so tags become `unknown`, and filters of access logs match nothing.',
  ],
  changes: [
    '`filter_state["wasm.downstream_peer"]` and `filter_state["wasm.upstream_peer"]` become `filter_state.downstream_peer` and `filter_state.upstream_peer`, with the fields of the new record.',
    'In Telemetry objects, `node.metadata` and `node.id` become `xds.node.metadata` and `xds.node.id`, and `istio_responseClass` becomes `filter_state["wasm.istio_responseClass"]`.',
    'An expression that asks with `has(filter_state.downstream_peer)` which record there is stays.',
  ],
  examples: [
    {
      title: 'A tag of a metric',
      before: { 'metrics.yaml': telemetry('filter_state["wasm.downstream_peer"].workload_name') },
      after: { 'metrics.yaml': telemetry('filter_state.downstream_peer.workload') },
    },
  ],
  declines: [
    {
      when: 'An expression reads a field that the new record does not have.',
      level: 'error',
      message:
        'not rewritten: the peer of Istio 1.24 has no field for .mesh_id; it has namespace, cluster, service, revision, app, version, workload, type and name',
      remedy: 'Use another field, or delete the tag.',
      files: { 'metrics.yaml': telemetry('filter_state["wasm.downstream_peer"].mesh_id') },
    },
  ],
  reports: [
    {
      when: 'An expression was rewritten.',
      level: 'note',
      message: 'proxies older than Istio 1.24 do not know the new names, and leave the value empty',
      remedy: 'Restart the workloads soon after the upgrade of istiod.',
      files: { 'metrics.yaml': telemetry('filter_state["wasm.upstream_peer"].namespace') },
    },
    {
      when: 'An expression has the short form of older docs.',
      level: 'warning',
      message: 'upstream_peer is not a name that expressions of Istio 1.24 know',
      remedy: 'Write `filter_state.upstream_peer` and one of its fields.',
      files: { 'metrics.yaml': telemetry("upstream_peer.labels['app'].value") },
    },
  ],
  links: [['Telemetry API', 'https://istio.io/latest/docs/reference/config/telemetry/']],
});
