import { oldGroup, routeTo } from '../../__tests__/support/pools';
import { configMap, documents, indented, list, pool, poolWith, type Shape, times } from './shape';

const objective = (name: string, of = name) => `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferenceObjective
metadata:
  name: ${name}
spec:
  priority: 1
  poolRef:
    name: ${of}
`;

const text = (content: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: it\ndata:\n  a.yaml: |\n${indented(content, '    ')}`;

const withText = (depth: number): string =>
  Array.from({ length: depth }).reduce((inner: string) => text(inner), pool('it'));

const picker = (args: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: it-epp
spec:
  template:
    spec:
      containers:
      - name: epp
        image: registry.k8s.io/gateway-api-inference-extension/epp:v1.0.0
        args:
${args}`;

const json = (objects: readonly unknown[]): string =>
  `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })}\n`;

const jsonPool = (name: string) => ({
  apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
  kind: 'InferencePool',
  metadata: { name },
  spec: { targetPortNumber: 8000, selector: { app: name }, extensionRef: { name } },
});

/** Many objects, many references, many comments, texts in texts, long lines. */
export const shapesOfObjects: readonly Shape[] = [
  { name: 'objects of a List', start: 50, files: (size) => ({ 'a.yaml': list(times(size, pool)) }) },
  { name: 'documents of a file', start: 50, files: (size) => ({ 'a.yaml': documents(times(size, pool)) }) },
  {
    name: 'documents beside one that is due',
    start: 5000,
    files: (size) => ({ 'a.yaml': documents([pool('it'), ...times(size, configMap)]) }),
  },
  {
    name: 'files of a tree',
    start: 25,
    files: (size) => Object.fromEntries(times(size, pool).map((each, index) => [`${index}.yaml`, each])),
  },
  {
    name: 'aliases of one anchor',
    start: 50,
    files: (size) => ({
      'a.yaml': list([
        pool('first').replace('selector:', 'selector: &all'),
        ...times(size, pool).map((each) => each.replace(/selector:\n {4}app: it-\d+/, 'selector: *all')),
      ]),
    }),
  },
  {
    name: 'anchors with an alias each',
    start: 50,
    files: (size) => ({
      'a.yaml': list(
        times(
          size,
          (name) => `${pool(name).replace('selector:', `selector: &${name}`)}status:\n  same: *${name}\n`,
        ),
      ),
    }),
  },
  {
    name: 'references to objects of the same file',
    start: 30,
    files: (size) => ({
      'a.yaml': documents([...times(size, pool), ...times(size, (name) => objective(name))]),
    }),
  },
  {
    name: 'references to one object',
    start: 200,
    files: (size) => ({ 'a.yaml': documents([pool('it'), ...times(size, (name) => objective(name, 'it'))]) }),
  },
  {
    name: 'references of one route',
    start: 200,
    files: (size) => ({
      'a.yaml': documents([
        pool('it'),
        routeTo(
          oldGroup,
          times(size, () => 'it'),
          'it',
        ),
      ]),
    }),
  },
  {
    name: 'routes to pools in other files',
    start: 20,
    files: (size) =>
      Object.fromEntries(
        times(size, (name) => name).flatMap((name) => [
          [`pool-${name}.yaml`, pool(name)],
          [`route-${name}.yaml`, routeTo(oldGroup, [name], name)],
        ]),
      ),
  },
  {
    name: 'rules of a role',
    start: 100,
    files: (size) => ({
      'a.yaml': documents([
        pool('it'),
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: it\nrules:\n${'- apiGroups: [inference.networking.x-k8s.io]\n  resources: [inferencepools]\n  verbs: [get]\n'.repeat(size)}`,
      ]),
    }),
  },
  {
    name: 'arguments of a container',
    start: 200,
    files: (size) => ({
      'a.yaml': documents([
        pool('it'),
        picker('        - --pool-group=inference.networking.x-k8s.io\n'.repeat(size)),
      ]),
    }),
  },
  {
    name: 'documents of a text',
    start: 25,
    files: (size) => ({ 'a.yaml': text(documents(times(size, pool))) }),
  },
  {
    name: 'texts in texts',
    isDeep: true,
    start: 8,
    files: (size) => ({ 'a.yaml': withText(Math.ceil(Math.sqrt(size * 8))) }),
  },
  {
    name: 'comments that keep something',
    start: 100,
    files: (size) => ({
      'a.yaml': documents(times(size, (name) => `# istio-migrate-ignore\n${pool(name)}`)),
    }),
  },
  {
    name: 'comments that keep labels of one object',
    start: 500,
    files: (size) => ({
      'a.yaml': poolWith(
        `  labels:\n${times(size, (name) => `    # istio-migrate-ignore inference-pool\n    ${name}: x\n`).join('')}`,
      ),
    }),
  },
  {
    name: 'comments with a word',
    start: 2000,
    files: (size) => ({
      'a.yaml': pool('it').replace('spec:', `${'# of inference.networking.x-k8s.io\n'.repeat(size)}spec:`),
    }),
  },
  {
    name: 'words on one line',
    start: 2000,
    files: (size) => ({
      'a.yaml': configMap('it').replace(
        'value',
        `"${'inference.networking.x-k8s.io/v1alpha2 '.repeat(size)}"`,
      ),
    }),
  },
  {
    name: 'commands of a script',
    isOnlySearched: true,
    start: 2000,
    files: (size) => ({
      'a.sh': 'kubectl get inferencepools.inference.networking.x-k8s.io\n'.repeat(size),
    }),
  },
  {
    name: 'fences of Markdown',
    start: 50,
    isMarkdown: true,
    files: (size) => ({
      'a.md': times(size, (name) => `text\n\n\`\`\`yaml\n${pool(name)}\`\`\`\n\n`).join(''),
    }),
  },
  {
    name: 'fences of Markdown that is only searched',
    isOnlySearched: true,
    start: 500,
    files: (size) => ({
      'a.md': times(size, (name) => `text\n\n\`\`\`yaml\n${pool(name)}\`\`\`\n\n`).join(''),
    }),
  },
  {
    name: 'one line of JSON, all of it due',
    start: 100,
    files: (size) => ({ 'a.json': json(times(size, (name) => name).map(jsonPool)) }),
  },
  {
    name: 'one line of JSON, one object of it due',
    start: 300,
    files: (size) => ({
      'a.json': json([
        jsonPool('it'),
        ...times(size, (name) => name).map((name) => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name },
        })),
      ]),
    }),
  },
  {
    name: 'at signs',
    start: 8000,
    files: (size) => ({ 'a.yaml': `${pool('it')}# ${'@@a'.repeat(size)}\n` }),
  },
  {
    name: 'blank lines',
    start: 8000,
    files: (size) => ({ 'a.yaml': pool('it').replace('spec:', `${'\n'.repeat(size)}spec:`) }),
  },
];
