import { documents, pool, type Shape, times } from './shape';

const patch = (name?: string) => `- target:
    kind: InferencePool
${name === undefined ? '' : `    name: ${name}\n`}  patch: |-
    - op: replace
      path: /spec/targetPortNumber
      value: 9000
`;

const kustomization = (patches: string, resources = pool('it')): Record<string, string> => ({
  'kustomization.yaml': `resources:\n- pool.yaml\npatches:\n${patches}`,
  'pool.yaml': resources,
});

const base = { 'base/kustomization.yaml': 'resources:\n- pool.yaml\n', 'base/pool.yaml': pool('it') };

const named = (size: number, fileOf: (name: string, index: number) => readonly [string, string]) =>
  Object.fromEntries(times(size, (name) => name).map(fileOf));

/** Many kustomizations, many patches. */
export const shapesOfKustomize: readonly Shape[] = [
  { name: 'patches of one target', start: 50, files: (size) => kustomization(patch().repeat(size)) },
  {
    name: 'patches of a target each',
    start: 20,
    files: (size) => kustomization(times(size, patch).join(''), documents(times(size, pool))),
  },
  {
    name: 'operations of a patch',
    start: 150,
    files: (size) => kustomization(patch() + patch().slice(patch().indexOf('    - op')).repeat(size)),
  },
  {
    name: 'overlays of one base',
    start: 20,
    files: (size) => ({
      ...base,
      ...named(size, (name) => [
        `over-${name}/kustomization.yaml`,
        `resources:\n- ../base\npatches:\n${patch()}`,
      ]),
    }),
  },
  {
    name: 'overlays of overlays',
    start: 50,
    files: (size) => ({
      'b0/kustomization.yaml': 'resources:\n- pool.yaml\n',
      'b0/pool.yaml': pool('it'),
      ...named(size, (_, index) => [`b${index + 1}/kustomization.yaml`, `resources:\n- ../b${index}\n`]),
      'top/kustomization.yaml': `resources:\n- ../b${size}\npatches:\n${patch()}`,
    }),
  },
  {
    name: 'components of one overlay',
    start: 20,
    files: (size) => ({
      ...base,
      ...named(size, (name) => [
        `${name}/kustomization.yaml`,
        `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n${patch()}`,
      ]),
      'over/kustomization.yaml': `resources:\n- ../base\ncomponents:\n${times(size, (name) => `- ../${name}\n`).join('')}`,
    }),
  },
  {
    name: 'resources of one kustomization',
    start: 25,
    files: (size) => ({
      ...named(size, (name) => [`${name}.yaml`, pool(name)]),
      'kustomization.yaml': `resources:\n${times(size, (name) => `- ${name}.yaml\n`).join('')}`,
    }),
  },
];
