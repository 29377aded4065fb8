import { migrated, patch } from '../support/kustomization';
import { migrateTexts } from '../support/migrate-texts';
import { text } from '../yaml/support/table';

/** A row: what the kustomization above a base says before, and after; or why it stays. */
type Row = readonly [title: string, before: string, after: string];

const pool = text`
  apiVersion: inference.networking.x-k8s.io/v1alpha2
  kind: InferencePool
  metadata:
    name: chat
    labels:
      team: ml
  spec:
    selector:
      app: chat
    targetPortNumber: 8000
    extensionRef:
      name: picker
`;

const policy = text`
  apiVersion: gateway.networking.k8s.io/v1alpha2
  kind: BackendTLSPolicy
  metadata:
    name: orders
  spec:
    targetRef:
      group: ""
      kind: Service
      name: orders
    tls:
      hostname: orders.shop.example
      caCertRefs:
        - group: ""
          kind: ConfigMap
          name: orders-ca
`;

function operations(kind: string, rows: readonly (readonly [string, string])[]): Row[] {
  return rows.map(([before, after]): Row => {
    const isKept = after.startsWith('not rewritten: ');
    return [before, patch(kind, before), isKept ? `5: ${after}` : patch(kind, after)];
  });
}

describe('an operation of a JSON patch for a policy follows, or is told', () => {
  const form = 'not rewritten: %s cannot follow a field that changes its form';
  const namespace = 'not rewritten: v1 targetRefs have no namespace field';
  test.each(
    operations('{kind: BackendTLSPolicy}', [
      [
        '{op: replace, path: /apiVersion, value: gateway.networking.k8s.io/v1alpha2}',
        '{op: replace, path: /apiVersion, value: gateway.networking.k8s.io/v1}',
      ],
      [
        '{op: replace, path: /apiVersion, value: example.com/v1}',
        '{op: replace, path: /apiVersion, value: example.com/v1}',
      ],
      ['{op: replace, path: /apiVersion, value: 1}', '{op: replace, path: /apiVersion, value: 1}'],
      ['{op: remove, path: /apiVersion}', '{op: remove, path: /apiVersion}'],
      [
        '{op: copy, from: /spec/tls/hostname, path: /metadata/annotations/host}',
        '{op: copy, from: /spec/validation/hostname, path: /metadata/annotations/host}',
      ],
      [
        '{op: copy, from: /metadata/name, path: /spec/tls/hostname}',
        '{op: copy, from: /metadata/name, path: /spec/validation/hostname}',
      ],
      [
        '{op: add, path: /metadata/targetRef, value: {namespace: a}}',
        '{op: add, path: /metadata/targetRef, value: {namespace: a}}',
      ],
      [
        '{op: add, path: /spec/options, value: {caCertRefs: []}}',
        '{op: add, path: /spec/options, value: {caCertRefs: []}}',
      ],
      [
        '{op: add, path: /spec/tls/extra, value: {caCertRefs: []}}',
        '{op: add, path: /spec/validation/extra, value: {caCertRefs: []}}',
      ],
      [
        '{op: add, path: /spec/tls/extra/caCertRefs, value: []}',
        '{op: add, path: /spec/validation/extra/caCertRefs, value: []}',
      ],
      [
        '{op: add, path: /spec/tls, value: {[a]: b, caCertRefs: []}}',
        '{op: add, path: /spec/validation, value: {[a]: b, caCertificateRefs: []}}',
      ],
      [
        '{op: move, from: /metadata/annotations/host, path: /spec/tls/hostname}',
        '{op: move, from: /metadata/annotations/host, path: /spec/validation/hostname}',
      ],
      [
        '{op: move, from: /spec/tls/caCertRefs/0, path: /spec/tls/caCertRefs/1}',
        '{op: move, from: /spec/validation/caCertificateRefs/0, path: /spec/validation/caCertificateRefs/1}',
      ],
      [
        '{op: copy, from: /metadata/name, path: /metadata/labels/a}',
        '{op: copy, from: /metadata/name, path: /metadata/labels/a}',
      ],
      ['{op: move, from: /spec/tls, path: /spec/validation}', form.replace('%s', 'move')],
      ['{op: copy, from: /spec/targetRef, path: /metadata/a}', form.replace('%s', 'copy')],
      ['{op: copy, from: /metadata/a, path: /spec/targetRef}', form.replace('%s', 'copy')],
      ['{op: copy, from: /metadata/a, path: /spec}', '{op: copy, from: /metadata/a, path: /spec}'],
      [
        '{op: add, path: /spec/options/namespace, value: shop}',
        '{op: add, path: /spec/options/namespace, value: shop}',
      ],
      ['{op: remove, path: /spec/targetRef}', '{op: remove, path: /spec/targetRefs}'],
      [
        '{op: add, path: /spec/targetRef, value: {name: a}}',
        '{op: add, path: /spec/targetRefs, value: [{name: a}]}',
      ],
      [
        '{op: replace, path: /spec/targetRef, value: {name: a}}',
        '{op: replace, path: /spec/targetRefs/0, value: {name: a}}',
      ],
      [
        '{op: remove, path: /spec/targetRef/sectionName}',
        '{op: remove, path: /spec/targetRefs/0/sectionName}',
      ],
      ['{op: add, path: /spec/targetRef/namespace, value: shop}', namespace],
      ['{op: add, path: /spec/targetRef, value: {name: a, namespace: shop}}', namespace],
      ['{op: replace, path: /spec, value: {targetRef: {name: a, namespace: shop}}}', namespace],
      [
        '{op: replace, path: /spec, value: {targetRef: {name: a}, tls: {caCertRefs: [], hostname: b}}}',
        '{op: replace, path: /spec, value: {targetRefs: [{name: a}], validation: {caCertificateRefs: [], hostname: b}}}',
      ],
      ['{op: remove, path: /spec}', '{op: remove, path: /spec}'],
      [
        '{op: replace, path: /spec/tls, value: {hostname: b, wellKnownCACerts: System}}',
        '{op: replace, path: /spec/validation, value: {hostname: b, wellKnownCACertificates: System}}',
      ],
      [
        '{op: replace, path: /spec/validation, value: {caCertRefs: []}}',
        '{op: replace, path: /spec/validation, value: {caCertificateRefs: []}}',
      ],
      ['{op: remove, path: /spec/validation}', '{op: remove, path: /spec/validation}'],
      ['{op: remove, path: /spec/tls}', '{op: remove, path: /spec/validation}'],
      ['{op: replace, path: /spec/tls, value: none}', '{op: replace, path: /spec/validation, value: none}'],
      ['{op: add, path: /spec/options/a, value: b}', '{op: add, path: /spec/options/a, value: b}'],
      [
        '{op: add, path: /metadata/tls/hostname, value: b}',
        '{op: add, path: /metadata/tls/hostname, value: b}',
      ],
      [
        '{op: test, path: /spec/tls/hostname, value: b}',
        '{op: test, path: /spec/validation/hostname, value: b}',
      ],
    ]),
  )('%s', (_, before, after) => {
    expect(migrated(policy, before)).toBe(after);
  });
});

describe('an operation of a JSON patch for a pool follows, or is told', () => {
  const form = 'not rewritten: %s cannot follow a field that changes its form';
  test.each(
    operations('{kind: InferencePool}', [
      [
        '{op: replace, path: /apiVersion, value: inference.networking.x-k8s.io/v1alpha2}',
        '{op: replace, path: /apiVersion, value: inference.networking.k8s.io/v1}',
      ],
      [
        '{op: replace, path: /apiVersion, value: inference.networking.k8s.io/v1alpha1}',
        '{op: replace, path: /apiVersion, value: inference.networking.k8s.io/v1}',
      ],
      [
        '{op: replace, path: /apiVersion, value: example.com/v1}',
        '{op: replace, path: /apiVersion, value: example.com/v1}',
      ],
      ['{op: replace, path: /apiVersion, value: 1}', '{op: replace, path: /apiVersion, value: 1}'],
      ['{op: remove, path: /spec}', '{op: remove, path: /spec}'],
      [
        '{op: replace, path: /spec/selector, value: {a: b}}',
        '{op: replace, path: /spec/selector, value: {matchLabels: {a: b}}}',
      ],
      [
        '{op: replace, path: /spec/selector, value: {matchLabels: {a: b}}}',
        '{op: replace, path: /spec/selector, value: {matchLabels: {a: b}}}',
      ],
      ['{op: remove, path: /spec/selector}', '{op: remove, path: /spec/selector}'],
      ['{op: remove, path: /spec/selector/app}', '{op: remove, path: /spec/selector/matchLabels/app}'],
      ['{op: remove, path: /spec/targetPortNumber}', '{op: remove, path: /spec/targetPorts}'],
      [
        '{op: add, path: /spec/targetPortNumber, value: 1}',
        '{op: add, path: /spec/targetPorts/0/number, value: 1}',
      ],
      [
        '{op: add, path: /spec/targetPortNumber, value: null}',
        'not rewritten: the migrated pool has a port where the old one had none',
      ],
      [
        '{op: add, path: /spec/targetPortNumber/a, value: 1}',
        'not rewritten: targetPortNumber is a number, and has no fields',
      ],
      [
        '{op: replace, path: /spec/extensionRef/portNumber, value: 1}',
        '{op: replace, path: /spec/endpointPickerRef/port/number, value: 1}',
      ],
      [
        '{op: replace, path: /spec/endpointPickerRef/portNumber, value: 1}',
        '{op: replace, path: /spec/endpointPickerRef/port/number, value: 1}',
      ],
      [
        '{op: add, path: /spec/extensionRef/targetPortNumber, value: 1}',
        '{op: add, path: /spec/endpointPickerRef/port/number, value: 1}',
      ],
      [
        '{op: add, path: /spec/extensionRef/portNumber, value: null}',
        'not rewritten: the migrated pool has a port where the old one had none',
      ],
      [
        '{op: replace, path: /spec/extensionRef, value: {name: b}}',
        '{op: replace, path: /spec/endpointPickerRef, value: {name: b, port: {number: 9002}}}',
      ],
      [
        '{op: replace, path: /spec/extensionRef, value: {name: b, portNumber: 1}}',
        '{op: replace, path: /spec/endpointPickerRef, value: {name: b, port: {number: 1}}}',
      ],
      [
        '{op: replace, path: /spec/extensionRef, value: {name: b, portNumber: null}}',
        'not rewritten: the port has no value',
      ],
      ['{op: remove, path: /spec/extensionRef}', '{op: remove, path: /spec/endpointPickerRef}'],
      ['{op: remove, path: /spec/endpointPickerRef}', '{op: remove, path: /spec/endpointPickerRef}'],
      [
        '{op: add, path: /spec/extensionRef/kind, value: Deployment}',
        'not rewritten: the patch changes the kind of the picker, and with it whether it has the usual port',
      ],
      [
        '{op: add, path: /spec/extensionRef/kind, value: Service}',
        '{op: add, path: /spec/endpointPickerRef/kind, value: Service}',
      ],
      [
        '{op: test, path: /spec/extensionRef/kind, value: Pod}',
        '{op: test, path: /spec/endpointPickerRef/kind, value: Pod}',
      ],
      ['{op: remove, path: /spec/extensionRef/kind}', '{op: remove, path: /spec/endpointPickerRef/kind}'],
      ['{op: copy, from: /spec/extensionRef, path: /metadata/a}', form.replace('%s', 'copy')],
      ['{op: move, from: /spec/targetPortNumber, path: /metadata/a}', form.replace('%s', 'move')],
      [
        '{op: copy, from: /spec/targetPortNumber, path: /metadata/a}',
        '{op: copy, from: /spec/targetPorts/0/number, path: /metadata/a}',
      ],
      ['{op: copy, from: /metadata/a, path: /spec/extensionRef/portNumber}', form.replace('%s', 'copy')],
      [
        '{op: copy, from: /metadata/a, path: /spec/extensionRef/name}',
        '{op: copy, from: /metadata/a, path: /spec/endpointPickerRef/name}',
      ],
      ['{op: add, path: /metadata/labels/a, value: b}', '{op: add, path: /metadata/labels/a, value: b}'],
      ['{op: add, path: /metadata/selector/a, value: b}', '{op: add, path: /metadata/selector/a, value: b}'],
      [
        '{op: add, path: /metadata/extensionRef/portNumber, value: 1}',
        '{op: add, path: /metadata/extensionRef/portNumber, value: 1}',
      ],
      [
        '{op: add, path: /spec/extensionRef/a/portNumber, value: 1}',
        '{op: add, path: /spec/endpointPickerRef/a/portNumber, value: 1}',
      ],
      [
        '{op: add, path: /spec/extensionRef/a/portNumber, value: null}',
        '{op: add, path: /spec/endpointPickerRef/a/portNumber, value: null}',
      ],
      ['{op: add, path: /spec/appProtocol, value: http}', '{op: add, path: /spec/appProtocol, value: http}'],
      [
        '{op: replace, path: /spec/endpointPickerConfig/extensionRef/name, value: a}',
        'not rewritten: endpointPickerConfig is not a field of any version',
      ],
    ]),
  )('%s', (_, before, after) => {
    expect(migrated(pool, before)).toBe(after);
  });
});

describe('a target decides by its patterns', () => {
  const own = '{op: replace, path: /spec/targetPortNumber, value: 1}';
  const ownMoved = '{op: replace, path: /spec/targetPorts/0/number, value: 1}';
  const shared = '{op: add, path: /spec/selector/a, value: b}';
  const sharedMoved = '{op: add, path: /spec/selector/matchLabels/a, value: b}';
  const others =
    'not rewritten: this patch may be for objects other than InferencePool, which may have this field too';
  test.each<readonly [target: string, operation: string, newTarget: string, newOperation: string]>([
    ['{kind: InferencePool}', shared, '{kind: InferencePool}', sharedMoved],
    ['{kind: ^InferencePool$}', shared, '{kind: ^InferencePool$}', sharedMoved],
    ['{kind: (InferencePool)}', shared, '{kind: (InferencePool)}', sharedMoved],
    ['{kind: InferencePool, version: v1alpha2}', own, '{kind: InferencePool, version: v1}', ownMoved],
    ['{kind: InferencePool, version: v1.*}', own, '{kind: InferencePool, version: v1.*}', ownMoved],
    ['{kind: InferencePool, version: v1alpha.*}', own, '{kind: InferencePool, version: v1}', ownMoved],
    ['{kind: InferencePool, version: v7}', own, '{kind: InferencePool, version: v7}', own],
    ['{kind: InferencePool, group: apps}', own, '{kind: InferencePool, group: apps}', own],
    ['{kind: InferencePool, group: .*}', own, '{kind: InferencePool, group: .*}', ownMoved],
    [
      '{kind: InferencePool, group: inference\\.networking\\.x-k8s\\.io}',
      own,
      '{kind: InferencePool, group: inference.networking.k8s.io}',
      ownMoved,
    ],
    [
      '{kind: InferencePool, group: inference.*x-k8s.io}',
      own,
      'not rewritten: the group is a pattern that does not fit the new group',
      '',
    ],
    ['{kind: Deployment}', own, '{kind: Deployment}', own],
    ['{name: chat}', own, '{name: chat}', ownMoved],
    ['{name: chat}', shared, others, ''],
    [
      '{name: chat}',
      '{op: copy, from: /spec/extensionRef/name, path: /metadata/labels/a}',
      '{name: chat}',
      '{op: copy, from: /spec/endpointPickerRef/name, path: /metadata/labels/a}',
    ],
    [
      '{kind: Deployment, group: inference.networking.x-k8s.io}',
      own,
      '{kind: Deployment, group: inference.networking.x-k8s.io}',
      own,
    ],
    [
      '{name: chat}',
      '{op: add, path: /metadata/extensionRef/a, value: b}',
      '{name: chat}',
      '{op: add, path: /metadata/extensionRef/a, value: b}',
    ],
    [
      '{name: chat}',
      '{op: add, path: /spec/endpointPickerRef/name, value: b}',
      '{name: chat}',
      '{op: add, path: /spec/endpointPickerRef/name, value: b}',
    ],
    [
      '{name: chat}',
      '{op: add, path: /spec/replicas, value: 1}',
      '{name: chat}',
      '{op: add, path: /spec/replicas, value: 1}',
    ],
    [
      '{name: chat}',
      '{op: replace, path: /spec/endpointPickerRef/portNumber, value: 1}',
      '{name: chat}',
      '{op: replace, path: /spec/endpointPickerRef/port/number, value: 1}',
    ],
    ['{name: other}', shared, '{name: other}', shared],
    ['{name: other, version: v1alpha2}', shared, '{name: other, version: v1alpha2}', shared],
    ['{kind: Inference.*}', own, '{kind: Inference.*}', ownMoved],
    ['{labelSelector: team=ml}', own, '{labelSelector: team=ml}', ownMoved],
    ['{labelSelector: team=web}', shared, '{labelSelector: team=web}', shared],
    [
      '{group: inference.networking.x-k8s.io}',
      own,
      'this selector may match objects other than InferencePool, and its group is that of the old one',
      '',
    ],
  ])('%s: %s', (target, operation, newTarget, newOperation) => {
    const result = migrated(pool, patch(target, operation));
    if (newOperation === '') expect(result).toContain(newTarget);
    else expect(result).toBe(patch(newTarget, newOperation));
  });
});

describe('what a kustomization says of a pool follows, or is told', () => {
  const replacement = (source: string, select: string, path: string, more = ''): string =>
    `replacements:\n  - source: ${source}\n    targets:\n      - select: ${select}\n        fieldPaths: [${path}]\n${more}`;
  const rejecting = (...selectors: string[]): string => `        reject: [${selectors.join(', ')}]\n`;
  const variable = (reference: string, path: string): string =>
    `vars:\n  - name: A\n    objref: ${reference}\n    fieldref: {fieldpath: ${path}}\n`;
  const labels = (spec: string): string => `labels:\n  - pairs: {a: b}\n    fields: [${spec}]\n`;
  const merge = (target: string, spec: string, kind = 'Any'): string =>
    `patches:\n  - target: ${target}\n    patch: |\n      apiVersion: v1\n      kind: ${kind}\n      spec: ${spec}\n`;
  const same = '(the same)';
  test.each<Row>([
    [
      'a replacement from a field that moves',
      replacement(
        '{kind: InferencePool, fieldPath: spec.targetPortNumber}',
        '{kind: ConfigMap}',
        'data.port',
      ),
      replacement(
        '{kind: InferencePool, fieldPath: spec.targetPorts.0.number}',
        '{kind: ConfigMap}',
        'data.port',
      ),
    ],
    [
      'a replacement from the whole spec',
      replacement('{kind: InferencePool, fieldPath: spec}', '{kind: ConfigMap}', 'data.port'),
      '3: not rewritten: spec has other fields in v1; name the fields one by one',
    ],
    [
      'a replacement from the selector',
      replacement('{kind: InferencePool, fieldPath: spec.selector}', '{kind: ConfigMap}', 'data.port'),
      replacement(
        '{kind: InferencePool, fieldPath: spec.selector.matchLabels}',
        '{kind: ConfigMap}',
        'data.port',
      ),
    ],
    [
      'a replacement from metadata',
      replacement('{kind: InferencePool, fieldPath: metadata}', '{kind: ConfigMap}', 'data.port'),
      same,
    ],
    [
      'a replacement from the name',
      replacement('{kind: InferencePool, version: v1alpha2}', '{kind: ConfigMap}', 'data.name'),
      replacement('{kind: InferencePool, version: v1}', '{kind: ConfigMap}', 'data.name'),
    ],
    [
      'a replacement whose paths are no texts',
      replacement(
        '{kind: InferencePool, version: v1alpha2, fieldPath: 1}',
        '{kind: InferencePool}',
        '2, [a]',
      ),
      replacement('{kind: InferencePool, version: v1, fieldPath: 1}', '{kind: InferencePool}', '2, [a]'),
    ],
    [
      'a replacement in objects of more kinds, of a field of the pool alone',
      replacement('{kind: ConfigMap}', '{name: chat}', 'spec.extensionRef.name'),
      replacement('{kind: ConfigMap}', '{name: chat}', 'spec.endpointPickerRef.name'),
    ],
    [
      'a replacement in objects of more kinds, which makes the field where it is not there',
      replacement(
        '{kind: ConfigMap}',
        '{name: chat}',
        'spec.extensionRef.name',
        '        options: {create: true}\n',
      ),
      '6: not rewritten: this selector may match objects other than InferencePool; name the kind',
    ],
    [
      'a replacement in objects of more kinds, of a field that others have too',
      replacement('{kind: ConfigMap}', '{name: chat}', 'spec.selector.app'),
      '6: not rewritten: this selector may match objects other than InferencePool; name the kind',
    ],
    [
      'a replacement in objects of another kind',
      replacement(
        '{kind: ConfigMap}',
        '{kind: Deployment}',
        'spec.targetPortNumber',
        rejecting('{kind: Pod}'),
      ),
      same,
    ],
    [
      'a replacement that leaves pools out',
      replacement(
        '{kind: ConfigMap}',
        '{kind: Inference.*}',
        'metadata.name',
        rejecting('{kind: InferencePool, version: v1alpha2}', '{version: v1beta1}', 'a'),
      ),
      replacement(
        '{kind: ConfigMap}',
        '{kind: Inference.*}',
        'metadata.name',
        rejecting('{kind: InferencePool, version: v1}', '{version: v1beta1}', 'a'),
      ),
    ],
    [
      'a replacement that leaves pools out by their version alone',
      replacement(
        '{kind: ConfigMap}',
        '{kind: InferencePool}',
        'metadata.name',
        rejecting('{version: v1alpha2}'),
      ),
      '7: not rewritten: this selector may match objects other than InferencePool, and its version is that of the old one',
    ],
    [
      'a replacement that selects nothing',
      replacement('{kind: ConfigMap}', 'none', 'spec.targetPortNumber'),
      same,
    ],
    [
      'a replacement in objects of more kinds, of fields that only v1 has',
      replacement('{kind: ConfigMap}', '{name: chat}', 'spec.endpointPickerRef.name'),
      same,
    ],
    [
      'a replacement without a source',
      'replacements:\n  - targets: [{select: {kind: InferencePool}}, a]\n',
      same,
    ],
    [
      'a variable of the old group',
      variable(
        '{kind: InferencePool, apiVersion: inference.networking.x-k8s.io/v1alpha2, name: a}',
        'metadata.name',
      ),
      variable('{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1, name: a}', 'metadata.name'),
    ],
    [
      'a variable of an old version of the new group',
      variable(
        '{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1alpha2, name: a}',
        'metadata.name',
      ),
      variable('{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1, name: a}', 'metadata.name'),
    ],
    [
      'a variable of v1',
      variable('{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1, name: a}', 'metadata.name'),
      same,
    ],
    [
      'a variable of v1 with a field that it has no more',
      variable(
        '{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1, name: a}',
        'spec.targetPortNumber',
      ),
      variable(
        '{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1, name: a}',
        'spec.targetPorts.0.number',
      ),
    ],
    ['a variable without a version', variable('{kind: InferencePool, name: a}', 'metadata.name'), same],
    [
      'a variable of another kind',
      variable('{kind: Deployment, apiVersion: apps/v1}', 'spec.replicas'),
      same,
    ],
    [
      'a variable of v1 with a field that is no value any more',
      variable('{kind: InferencePool, apiVersion: inference.networking.k8s.io/v1}', 'spec.extensionRef'),
      '5: not rewritten: spec.extensionRef has other fields in v1; name the fields one by one',
    ],
    ['variables that are none', 'vars: [a, {objref: b}, {objref: {kind: InferencePool}}]\n', same],
    [
      'labels below a field of the pool',
      labels('{kind: InferencePool, group: inference.networking.x-k8s.io, path: spec/selector}'),
      labels('{kind: InferencePool, group: inference.networking.k8s.io, path: spec/selector/matchLabels}'),
    ],
    [
      'labels below an item of a list',
      labels('{kind: InferencePool, path: spec/targetPortNumber}'),
      labels('{kind: InferencePool, path: spec/targetPorts/number}'),
    ],
    [
      'labels below the items of a list, as its brackets say',
      labels('{kind: InferencePool, path: "spec/extensionRef[]/name[]"}'),
      labels('{kind: InferencePool, path: "spec/endpointPickerRef/name"}'),
    ],
    [
      'labels below a field of any kind that the pool alone has',
      labels('{path: spec/extensionRef/name}'),
      '4: not rewritten: this path is for every kind that has it; name the kind InferencePool',
    ],
    [
      'labels below a field that others have too',
      labels('{path: spec/selector}'),
      '4: not rewritten: this path is for every kind that has it; name the kind InferencePool',
    ],
    ['labels of another kind', labels('{kind: Deployment, path: spec/selector}'), same],
    [
      'labels of a kind of the same name',
      labels('{kind: InferencePool, group: apps, path: spec/selector}'),
      same,
    ],
    ['labels at a path that is no text', labels('{kind: InferencePool, path: 1}'), same],
    ['labels that are none', 'labels: [a, {fields: [b]}, {fields: c}]\n', same],
    [
      'a merge that its target alone makes one for pools',
      merge('{kind: InferencePool}', '{targetPortNumber: 1}'),
      merge('{kind: InferencePool}', '{targetPorts: [{number: 1}]}'),
    ],
    [
      'a merge whose target takes more kinds',
      merge('{name: chat}', '{targetPortNumber: 1}'),
      '5: not rewritten: this patch may be for objects other than InferencePool, which may have this field too',
    ],
    ['a merge for another kind', merge('{kind: Pod}', '{targetPortNumber: 1}'), same],
    [
      'a JSON patch for no kind at all',
      'patches:\n  - patch: |\n      - {op: replace, path: /spec/targetPortNumber, value: 1}\n',
      same,
    ],
    ['a merge for no kind at all', 'patches:\n  - patch: |\n      spec: {targetPortNumber: 1}\n', same],
    [
      'a patch that is no mapping',
      'patches:\n  - target: {kind: InferencePool}\n    patch: |\n      text\n',
      same,
    ],
  ])('%s', (_, before, after) => {
    expect(migrated(pool, before)).toBe(after === same ? before : after);
  });
});

describe('a patch that cannot be read is told where it names the kind', () => {
  test.each([
    ['{InferencePool', ['this patch is not valid YAML']],
    ['{inference.networking.x-k8s.io', ['this patch is not valid YAML']],
    ['{Deployment', []],
  ])('%s', (broken, told) => {
    const text = `kind: Kustomization\npatches:\n  - patch: |\n      ${broken}\n`;
    const [outcome] = migrateTexts({ 'kustomization.yaml': text });
    const messages = outcome?.findings.map(({ level, message }) => `${level} ${message}`) ?? [];
    expect(messages.filter((message) => message.startsWith('warning this patch')).length).toBe(told.length);
  });
});

describe('a merge for a policy follows, or is told', () => {
  const merge = (...lines: string[]): string =>
    `patches:\n  - patch: |\n      apiVersion: gateway.networking.k8s.io/v1alpha2\n      kind: BackendTLSPolicy\n      metadata:\n        name: orders\n${lines
      .map((line) => `      ${line}\n`)
      .join('')}`;
  const moved = (...lines: string[]): string => merge(...lines).replace('v1alpha2', 'v1');
  const noNamespace = '8: not rewritten: v1 targetRefs have no namespace field';
  const whole =
    'not rewritten: targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too';
  test.each<Row>([
    ['that takes it away', merge('$patch: delete'), moved('$patch: delete')],
    [
      'that takes it away by more than its name',
      merge('$patch: delete', 'spec: {targetRef: {name: a}}'),
      moved('$patch: delete', 'spec: {targetRef: {name: a}}'),
    ],
    ['that takes the target away', merge('spec: {targetRef: null}'), moved('spec: {targetRefs: null}')],
    [
      'with the whole target',
      merge('spec: {targetRef: {group: "", kind: Service, name: a}}'),
      moved('spec: {targetRefs: [{group: "", kind: Service, name: a}]}'),
    ],
    [
      'with a directive in the target',
      merge('spec: {targetRef: {$patch: replace, group: "", kind: Service, name: a}}'),
      '8: not rewritten: a list has no place for the directive $patch',
    ],
    [
      'with a namespace in the target',
      merge('spec: {targetRef: {group: "", kind: Service, name: a, namespace: b}}'),
      noNamespace,
    ],
    ['with a part of the target', merge('spec: {targetRef: {group: "", name: a}}'), `8: ${whole} (kind)`],
    ['with a target that is no mapping', merge('spec: {targetRef: a}'), `8: ${whole} (group, kind, name)`],
  ])('%s', (_, before, after) => {
    expect(migrated(policy, before).replace(/^9: /, '8: ')).toBe(after);
  });

  test('whose base lies elsewhere, with the fields that any target has', () => {
    const other = 'apiVersion: v1\nkind: ConfigMap\n';
    const complete = 'spec: {targetRef: {group: "", kind: Service, name: a}}';
    const after = moved('spec: {targetRefs: [{group: "", kind: Service, name: a}]}');
    expect(migrated(other, merge(complete))).toBe(after);
    expect(migrated(other, merge('spec: {targetRef: {name: a}}'))).toContain('(group, kind)');
  });

  test('whose base names a namespace, which has no place any more', () => {
    const base = policy.replace('    name: orders\n  tls', '    name: orders\n    namespace: shop\n  tls');
    const complete = 'spec: {targetRef: {group: "", kind: Service, name: a}}';
    expect(migrated(base, merge(complete))).toBe(
      moved('spec: {targetRefs: [{group: "", kind: Service, name: a}]}'),
    );
  });
});

describe('what a kustomization says of a policy follows, or is told', () => {
  const from = (path: string): string =>
    `replacements:\n  - source: {kind: BackendTLSPolicy, fieldPath: ${path}}\n    targets: [{select: {kind: ConfigMap}}]\n`;
  const into = (path: string): string =>
    `replacements:\n  - source: {kind: ConfigMap}\n    targets: [{select: {name: orders}, fieldPaths: [${path}]}]\n`;
  const labels = (path: string): string => `labels:\n  - pairs: {a: b}\n    fields: [{path: ${path}}]\n`;
  const whole = (path: string): string =>
    `3: not rewritten: ${path} has other fields in v1; name the fields one by one`;
  const named = 'name the kind BackendTLSPolicy';
  test.each<readonly string[]>([
    [from('spec.tls.hostname'), from('spec.validation.hostname')],
    [from('spec.tls.wellKnownCACerts'), from('spec.validation.wellKnownCACertificates')],
    [from('spec.targetRef.name'), from('spec.targetRefs.0.name')],
    [from('spec.targetRef'), from('spec.targetRefs.0')],
    [from('spec.tls'), whole('spec.tls')],
    [from('spec'), whole('spec')],
    [from('spec.validation')],
    [from('metadata.tls')],
    [from('metadata')],
    [from('spec.tlsOptions')],
    [into('spec.tls.caCertRefs.0.name'), into('spec.validation.caCertificateRefs.0.name')],
    [
      into('spec.tls.hostname'),
      '4: not rewritten: this selector may match objects other than BackendTLSPolicy; name the kind',
    ],
    [
      into('spec.validation.caCertRefs'),
      '4: not rewritten: this selector may match objects other than BackendTLSPolicy; name the kind',
    ],
    [into('metadata.tls.caCertRefs')],
    [
      labels('spec/tls/caCertRefs/name'),
      `4: not rewritten: this path is for every kind that has it; ${named}`,
    ],
    [labels('spec/tls/hostname'), `4: not rewritten: this path is for every kind that has it; ${named}`],
    [labels('spec/ca/caCertRefs')],
  ])('%j', (before = '', after = before) => {
    expect(migrated(policy, before)).toBe(after);
  });
});

describe('a patch for a policy knows its base', () => {
  const complete = '{group: "", kind: Service, name: a}';
  const patch = (target: string): string =>
    `patches:\n  - patch: |\n      apiVersion: gateway.networking.k8s.io/v1alpha2\n      kind: BackendTLSPolicy\n      metadata: {name: orders}\n      spec: {targetRef: ${target}}\n`;
  const moved = patch(complete)
    .replace('v1alpha2', 'v1')
    .replace(`targetRef: ${complete}`, `targetRefs: [${complete}]`);
  const withExtra = policy.replace('    name: orders\n  tls', '    name: orders\n    extra: a\n  tls');

  test('and wants all of its fields', () => {
    expect(migrated(withExtra, patch(complete))).toContain(
      'name the other fields of the target here too (extra)',
    );
  });

  test.each([
    ['of another vendor', withExtra.replace('gateway.networking.k8s.io', 'alb.networking.azure.io')],
    ['of another kind', withExtra.replace('BackendTLSPolicy', 'TCPRoute # no BackendTLSPolicy')],
    ['of another name', `${withExtra.replace('name: orders', 'name: stock')}---\n${policy}`],
  ])('but wants nothing of one %s', (_, other) => {
    expect(migrated(`${other}---\n${policy}`, patch(complete))).toBe(moved);
  });
});

test('a patch for a policy stays with one of its name that cannot be read', () => {
  const unread = policy.replace('  tls:', '  targetRefs: []\n  tls:');
  const patch = `patches:\n  - patch: |\n      apiVersion: gateway.networking.k8s.io/v1alpha2\n      kind: BackendTLSPolicy\n      metadata: {name: orders}\n      spec: {targetRef: {group: "", kind: Service, name: a}}\n`;
  expect(migrated(`${unread}---\n${policy}`, patch)).toBe(patch);
});

describe('what a resource lacks is told, unless a patch may bring it', () => {
  const parts: readonly (readonly [what: string, base: string, message: string])[] = [
    [
      'a policy',
      policy.replace('    hostname: orders.shop.example\n', ''),
      'v1 refuses a policy without a hostname',
    ],
    [
      'a pool',
      pool.replace('  extensionRef:\n    name: picker\n', ''),
      'v1 refuses a pool without an endpointPickerRef',
    ],
  ];
  const messagesOf = (base: string, ...builds: string[]): string[] => {
    const overlays = builds.map(
      (text, index) => [`build${index}/kustomization.yaml`, `resources: [../base]\n${text}`] as const,
    );
    const outcomes = migrateTexts({
      'base/kustomization.yaml': 'resources: [object.yaml]\n',
      'base/object.yaml': base,
      ...Object.fromEntries(overlays),
    });
    return outcomes.flatMap(({ findings }) => findings.map(({ message }) => message));
  };
  const patches =
    'patches:\n  - target: {name: .*}\n    patch: |\n      - {op: add, path: /spec/x, value: y}\n';

  test.each(parts)('%s', (_, base, message) => {
    expect(messagesOf(base, '')).toContain(message);
    expect(messagesOf(base, patches)).not.toContain(message);
    expect(messagesOf(base, patches, '')).toContain(message);
    expect(messagesOf(base, patches.replace('.*', 'another'))).toContain(message);
  });
});
