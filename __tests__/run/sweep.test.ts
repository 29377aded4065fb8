import type { Transform } from '../../src/transform';
import { sweep, type SweptText } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';

function lines(path: string, text: string, more: Partial<SweptText> = {}): string[] {
  return sweep({ path, text, ...more }, transforms, new Map()).map(
    ({ level, line, column, message }) => `${level} ${line}:${column} ${message}`,
  );
}

const oldGroup = 'still refers to the old InferencePool API group';
const group = 'inference.networking.x-k8s.io';

describe('the level goes by what the file is', () => {
  test.each([
    ['scripts/move.sh', 'warning'],
    ['main.tf', 'warning'],
    ['Makefile', 'warning'],
    ['Jenkinsfile', 'warning'],
    ['.github/workflows/deploy.yaml', 'warning'],
    ['.gitlab-ci.yml', 'warning'],
    ['controller.go', 'warning'],
    ['a-file-without-an-extension', 'warning'],
    ['README.md', 'note'],
    ['docs/pools.rst', 'note'],
    ['NOTES.txt', 'note'],
  ])('%s: %s', (path, level) => {
    expect(lines(path, `first\n  ${group}\n`)).toEqual([`${level} 2:3 ${oldGroup}`]);
  });

  test.each([
    ['values.yaml', `a: 1 # ${group}`, 'note'],
    ['values.yaml', `a: "b#${group}"`, 'warning'],
    ['move.sh', `# ${group}`, 'note'],
    ['main.go', `// ${group}`, 'note'],
    ['main.go', `url := "https://${group}"`, 'warning'],
    ['main.go', `\t * ${group}`, 'note'],
    ['main.rs', `#[kube(group = "${group}", kind = "InferencePool")]`, 'warning'],
    ['main.rs', `// ${group}`, 'note'],
    ['main.go', `// +kubebuilder:rbac:groups=${group},resources=inferencepools`, 'warning'],
  ])('a comment is a note: %s: %s', (path, text, level) => {
    expect(lines(path, text)).toEqual([expect.stringMatching(new RegExp(`^${level} `))]);
  });
});

describe('what stays in the old group is passed over', () => {
  test.each([
    ['an annotation', `${group}/export: All`],
    ['an objective', `apiVersion: ${group}/v1alpha2\nkind: InferenceObjective`],
    ['a model, kind first', `kind: InferenceModel\napiVersion: ${group}/v1alpha2`],
    ['a configuration of the picker', `"apiVersion": "${group}/v1alpha1",\n"kind": "EndpointPickerConfig"`],
    ['an annotation in a JSON pointer', `path: /metadata/annotations/${group}~1export`],
    ['a label in a JSONPath', `{.metadata.labels.${group.replaceAll('.', '\\.')}/role}`],
    ['a label of a pool', `kubectl get inferencepool a -l ${group}/role=a`],
    ['another CRD', `kubectl delete crd inferencemodels.${group}`],
    ['an objective by its name', `kubectl get inferenceobjectives.${group}/a`],
    ['an objective by its version', `kubectl get inferenceobjectives.v1alpha2.${group}/a`],
    ['an objective that others depend on', `depends-on: ${group}/namespaces/x/InferenceObjective/a`],
    ['a marker for other resources', `//+kubebuilder:rbac:groups=${group},resources=inferenceobjectives`],
    ['a role for other resources', `- apiGroups: [${group}]\n  resources: [inferencemodels]`],
  ])('%s', (_, text) => {
    expect(lines('notes.md', text)).toEqual([]);
  });

  test.each([
    ['a pool', `apiVersion: ${group}/v1alpha2\nkind: InferencePool`],
    ['a pool’s resource', `kubectl get inferencepools.${group}`],
    [
      'a role for pools and others',
      `- apiGroups: [${group}]\n  resources: [inferencemodels, inferencepools]`,
    ],
    [
      'a pool that an objective refers to',
      `group: ${group}\nkind: InferencePool # of the InferenceObjective`,
    ],
    ['nothing that would tell', `GROUP=${group}`],
    ['a pool by its name', `kubectl wait inferencepools.${group}/a --for=condition=Accepted`],
    ['one pool by its name', `kubectl delete inferencepool.${group}/a`],
    ['a kind that a variable brings', `kubectl get "\${KIND}.${group}/a"`],
    [
      'a pool that others depend on',
      `config.kubernetes.io/depends-on: ${group}/namespaces/x/InferencePool/a`,
    ],
    ['a pool in an inventory', `x_a_${group}_InferencePool: ""`],
  ])('but not %s', (_, text) => {
    expect(lines('notes.md', text)).toHaveLength(1);
  });
});

test('a line is told of once, and not at all where a finding points to it already', () => {
  const text = `x: ${group} ${group}\ny: ${group}\n`;
  expect(lines('a.yaml', text)).toEqual([`warning 1:4 ${oldGroup}`, `warning 2:4 ${oldGroup}`]);
  const known = [
    {
      transform: 'inference-pool',
      level: 'note',
      path: 'a.yaml',
      line: 2,
      column: 1,
      message: 'known',
    } as const,
  ];
  expect(lines('a.yaml', text, { known })).toEqual([`warning 1:4 ${oldGroup}`]);
});

test('a CRD of the old group is told of once, at its name; those of other kinds are not', () => {
  const crd = (name: string, kind: string): string =>
    `kind: CustomResourceDefinition\nmetadata:\n  name: ${name}.${group}\nspec:\n  group: ${group}\n  names:\n    kind: ${kind}\n` +
    `  default: ${group}\n  portNumber:\n`;
  const text = `${crd('inferencemodels', 'InferenceModel')}---\n${crd('inferencepools', 'InferencePool')}`;
  expect(lines('crds.yaml', text)).toEqual(['warning 13:9 CRD of the old InferencePool API group']);
});

describe('the portNumber of a pool', () => {
  test.each([
    ['patch.sh', `kubectl patch --type json -p '[{"path":"/spec/extensionRef/portNumber"}]'`, 1],
    ['notes.md', 'extensionRef:\n  name: epp\n  portNumber: 9002', 1],
    ['main.go', 'pool.Spec.EndpointPickerRef = ref{portNumber: 9002}', 1],
    ['main.go', 'func listen(portNumber int) {}', 0],
    ['filter.yaml', 'match:\n  listener:\n    portNumber: 8080', 0],
    ['main.go', 'extensionRef.targetPortNumber', 0],
  ])('%s: %s', (path, text, count) => {
    expect(lines(path, text)).toHaveLength(count);
  });
});

describe('an alpha version of BackendTLSPolicy', () => {
  test.each([
    ['a manifest in a document', 'apiVersion: gateway.networking.k8s.io/v1alpha3\nkind: BackendTLSPolicy', 1],
    ['a command', 'kubectl get backendtlspolicies.v1alpha2.gateway.networking.k8s.io', 1],
    ['a Go type', 'var policy gatewayv1alpha3.BackendTLSPolicy', 1],
    ['group, version and kind', 'kind: BackendTLSPolicy\nname: a\nversion: v1alpha3', 1],
    ['another kind', 'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: WidgetRoute', 0],
    ['v1', 'apiVersion: gateway.networking.k8s.io/v1\nkind: BackendTLSPolicy', 0],
    ['the kind two lines on', 'version: v1alpha3\nx: 1\nBackendTLSPolicy', 1],
    ['the kind three lines on', 'version: v1alpha3\nx: 1\ny: 2\nBackendTLSPolicy', 0],
    [
      'a kind below its key, under a comment',
      'version: v1alpha3\nx: 1\ny: 2\nkind:\n  # a policy\n  BackendTLSPolicy',
      1,
    ],
    ['the same above it', 'kind:\n  # a policy\n  BackendTLSPolicy\nx: 1\ny: 2\nversion: v1alpha3', 1],
    ['another kind under its key', 'version: v1alpha3\nx: 1\ny: 2\nkind:\n  Pod\nBackendTLSPolicy: 1', 0],
    ['the kind two lines before', 'BackendTLSPolicy\nx: 1\nversion: v1alpha3', 1],
    ['the kind three lines before', 'BackendTLSPolicy\nx: 1\ny: 2\nversion: v1alpha3', 0],
    [
      'the kind of the same object, far away',
      '  version: v1alpha3\n  a: 1\n  b:\n    kind: Pod\n  kind: BackendTLSPolicy',
      1,
    ],
    [
      'the kind of the same object, far before',
      '  kind: BackendTLSPolicy\n  a: 1\n  b:\n    c: 1\n  version: v1alpha3',
      1,
    ],
    ['the same in comments', '# version: v1alpha3\n# a: 1\n# b: 2\n# c: 3\n# kind: BackendTLSPolicy', 1],
    ['the same in JSON', '"version": "v1alpha3",\n"a": 1,\n"b": 2,\n"c": 3,\n"kind": "BackendTLSPolicy"', 1],
    ['the kind of a part', 'version: v1alpha3\na: 1\nb: 2\nc:\n  kind: BackendTLSPolicy', 0],
    [
      'the kind of an object around it',
      '  version: v1alpha3\n  a: 1\n  b: 2\n  c: 3\nkind: BackendTLSPolicy',
      0,
    ],
    ['the first kind of two', 'version: v1alpha3\na: 1\nb: 2\nkind: Pod\nkind: BackendTLSPolicy', 0],
    ['the kind in another word', 'version: v1alpha3\na: 1\nb: 2\nmykind: BackendTLSPolicy', 0],
    ['the kind of another document', 'version: v1alpha3\na: 1\nb: 2\n---\nkind: BackendTLSPolicy', 0],
    [
      'the kind of another document in a comment',
      '# version: v1alpha3\n# a: 1\n# b: 2\n# ---\n# kind: BackendTLSPolicy',
      0,
    ],
    ['the kind of the document before', 'kind: BackendTLSPolicy\nb: 2\n---\na: 1\nversion: v1alpha3', 0],
    ['the kind behind dashes in a line', 'version: v1alpha3\na: 1\nb: x---\nc: 3\nkind: BackendTLSPolicy', 1],
  ])('%s', (_, text, count) => {
    expect(lines('notes.md', text)).toHaveLength(count);
  });
});

test('positions count in the text that is left, before or after the edits', () => {
  const before = `a: old\nb: ${group}\n`;
  const edits = [{ start: 3, end: 6, text: 'x\n  y\n' }];
  const text = `a: x\n  y\n\nb: ${group}\n`;
  const swept = { before, text, edits };
  expect(lines('a.yaml', text, { ...swept, positions: 'after' })).toEqual([`warning 4:4 ${oldGroup}`]);
  expect(lines('a.yaml', text, { ...swept, positions: 'before' })).toEqual([`warning 2:4 ${oldGroup}`]);
  const kept = [{ start: 10, end: 10 + group.length }];
  expect(lines('a.yaml', text, { ...swept, kept })).toEqual([]);
});

test('a transform declares its words as data', () => {
  const transform = {
    id: 'any',
    mentions: [{ words: ['OLD_FLAG'], message: 'gone', help: 'take it out' }],
  } as unknown as Transform;
  expect(sweep({ path: 'run.sh', text: 'export OLD_FLAG=1' }, [transform], new Map())).toEqual([
    {
      transform: 'any',
      level: 'warning',
      path: 'run.sh',
      line: 1,
      column: 8,
      message: 'gone',
      help: 'take it out',
    },
  ]);
});
