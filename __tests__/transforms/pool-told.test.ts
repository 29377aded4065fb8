import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';

function told(text: string): string[] {
  const [outcome] = migrateTexts({ 'a.yaml': text }, pools);
  return outcome?.findings.map(({ level, line }) => `${level} ${line}`) ?? [];
}

describe('what stays in the old group is not told of, whatever stands near', () => {
  test.each([
    [`a: InferencePool\nb: {kind: InferenceObjective, apiVersion: ${old}/v1alpha2}\n`, []],
    [`a: InferencePool\nb: {kind: Other, group: ${old}}\n`, []],
    [`a: InferencePool\nb: {kind: Other, group: ${old}, apiVersion: ${old}/v1}\n`, []],
    [`a: InferencePool\nb: {kind: Other, name: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: [Other], group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: Other, group: {a: ${old}}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: "{{ .kind }}", group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: \${KIND}, group: ${old}}\n`, ['warning 2']],
    [`a: &a {group: ${old}} # InferencePool\nb: {<<: *a, kind: Other}\n`, ['warning 1']],
    [`a: InferencePool\nb: {kind: Other, group: a, apiVersion: a}\n`, []],
    [`a: InferencePool\nb: {kind: Inference.*, group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: InferenceM.*, group: ${old}}\n`, []],
  ])('%j', (text, findings) => {
    expect(told(text)).toEqual(findings);
  });
});

describe('an old picker is told what its flags are called now', () => {
  const image = 'registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1';
  const usual =
    'rename its flags: --poolName → --pool-name, --poolNamespace → --pool-namespace, --grpcPort → --grpc-port';
  const take = 'use a picker of v1.0.0 or newer, and let its role read inferenceobjectives; ';
  test.each([
    [`{image: "${image}"} # ${old}`, take + usual],
    [
      `{image: "${image}", args: [--verbose, --poolName, a]} # ${old}`,
      `${take}rename its flags: --poolName → --pool-name`,
    ],
    [
      `{image: "${image}", command: [epp, -poolName=a], args: [--grpcPort, "1", --poolName]} # ${old}`,
      `${take}rename its flags: --poolName → --pool-name, --grpcPort → --grpc-port`,
    ],
    [
      `{image: "${image}", args: [--destinationEndpointHintKey=a]} # ${old}`,
      `${take}remove these, which nothing replaces: --destinationEndpointHintKey`,
    ],
    [
      `{image: "${image}", args: [--destinationEndpointHintKey=a, --poolName=b, --DestinationEndpointHintMetadataNamespace=c]} # ${old}`,
      `${take}rename its flags: --poolName → --pool-name; remove these, which nothing replaces: --destinationEndpointHintKey, --DestinationEndpointHintMetadataNamespace`,
    ],
    [
      `{args: [--poolName=a, --certPath=b]} # ${old}`,
      'rename its flags: --poolName → --pool-name, --certPath → --cert-path',
    ],
    [`{args: [epp --poolName a]} # ${old}`, 'rename its flags: --poolName → --pool-name'],
    [`{args: [--certPath=b, x--poolName=a, --poolName-x=a]} # ${old}`, undefined],
    [`{image: "${image.replace('v0.5.1', 'v1.0.0')}"} # ${old}`, undefined],
    [
      `{registry: registry.k8s.io, repository: gateway-api-inference-extension, name: epp, tag: v0.3.0} # ${old}`,
      take + usual,
    ],
    [
      `{hub: a/gateway-api-inference-extension, name: epp, repository: "", tag: v0.3.0} # ${old}`,
      take + usual,
    ],
    [`{repository: gateway-api-inference-extension/epp, tag: v1.0.0} # ${old}`, undefined],
    [`{image: "ghcr.io/llm-d/llm-d-inference-scheduler:v0.2.1"} # ${old}`, take + usual],
    [`{image: "ghcr.io/llm-d/llm-d-inference-scheduler:v0.3.0"} # ${old}`, undefined],
  ])('%s', (container, help) => {
    const [outcome] = migrateTexts(
      { 'a.yaml': `kind: InferencePool\ncontainers:\n  - ${container}\n` },
      pools,
    );
    const found = outcome?.findings.filter(({ message }) => message.includes('endpoint picker')) ?? [];
    expect(found.map((finding) => finding.help)).toEqual(help === undefined ? [] : [help]);
    expect(found.every(({ line }) => line === 3)).toBe(true);
  });
});

/** What is reported about one file of a tree, each as `level line message`. */
function toldOf(text: string, path = 'a.yaml', more: Tree = {}): string[] {
  const outcome = migrateTexts({ ...more, [path]: text }, pools).find((each) => each.path === path);
  return outcome?.findings.map(({ level, line, message }) => `${level} ${line} ${message}`) ?? [];
}

describe('what belongs to another API or chart is told of', () => {
  const embedded = 'warning 1 another resource embeds these fields of an alpha InferencePool';
  const models = 'endpoint pickers v1.0 and later ignore InferenceModel';
  const group = 'error 2 the endpoint picker looks for its pool in the old group';
  const port = 'warning 1 the inferencepool chart takes targetPortNumber for pools of the old group only';
  const path = 'warning 1 the path leads to a field that v1 InferencePools do not have';
  const ignoring = (key: string, value: string, kind = 'InferencePool'): string =>
    `ignoreDifferences: [{kind: ${kind}, ${key}: [${value}]}] # InferencePool\n`;
  test.each<readonly [text: string, findings: readonly string[]]>([
    [`kind: InferenceModel\napiVersion: ${old}/v1alpha2\nmetadata: {name: a}\n`, [`warning 2 ${models}`]],
    [`kind: InferenceModelRewrite\napiVersion: ${old}/v1alpha2\nmetadata: {name: a}\n`, []],
    [`kind: XInferenceModel\napiVersion: ${old}/v1alpha2\nmetadata: {name: a}\n`, []],
    [`kind: InferenceModel\napiVersion: example.com/v1\nmetadata: {name: a}\n`, []],
    [`{kind: InferenceModelList, apiVersion: ${old}/v1alpha2, items: []}\n`, [`warning 1 ${models}`]],
    [`# InferencePool\n{name: pool-group, value: ${old}}\n`, [group]],
    [`# InferencePool\n{pool-group: ${old}}\n`, [group]],
    [`# InferencePool\n{name: other, pool-group: ${old}}\n`, [group]],
    [`# InferencePool\n{name: pool-group, value: other}\n`, []],
    [`# InferencePool\n{name: other, value: a}\n`, []],
    ['inferencePool: {targetPortNumber: 1}\n', [port]],
    ['inferencePool: {apiVersion: v1} # InferencePool\n', []],
    ['a: {targetPortNumber: 1, extensionRef: {name: b}}\n', [embedded]],
    ['a: {targetPortNumber: 1, selector: {b: c}}\n', [embedded]],
    ['a: {targetPortNumber: 1}\n', []],
    ['a: {extensionRef: {name: b}, selector: {b: c}} # InferencePool\n', []],
    ['pool: {spec: {targetPortNumber: 1}}\n', [embedded]],
    ['myPool: {spec: {extensionRef: {name: b}}} # InferencePool\n', [embedded]],
    ['pools: {spec: {targetPortNumber: 1}}\n', []],
    [
      `{type: 'kubernetes:${old}/v1alpha2:InferencePool', properties: {spec: {targetPortNumber: 1, selector: {a: b}}}}\n`,
      ['warning 1 still refers to the old InferencePool API group', path, path],
    ],
    ["{type: 'kubernetes:example.com/v1:Pool', a: {targetPortNumber: 1, selector: {b: c}}}\n", [embedded]],
    ['spec: {targetPortNumber: 1, extensionRef: {failureMode: FailOpen}}\n', [path, path]],
    ['metadata: {name: a}\nspec: {targetPortNumber: 1}\n', []],
    ['{targetPortNumber: 1, extensionRef: {failureMode: FailOpen}}\n', [path, path]],
    ['{targetPortNumber: 1}\n', []],
    ['pool: {specs: {targetPortNumber: 1}}\n', []],
    ['pool: [{spec: {targetPortNumber: 1}}]\n', []],
    ['spec: {targetPortNumber: 1}\n', []],
    ['pool: {targetPortNumber: 1}\n', []],
    ['a: &a {targetPortNumber: 1, selector: {b: c}}\n', []],
    [ignoring('jsonPointers', '/spec/extensionRef/name'), [path]],
    [ignoring('jsonPointers', '/spec/selector/app'), [path]],
    [ignoring('jsonPointers', '/spec/selector/matchLabels/app'), []],
    [ignoring('jsonPointers', '/metadata/spec/selector/app'), []],
    [ignoring('jsonPointers', '/status/parent'), [path]],
    [ignoring('jsonPointers', '/status/parents'), []],
    [ignoring('jsonPointers', '1, [/spec/extensionRef]'), [path]],
    [ignoring('jqPathExpressions', '.spec.extensionRef.portNumber'), [path]],
    [ignoring('others', '.spec.extensionRef.name'), [path]],
    [ignoring('others', '.spec.extensionRef.name', 'Deployment'), []],
    [ignoring('jsonPointers', '/spec/extensionRef', 'Deployment'), []],
    ['jsonPointers: [/spec/extensionRef] # InferencePool\n', [path]],
    ['{kind: InferencePool, jsonPointers: /spec/extensionRef}\n', [path]],
  ])('%j', (text, findings) => {
    expect(toldOf(text)).toEqual(findings);
  });
});

describe('what v1 refuses in a patch is told of', () => {
  const patched = (spec: string): string =>
    `apiVersion: inference.networking.k8s.io/v1\nkind: InferencePool\nmetadata: {name: chat}\nspec: ${spec}\n`;
  const tree: Tree = {
    'kustomization.yaml': 'resources: [pool.yaml]\npatches: [{path: patch.yaml}]\n',
    'pool.yaml': patched(
      '{selector: {matchLabels: {a: b}}, targetPorts: [{number: 1}], endpointPickerRef: {name: p, port: {number: 9002}}}',
    ),
  };
  test.each<readonly [spec: string, findings: readonly string[]]>([
    ['{}', []],
    ['{selector: {}}', []],
    ['{targetPorts: [{number: 0}]}', ['error 4 a target port is not between 1 and 65535']],
    ['{targetPorts: []}', ['error 4 v1 refuses a pool without a list of targetPorts']],
    ['{targetPorts: null}', []],
    ['{targetPortNumber: 0.5}', ['error 4 the target port is not a whole number']],
    ['{targetPortNumber: null}', []],
    [
      '{endpointPickerRef: {port: {number: 70000}}}',
      ['error 4 the picker’s port is not between 1 and 65535'],
    ],
    ['{endpointPickerRef: {port: null}}', []],
    ['{endpointPickerRef: null}', []],
    [
      '{endpointPickerRef: {kind: Pod, port: {number: 1}}}',
      ['error 4 Istio 1.28 accepts only a Service as endpoint picker (InvalidExtensionRef)'],
    ],
    ['{endpointPickerRef: {kind: "${KIND}", port: {number: 1}}}', []],
    ['{ports: []}', ['warning 4 no version of InferencePool knows the field "ports" in spec']],
    [
      '{endpointPickerRef: {host: a}}',
      ['warning 4 no version of InferencePool knows the field "host" in the picker’s reference'],
    ],
    ['{$patch: merge, endpointPickerRef: {$patch: merge}}', []],
    ['{a$: 1}', ['warning 4 no version of InferencePool knows the field "a$" in spec']],
    ['{<<x: 1}', ['warning 4 no version of InferencePool knows the field "<<x" in spec']],
  ])('%s', (spec, findings) => {
    expect(toldOf(patched(spec), 'patch.yaml', tree)).toEqual(findings);
  });

  test('but not of a patch of v1 whose pool lies elsewhere', () => {
    const elsewhere = { ...tree, 'pool.yaml': 'kind: ConfigMap\n' };
    expect(toldOf(patched('{targetPorts: [{number: 1}]}'), 'patch.yaml', elsewhere)).toEqual([]);
  });
});

describe('what v1 refuses in a pool is told of', () => {
  const spec = (ports: string, more = 'endpointPickerRef: {name: p, port: {number: 9002}}'): string =>
    `apiVersion: inference.networking.k8s.io/v1\nkind: InferencePool\nmetadata: {name: chat}\nspec: {selector: {matchLabels: {a: b}}, targetPorts: ${ports}, ${more}}\n`;
  const several = 'warning 4 several targetPorts need the InferencePool CRDs of v1.1 or newer';
  const none = 'error 4 v1 refuses a target port without a number';
  test.each<readonly [ports: string, findings: readonly string[]]>([
    ['[{number: 1}]', []],
    ['[{number: 1}, {number: 2}]', [several]],
    ['[{number: 1}, {number: 1}]', [several, 'error 4 v1 refuses the same target port twice']],
    ['[{number: null}]', [none]],
    ['[{}]', [none]],
    ['[{}, {}]', [none, none, several]],
    [
      '[{number: {}}, {number: {}}]',
      ['error 4 a target port is not a number', 'error 4 a target port is not a number', several],
    ],
    ['[text]', [none]],
    ['[{number: "8000"}]', ['error 4 a target port is in quotes, and the API server takes only a number']],
    ['[{number: "8000a"}]', ['error 4 a target port is not a number']],
    ['[{number: a8000}]', ['error 4 a target port is not a number']],
    ['[{number: "${PORT}"}]', []],
    ['"{{ .Values.ports }}"', []],
  ])('%s', (ports, findings) => {
    expect(toldOf(spec(ports)).toSorted()).toEqual([...findings].toSorted());
  });
});

test.each([
  ['apiVersion: "{{ .Values.api }}"\nkind: InferencePool\nmetadata: {name: a}\n', [1]],
  ['kind: InferencePool\napiVersion: "{{ .Values.api }}"\nmetadata: {name: a}\n', [2]],
  ['apiVersion: "{{ .Values.api }}"\nkind: Deployment # InferencePool\nmetadata: {name: a}\n', []],
])('a version that a template brings is told of: %j', (text, lines) => {
  const message = 'the apiVersion of InferencePool comes from the values of a template';
  expect(toldOf(text)).toEqual(lines.map((line) => `warning ${line} ${message}`));
});

test.each<readonly [shape: string, path: string, text: string]>([
  [
    'in flow style',
    'a.yaml',
    '{apiVersion: API, kind: InferencePool, metadata: {name: a, uid: "1"}, SPEC}\n',
  ],
  [
    'in JSON',
    'a.json',
    '{"apiVersion": "API", "kind": "InferencePool", "metadata": {"name": "a", "resourceVersion": "7"}, "spec": {"selector": {"app": "a"}, "targetPortNumber": 1, "extensionRef": {"name": "p"}}}\n',
  ],
  [
    'with CRLF',
    'a.yaml',
    'apiVersion: API\r\nkind: InferencePool\r\nmetadata:\r\n  name: a\r\n  generation: 3\r\nSPEC2\r\n',
  ],
  [
    'in a list',
    'a.yaml',
    'apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: API, kind: InferencePool, metadata: {name: a, creationTimestamp: "2025-01-01T00:00:00Z"}, SPEC}\n',
  ],
])('what the API server wrote into the old object is told %s', (_, path, text) => {
  const spec = 'spec: {selector: {app: a}, targetPortNumber: 1, extensionRef: {name: p}}';
  const input = text.replace('API', 'inference.networking.x-k8s.io/v1alpha2').replace(/SPEC2?/, spec);
  const { findings } = migrateFiles({ [path]: input }, { from: '1.27', to: '1.28' });
  expect(findings.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('the metadata is that of the old InferencePool'),
  );
});

test.each([
  ['creationTimestamp: null', 'in an object that no server wrote', []],
  ['uid: x', 'in a dump', ['the metadata is that of the old InferencePool: uid']],
])('%s %s', (field, _, told) => {
  const input = `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: InferencePool\nmetadata: {${field}, name: a}\nspec: {selector: {app: a}, targetPortNumber: 1, extensionRef: {name: p}}\n`;
  const { findings } = migrateFiles({ 'a.yaml': input }, { from: '1.27', to: '1.28' });
  const messages = findings.map(({ message }) => message);
  expect(messages.filter((message) => message.startsWith('the metadata is'))).toEqual(told);
});

test.each<[kind: string, embedded: boolean]>([
  ['InferencePool', false],
  ['LLMPool', true],
])('operations in a file that write the whole spec of a %s', (kind, embedded) => {
  const files = {
    'kustomization.yaml': `patches:\n  - {path: p.yaml, target: {kind: ${kind}}}\n`,
    'p.yaml':
      '- op: replace\n  path: /spec\n  value: {selector: {app: a}, targetPortNumber: 1, extensionRef: {name: p}}\n',
  };
  const { findings } = migrateFiles(files, { from: '1.27', to: '1.28' });
  const isTold = findings.some(({ message }) => message.startsWith('another resource embeds'));
  expect(isTold).toBe(embedded);
});
