import { migrateFiles } from '../../src/api';

const istiod = 'istio_cni: {enabled: true}\npilot: {autoscaleMin: 2}\n';
const cni = 'cni: {rollingMaxUnavailable: 2}\n';

function helmfile(values: string): string {
  return `templates:
  default: &default
    namespace: istio-system
    version: 1.23.2
    values: ${values}
releases:
  - name: istiod
    chart: istio/istiod
    <<: *default
  - name: istio-cni
    chart: istio/cni
    inherit: [{template: default}]
`;
}

/** Two charts are given different files by one line: each file is migrated as values of its own chart. */
test.each([
  ['values/{{`{{ .Release.Name }}`}}.yaml', 'values', 'helmfile.yaml'],
  ['"values/{{`{{ .Release.Name }}`}}.yaml"', 'values', 'helmfile.yaml'],
  ["'values/{{ .Release.Name }}.yaml'", 'values', 'helmfile.yaml.gotmpl'],
  ['values/{{`{{- .Release.Name -}}`}}.yaml', 'values', 'helmfile.yaml.gotmpl'],
  ['"{{`{{ .Release.Namespace }}`}}/{{`{{ .Release.Name }}`}}.yaml"', 'istio-system', 'helmfile.d/mesh.yaml'],
])('%s is read in %s', (path, folder, file) => {
  const below = file.slice(0, file.lastIndexOf('/') + 1);
  const tree = {
    [file]: helmfile(`[${path}]`),
    [`${below}${folder}/istiod.yaml`]: istiod,
    [`${below}${folder}/istio-cni.yaml`]: cni,
  };
  const { changed } = migrateFiles(tree, { from: '1.23', to: '1.31' });
  expect(changed.get(`${below}${folder}/istio-cni.yaml`)?.text).toContain('maxUnavailable: 2');
  const text = changed.get(`${below}${folder}/istiod.yaml`)?.text ?? '';
  expect(text).toContain('seccompProfile');
  expect(text).toMatch(/pilot: \{.*cni: \{enabled: true\}/);
});

test('a name that is filled in is any', () => {
  const tree = {
    'helmfile.yaml': helmfile('["values/{{`{{ .Release.Name }}`}}.yaml"]').replace(
      'name: istiod',
      'name: {{ env "NAME" }}',
    ),
    'values/istiod.yaml': istiod,
  };
  const { changed } = migrateFiles(tree, { from: '1.23', to: '1.31' });
  expect(changed.get('values/istiod.yaml')?.text).toContain('cni');
});
