import { documents, indented, longUpgrade, type Shape, times } from './shape';

const application = (name: string, helm: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
spec:
  source:
    repoURL: https://istio-release.storage.googleapis.com/charts
    chart: istiod
    targetRevision: 1.24.0
    helm:
${helm}`;

const withValues = (values: string, name = 'istiod') =>
  application(name, `      values: |\n${indented(values, '        ')}`);

const flag = 'pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n';

const operator = (spec: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata:\n  name: it\nspec:\n${spec}`;

/** Many releases, many layers of values, many keys. */
export const shapesOfInstalls: readonly Shape[] = [
  {
    name: 'releases with values',
    start: 10,
    files: (size) => ({ 'a.yaml': documents(times(size, (name) => withValues(flag, name))) }),
    ...longUpgrade,
  },
  {
    name: 'keys of values',
    start: 500,
    files: (size) => ({
      'a.yaml': withValues(
        `pilot:\n  env:\n${times(size, (name) => `    PILOT_${name}: "true"\n`).join('')}`,
      ),
    }),
    ...longUpgrade,
  },
  {
    name: 'parameters of a release',
    start: 200,
    files: (size) => ({
      'a.yaml': application(
        'istiod',
        `      parameters:\n${times(size, (name) => `      - name: pilot.env.${name}\n        value: "true"\n`).join('')}`,
      ),
    }),
    ...longUpgrade,
  },
  {
    name: 'values files of one release',
    start: 20,
    files: (size) => ({
      ...Object.fromEntries(times(size, (name) => `${name}.yaml`).map((path) => [path, flag])),
      'helmfile.yaml': `releases:\n- name: istiod\n  chart: istio/istiod\n  version: 1.24.0\n  values:\n${times(size, (name) => `  - ${name}.yaml\n`).join('')}`,
    }),
    ...longUpgrade,
  },
  {
    name: 'ConfigMaps of one release',
    start: 20,
    files: (size) => ({
      'a.yaml': documents([
        `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: it\nspec:\n  chart:\n    spec:\n      chart: istiod\n      version: 1.24.0\n  valuesFrom:\n${times(size, (name) => `  - kind: ConfigMap\n    name: ${name}\n`).join('')}`,
        ...times(
          size,
          (name) =>
            `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  values.yaml: |\n${indented(flag, '    ')}`,
        ),
      ]),
    }),
    ...longUpgrade,
  },
  {
    name: 'variables of an IstioOperator',
    start: 300,
    files: (size) => ({
      'a.yaml': operator(
        `  components:\n    pilot:\n      k8s:\n        env:\n${times(size, (name) => `        - name: PILOT_${name}\n          value: "true"\n`).join('')}`,
      ),
    }),
    ...longUpgrade,
  },
];
