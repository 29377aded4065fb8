import { migrateFiles } from '../../src/api';
import { sweep } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';
const range = { from: '1.27', to: '1.28' };

/** The lines of a script in which something is found, counted from 1. */
function found(...lines: string[]): number[] {
  return sweep({ path: 'move.sh', text: `${lines.join('\n')}\n` }, pools, new Map()).map(({ line }) => line);
}

describe('the old group is that of a pool unless something says otherwise', () => {
  test.each<readonly [lines: readonly string[], found: readonly number[]]>([
    [[`G=${old}`], [1]],
    [[`G=${old}/v1alpha2`], [1]],
    [[`G=${old}/InferencePool`], [1]],
    [[`G=${old}/inferencepools`], [1]],
    [[`A=${old}/export`], []],
    [[`A=${old}/v`], []],
    [[`A=${old}/-v1alpha2`], [1]],
    [[`apiVersion: ${old}/beta`], [1]],
    [[`"apiVersion": "${old}/beta"`], [1]],
    [[`A=${old}:a/b`], [1]],
    [[`kubectl get inferencepools.${old}`], [1]],
    [[`kubectl get inferencemodels.${old}`], []],
    [[`kubectl get inferencemodels.${old} inferencepools`], []],
    [[`kubectl get inferencepools.${old} # no inferencemodels`], [1]],
    [[`kubectl get widgets.${old} inferencemodels`], [1]],
    [[`kubectl get m.${old} inferencemodels`], [1]],
    [[`kubectl get inferencemodels. ${old}`], []],
    [[`kubectl get widgets.a ${old} inferencemodels`], []],
    [[`kubectl get pool inferencemodels ${old}`], []],
    [[`kubectl get inferencepool inferencemodels ${old}`], [1]],
    [[`kubectl get inferencepoollist inferencemodels ${old}`], [1]],
    [[`kubectl get inferencepoolimport ${old}`], []],
    [[`group: ${old}`, 'kind: InferenceModel'], []],
    [[`group: ${old}`, 'kind = InferenceModel'], []],
    [[`group: ${old}`, '"kind": "InferenceModel"'], []],
    [[`group: ${old}`, 'resources : [inferencemodels]'], []],
    [[`group: ${old}`, 'resources: [inferencemodels, {{ .pool }}]'], [1]],
    [[`group: ${old} # of InferenceModel`, 'kind: ${KIND}'], [1]],
    [[`group: ${old}`, 'name: InferenceModel'], [1]],
    [[`group: ${old}`, 'a', 'kind: InferenceModel'], []],
    [[`group: ${old}`, 'a', 'b', 'kind: InferenceModel'], []],
    [[`group: ${old}`, 'a', 'b', '---', 'kind: InferenceModel'], [1]],
    [['kind: InferenceModel', 'a', `group: ${old}`], []],
    [['kind: InferenceModel', 'a', 'b', `group: ${old}`], []],
    [['kind: InferenceModel', 'a', '---', `group: ${old}`], [4]],
    [['kind: InferencePool', `group: ${old}`, 'kind: InferenceModel'], [2]],
    [['kind: InferenceModel', `group: ${old}`, 'kind: Other'], []],
    [['name: inferencepool', `group: ${old}`, 'kind: InferenceModel'], []],
  ])('%j', (lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });
});

describe('what programs and diagrams say of fields and types', () => {
  const v1 = 'import v1 "sigs.k8s.io/gateway-api-inference-extension/api/v1"';
  const alpha = 'import "sigs.k8s.io/gateway-api-inference-extension/api/v1alpha2"';
  test.each<readonly [path: string, lines: readonly string[], found: readonly number[]]>([
    ['a.go', [alpha, 'for k := range pool.Spec.Selector.MatchLabels {} // InferencePool'], [1]],
    ['a.go', [v1, 'labels := inferencePool.Spec.Selector'], []],
    ['a.go', ['labels := inferencePool.Spec.Selector // InferencePool'], [1]],
    ['a.go', [v1, 'inferencePool.Spec.Selector = v1.LabelSelector{'], []],
    ['a.go', ['pool.Spec.Selector = v1.LabelSelector{ // InferencePool'], []],
    ['a.go', [v1, '// The workloads that the spec.selector of an InferencePool selects.'], []],
    ['a.go', [v1, 'portNumber := inferencePool.Spec.EndpointPickerRef.Port.Number'], []],
    ['a.ts', ['const portNumber = inferencePool.spec.endpointPickerRef.port.number'], []],
    ['a.go', ['// InferencePool', 'parent := updated.Status.Parents[0]'], []],
    ['a.go', [v1, 'pool := v1.InferencePool{TargetPortNumber: 80}'], []],
    ['a.go', ['pool := InferencePool{TargetPortNumber: 80}'], [1]],
    ['a.go', [v1, 'kind: InferencePool', '"targetPortNumber": 80,'], [3]],
    ['a.py', ['kind: InferencePool', '"targetPortNumber": 80,'], [2]],
    ['a.go', ['// InferencePool', 'x = &v1alpha2.InferenceModelRewrite{}'], []],
    ['a.go', ['// InferencePool', 'x = v1alpha2.ObjectName(pool)'], []],
    ['a.go', ['x = v1alpha1.InferencePoolImport{}'], []],
    ['a.go', ['x = v1alpha2.InferencePoolSpec{}'], [1]],
    ['a.drawio', ['<mxCell value="InferencePool" parent="1"/>'], []],
    ['a.xml', ['<cell value="InferencePool" parent="1"/>'], []],
  ])('%s: %j', (path, lines, expected) => {
    const findings = sweep({ path, text: `${lines.join('\n')}\n` }, pools, new Map());
    expect(findings.map(({ line }) => line)).toEqual(expected);
  });
});

describe('labels directly in the selector of a pool are found in objects on one line', () => {
  const pool = '"kind":"InferencePool"';
  const labels = '"selector":{"app":"a"}';
  const matched = '"selector":{"matchLabels":{"app":"a"}}';
  test.each<readonly [lines: readonly string[], found: readonly number[]]>([
    [[`{${pool},"spec":{${labels}}}`], [1]],
    [[`{${pool},"spec":{"targetPorts":[{"number":80}],${labels}}}`], [1]],
    [[`{"spec":{"targetPorts":[{"number":80}],${labels}},${pool}}`], [1]],
    [[`{${pool},"spec":{"targetPorts":[],${matched}}}`], []],
    [[`{${pool},"spec":{"targetPorts":[],"selector":{}}}`], []],
    [[`{${pool},"spec":{"a":{"b":1,${labels}}}}`], []],
    [[`[{"kind":"Service","spec":{"ports":[],${labels}}},{${pool},"spec":{"a":1,${matched}}}]`], []],
    [[`[{"kind":"Service","spec":{"ports":[],${matched}}},{${pool},"spec":{"a":1,${labels}}}]`], [1]],
    [['kind: InferencePool', 'spec: {targetPorts: [], selector: {app: a}}'], [2]],
    [['kind: InferencePool', 'spec: {targetPorts: [], selector: {matchLabels: {app: a}}}'], []],
    [['kind: InferencePool', '---', 'kind: Service', 'spec: {ports: [], selector: {app: a}}'], []],
  ])('%j', (lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });
});

describe('what a template prints for clusters without the new API only is not found', () => {
  const asks = '.Capabilities.APIVersions.Has "inference.networking.k8s.io/v1"';
  const has = `{{ if ${asks} }}`;
  test.each<readonly [lines: readonly string[], found: readonly number[]]>([
    [[has, 'new', '{{ else }}', old, '{{ end }}'], []],
    [[`${has}new{{ else }}${old}{{ end }}`], []],
    [[has, 'new', '{{- else if .Values.x -}}', old, '{{- end -}}'], []],
    [[`{{- if not (${asks}) -}}`, old, '{{ else }}', 'new', '{{ end }}'], []],
    [[has, '{{ if .Values.x }}', 'a', '{{ end }}', '{{ else }}', old, '{{ end }}'], []],
    [[`{{ ternary "new" "${old}" (${asks}) }}`], []],
    [[`{{ ternary "${old}" "new" (${asks}) }}`], [1]],
    [[has, old, '{{ else }}', 'new', '{{ end }}'], [2]],
    [[has, 'new', '{{ else }}', 'a', '{{ end }}', old], [6]],
    [[has, '{{ if .Values.x }}', 'a', '{{ else }}', old, '{{ end }}', '{{ end }}'], [5]],
    [[`{{ if not (${asks}) }}`, 'a', '{{ else }}', old, '{{ end }}'], [4]],
    [[`{{ $has := ${asks} }}`, '{{ if .x }}{{ else }}', old, '{{ end }}'], [3]],
    [['{{ if .Capabilities.APIVersions.Has "apps/v1" }}', 'a', '{{ else }}', old, '{{ end }}'], [4]],
  ])('%j', (lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });
});

describe('a portNumber is that of a pool where one is near', () => {
  const filler = (count: number): string[] => Array.from({ length: count }, () => 'a');
  test.each<readonly [lines: readonly string[], found: readonly number[]]>([
    [['extensionRef: {portNumber: 1}'], [1]],
    [['extensionRef: {myportNumber: 1}'], []],
    [['extensionRef: {portNumbers: 1}'], []],
    [['portNumber: 1'], []],
    [['extensionRef:', ...filler(11), 'portNumber: 1'], [13]],
    [['extensionRef:', ...filler(12), 'portNumber: 1'], []],
    [['portNumber: 1', ...filler(2), 'endpointPickerRef:'], [1]],
    [['portNumber: 1', ...filler(3), 'endpointPickerRef:'], []],
  ])('%j', (lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });
});

describe('the definition of the old pool is told of by its name', () => {
  const definition = (...lines: string[]): string[] => [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    ...lines,
  ];
  const crd = 'CRD of the old InferencePool API group';
  const messages = (lines: readonly string[]): string[] =>
    sweep({ path: 'crd.yaml', text: `${lines.join('\n')}\n` }, pools, new Map()).map(
      ({ line, message }) => `${line} ${message}`,
    );
  test.each<readonly [lines: readonly string[], found: readonly string[]]>([
    [definition('metadata:', `  name: inferencepools.${old}`), [`4 ${crd}`]],
    [definition(`metadata: {name: inferencepools.${old}}`), [`3 ${crd}`]],
    [definition(`metadata: {"name": "inferencepools.${old}"}`), [`3 ${crd}`]],
    [definition(`metadata: {fullname: inferencepools.${old}}`), []],
    [definition('metadata:', `  name:   "inferencepools.${old}"`), [`4 ${crd}`]],
    [definition('metadata:', `  name: 'inferencepools.${old}'`), [`4 ${crd}`]],
    [definition('metadata:', `  - inferencepools.${old}`), [`4 ${crd}`]],
    [definition('metadata:', `  name: a-inferencepools.${old}`), []],
    [definition('spec:', `  group: ${old}`, '  names: {kind: InferencePool}'), []],
    [definition('metadata:', `  name: the ${old}`), []],
    [definition('metadata:', `  name: the inferencepools.${old}`), []],
    [[`name: inferencepools.${old}`], ['1 still refers to the old InferencePool API group']],
  ])('%j', (lines, expected) => {
    expect(messages(lines)).toEqual(expected);
  });
});

describe('fields that a program reads or writes in a file', () => {
  const files = {
    'pools/chat.yaml':
      'apiVersion: inference.networking.k8s.io/v1\nkind: InferencePool\nmetadata: {name: chat}\nspec: {selector: {matchLabels: {app: chat}}, targetPorts: [{number: 80}], endpointPickerRef: {name: p, port: {number: 9002}}}\n',
    'routes/a.yaml': 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\n',
  };
  test.each<readonly [path: string, lines: readonly string[], found: readonly number[]]>([
    ['a.sh', ["yq -i '.spec.targetPortNumber = 8001' pools/chat.yaml"], [1]],
    ['ci/a.sh', ["yq '.spec.extensionRef.name' ./pools/*.yaml"], [1]],
    ['Makefile', ['ports:', '\tsed -i "s/targetPortNumber: .*/targetPortNumber: 80/" chat.yaml'], [2]],
    ['a.py', ['pool = load("pools/chat.yaml")', 'print(pool["spec"]["targetPortNumber"])'], [2]],
    ['a.sh', ["yq '.spec.rules[0].filters[0].extensionRef' routes/a.yaml"], []],
    ['a.sh', ["yq '.spec.extensionRef' other/*.yaml"], []],
    ['a.sh', ["# yq '.spec.targetPortNumber' pools/chat.yaml"], []],
    ['a.sh', ['cat pools/chat.yaml', '', '', '', 'echo extensionRef'], []],
    ['a.sh', ['# of an InferencePool', "sed -i 's/targetPortNumber: .*/x/' pools/chat.yaml"], [2]],
    ['a.sh', ['# of an InferencePool', "sed -i 's/targetPortNumber: .*/x/' out/a.yaml"], [2]],
    ['a.sh', ['# of a chart', "sed -i 's/targetPortNumber: .*/x/' out/a.yaml"], []],
    ['.github/workflows/a.yml', ['run: |', "  yq -i '.spec.targetPortNumber = 80' pools/chat.yaml"], [2]],
    ['Taskfile.yml', ['cmds:', '  - "yq .spec.extensionRef pools/chat.yaml"'], [2]],
    ['play.yml', ['path: pools/chat.yaml', "regexp: 'targetPortNumber: \\d+'"], [2]],
    ['job.yaml', ['command: [sh, -c, "yq .spec.extensionRef.name pools/chat.yaml"]'], [1]],
    ['values.yaml', ['# of pools/chat.yaml', 'a: {targetPortNumber: 80}', '"targetPortNumber": 80'], []],
  ])('%s %j', (path, lines, expected) => {
    const { findings } = migrateFiles({ ...files, [path]: `${lines.join('\n')}\n` }, range);
    expect(findings.flatMap((each) => (each.path === path ? [each.line] : []))).toEqual(expected);
  });
});
