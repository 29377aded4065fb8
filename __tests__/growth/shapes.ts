import { oldPool } from '../support/pools';

/** A tree that can be made larger and larger. */
export interface Shape {
  readonly name: string;
  readonly files: (size: number) => Readonly<Record<string, string>>;
  readonly from?: string;
  readonly to?: string;
}

const pool = (name: string) => oldPool(name, `${name}-epp`);

const objective = (name: string) => `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferenceObjective
metadata:
  name: ${name}
spec:
  priority: 1
  poolRef:
    name: ${name}
`;

const times = (size: number, make: (name: string) => string): string[] =>
  Array.from({ length: size }, (_, index) => make(`it-${index}`));

const documents = (all: readonly string[]): string => all.join('---\n');

const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);

const list = (all: readonly string[]): string =>
  `apiVersion: v1\nkind: List\nitems:\n${all.map((text) => `- ${indented(text, '  ').slice(2)}`).join('')}`;

const poolWith = (labels: string): string => pool('it').replace('  name: it\n', `  name: it\n${labels}`);

const kustomization = (patches: string): Record<string, string> => ({
  'kustomization.yaml': `resources:\n- pool.yaml\npatches:\n${patches}`,
  'pool.yaml': pool('it'),
});

const patch = `- target:
    kind: InferencePool
  patch: |-
    - op: replace
      path: /spec/targetPortNumber
      value: 9000
`;

const release = (values: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: istiod
spec:
  source:
    repoURL: https://istio-release.storage.googleapis.com/charts
    chart: istiod
    targetRevision: 1.24.0
    helm:
      values: |
${indented(values, '        ')}`;

const other = { from: '1.20', to: '1.31' };

/** What people and machines write that is long in one way: each has to cost no more than twice as much for twice as many. */
export const shapes: readonly Shape[] = [
  { name: 'objects of a List', files: (size) => ({ 'a.yaml': list(times(size, pool)) }) },
  { name: 'documents of a file', files: (size) => ({ 'a.yaml': documents(times(size, pool)) }) },
  {
    name: 'files of a tree',
    files: (size) => Object.fromEntries(times(size, pool).map((text, index) => [`${index}.yaml`, text])),
  },
  {
    name: 'aliases of one anchor',
    files: (size) => ({
      'a.yaml': list([
        pool('first').replace('selector:', 'selector: &all'),
        ...times(size, pool).map((text) => text.replace('selector:\n    app: vllm', 'selector: *all')),
      ]),
    }),
  },
  {
    name: 'references to objects of the same file',
    files: (size) => ({ 'a.yaml': documents([...times(size, pool), ...times(size, objective)]) }),
  },
  {
    name: 'lines of a template',
    files: (size) => ({
      'templates/a.yaml': poolWith(
        `  labels:\n${times(size, (name) => `    ${name}: {{ .Values.x }}\n`).join('')}`,
      ),
    }),
  },
  {
    name: 'documents in conditions of a template',
    files: (size) => ({
      'templates/a.yaml': times(size, (name) => `{{- if .Values.x }}\n---\n${pool(name)}{{- end }}\n`).join(
        '',
      ),
    }),
  },
  { name: 'patches of one target', files: (size) => kustomization(patch.repeat(size)) },
  {
    name: 'operations of a patch',
    files: (size) => kustomization(patch + patch.slice(patch.indexOf('    - op')).repeat(size)),
  },
  {
    name: 'overlays of one base',
    files: (size) => ({
      'base/kustomization.yaml': 'resources:\n- pool.yaml\n',
      'base/pool.yaml': pool('it'),
      ...Object.fromEntries(
        times(size, (name) => `over-${name}/kustomization.yaml`).map((path) => [
          path,
          `resources:\n- ../base\npatches:\n${patch}`,
        ]),
      ),
    }),
  },
  {
    name: 'rules of a role',
    files: (size) => ({
      'a.yaml': documents([
        pool('it'),
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: it\nrules:\n${'- apiGroups: [inference.networking.x-k8s.io]\n  resources: [inferencepools]\n  verbs: [get]\n'.repeat(size)}`,
      ]),
    }),
  },
  {
    name: 'documents of a text',
    files: (size) => ({
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: it\ndata:\n  a.yaml: |\n${indented(documents(times(size, pool)), '    ')}`,
    }),
  },
  {
    name: 'comments that keep something',
    files: (size) => ({
      'a.yaml': documents(times(size, (name) => `# istio-migrate-ignore\n${pool(name)}`)),
    }),
  },
  {
    name: 'releases with values',
    files: (size) => ({
      'a.yaml': documents(
        times(size, () => release('pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n')),
      ),
    }),
    ...other,
  },
  {
    name: 'keys of values',
    files: (size) => ({
      'a.yaml': release(`pilot:\n  env:\n${times(size, (name) => `    PILOT_${name}: "true"\n`).join('')}`),
    }),
    ...other,
  },
  {
    name: 'destination rules',
    files: (size) => ({
      'a.yaml': documents(
        times(
          size,
          (name) =>
            `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: ${name}\nspec:\n  host: ${name}\n  trafficPolicy:\n    tls:\n      mode: SIMPLE\n`,
        ),
      ),
    }),
    ...other,
  },
];
