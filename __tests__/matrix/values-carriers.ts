import type { ChartName } from '../../src/install/chart';
import type { Tree } from '../support/fixtures';
import {
  block,
  documentsIn,
  isMap,
  leavesOf,
  neighbour,
  over,
  setIn,
  type Style,
  type Value,
  valueAt,
  type Values,
  written,
} from './plain';

/** What a user gives values of a chart of Istio to, in whichever files. */
export interface ValuesCarrier {
  /** The files, with these values in one of them. */
  readonly tree: (chart: ChartName, values: Values, style: Style) => Tree;
  /** Which of the files holds the values. */
  readonly path: string;
  /** The values again, as another reader than the product finds them. */
  readonly read: (text: string, chart: ChartName) => Values;
  /** Whether the product rewrites texts of this kind; otherwise it names what is due there, with its line. */
  readonly isRewritten: boolean;
  /** The charts that nobody gives values to in this way, and why. */
  readonly lacks?: (chart: ChartName) => string | undefined;
  /** Styles that such a file cannot have, as a text in quotes or another language has no comments of YAML. */
  readonly styles?: readonly Style[];
  /** Whether the values are those of all charts, as an operator has them. */
  readonly isOperator?: boolean;
  /** Whether it is a patch over something that holds values. */
  readonly isPatch?: boolean;
  /** Whether it holds the environment of istiod alone. */
  readonly holdsVariables?: boolean;
}

export const chartNames: Readonly<Record<ChartName, string>> = {
  base: 'base',
  istiod: 'istiod',
  cni: 'istio-cni',
  ztunnel: 'ztunnel',
  gateway: 'gateway',
  ingress: 'istio-ingress',
  egress: 'istio-egress',
};
const repository = 'https://charts.example/istio';

const mapAt = (text: string, ...path: readonly string[]): Values =>
  asValues(valueAt(documentsIn(text)[0], path));
const asValues = (value: Value | undefined): Values => (isMap(value) ? value : {});
const textAt = (text: string, ...path: readonly string[]): Values => {
  const inner = valueAt(documentsIn(text)[0], path);
  return typeof inner === 'string' ? mapAt(inner) : {};
};
const dotted = (path: readonly string[]): string =>
  path.map((key) => key.replaceAll('.', String.raw`\.`)).join('.');
const keysOf = (name: string): string[] =>
  name.split(/(?<!\\)\./).map((key) => key.replaceAll(String.raw`\.`, '.'));
const nested = (pairs: readonly (readonly [name: string, value: Value])[]): Values =>
  pairs.reduce<Values>((values, [name, value]) => setIn(values, keysOf(name), value), {});
const asFlag = (value: Value): string => (typeof value === 'string' ? value : written(value));
const one =
  (path: string, text: (chart: ChartName, values: Values, style: Style) => string) =>
  (chart: ChartName, values: Values, style: Style): Tree => ({ [path]: text(chart, values, style) });
const onlyIstiod = (reason: string) => (chart: ChartName) => (chart === 'istiod' ? undefined : reason);

const application = (
  chart: ChartName,
  helm: string,
  kind = 'Application',
  name = 'mesh',
): string => `apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
spec:
  source:
    chart: ${chartNames[chart]}
    repoURL: ${repository}
    targetRevision: "*"
    helm:
${helm}`;
const helmRelease = (chart: ChartName, values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: mesh
spec:
  chart: {spec: {chart: ${chartNames[chart]}, sourceRef: {name: istio}}}
  # What this cluster needs.
${values}`;
const helmChart = (chart: ChartName, values: string): string => `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata:
  name: mesh
spec:
  chart: ${chartNames[chart]}
  repo: ${repository}
${values}`;
const operator = (spec: string): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
${spec}`;
const sailKinds: Partial<Record<ChartName, string>> = {
  istiod: 'Istio',
  cni: 'IstioCNI',
  ztunnel: 'ZTunnel',
};
const sail = (chart: ChartName, spec: string): string => `apiVersion: sailoperator.io/v1
kind: ${sailKinds[chart] ?? ''}
metadata:
  name: mesh
spec:
  namespace: istio-system
${spec}`;
const configMap = (values: Values, style: Style): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: mesh-values
data:
  values.yaml: |
${block(values, 4, style)}`;
const umbrella = (chart: ChartName): string => `apiVersion: v2
name: mesh
version: 0.1.0
dependencies:
  - {name: ${chartNames[chart]}, version: "*", repository: "${repository}"}
`;
const parameters = (values: Values, pad: string): string =>
  leavesOf(values)
    .map(([path, value]) => `${pad}- name: ${dotted(path)}\n${pad}  value: ${written(asFlag(value))}\n`)
    .join('');
const readPairs = (items: Value | undefined): Values =>
  nested(
    (Array.isArray(items) ? (items as readonly Value[]) : []).flatMap((item) => {
      const [name, value] = [valueAt(item, ['name']), valueAt(item, ['value'])];
      return typeof name === 'string' ? [[name, value ?? null] as const] : [];
    }),
  );
const noStyle: readonly Style[] = ['plain', 'CRLF'];
const listed = ['plain', 'CRLF'] as const;

/** Kustomizations that patch an object which holds values. */
interface Patched {
  readonly kind: string;
  readonly name: string;
  readonly base: (chart: ChartName) => string;
  readonly patch: (chart: ChartName, values: Values, style: Style) => string;
  readonly at: readonly string[];
  readonly lacks?: (chart: ChartName) => string | undefined;
  readonly isOperator?: boolean;
}

const patchable: readonly Patched[] = [
  {
    kind: 'HelmRelease',
    name: 'mesh',
    base: (chart) => helmRelease(chart, '  values:\n    revision: main\n'),
    patch: (_, values, style) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: mesh\nspec:\n  values:\n${block(values, 4, style)}`,
    at: ['spec', 'values'],
  },
  {
    kind: 'Application',
    name: 'mesh',
    base: (chart) => application(chart, '      valuesObject:\n        revision: main\n'),
    patch: (_, values, style) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: mesh\nspec:\n  source:\n    helm:\n      valuesObject:\n${block(values, 8, style)}`,
    at: ['spec', 'source', 'helm', 'valuesObject'],
  },
  {
    kind: 'IstioOperator',
    name: 'mesh',
    base: () => operator('  values:\n    global: {meshID: main}\n'),
    patch: (_, values, style) => operator(`  values:\n${block(values, 4, style)}`),
    at: ['spec', 'values'],
    isOperator: true,
  },
  {
    kind: 'Istio',
    name: 'mesh',
    base: (chart) => sail(chart, '  values:\n    revision: main\n'),
    patch: (_, values, style) =>
      `apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata:\n  name: mesh\nspec:\n  values:\n${block(values, 4, style)}`,
    at: ['spec', 'values'],
    lacks: onlyIstiod('the kind Istio is istiod alone'),
    isOperator: true,
  },
];

const kustomization = (rest: string): string => `resources: [../base]\n${rest}`;
const indented = (text: string, pad: string): string => text.replaceAll(/^(?=.)/gm, pad);
const pointer = (path: readonly string[]): string =>
  path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const operations = (at: readonly string[], values: Values): string =>
  leavesOf(values)
    .map(([path, value]) => `- op: add\n  path: ${pointer([...at, ...path])}\n  value: ${written(value)}\n`)
    .join('');
const readOperations = (text: string, at: readonly string[]): Values =>
  (documentsIn(text)[0] as readonly Value[]).reduce<Values>((values, operation) => {
    const path = valueAt(operation, ['path']) as string;
    const keys = path
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    return setIn(values, keys.slice(at.length), valueAt(operation, ['value']) ?? null);
  }, {});
const inlineIn = (text: string): string => {
  const [patch] = valueAt(documentsIn(text)[0], ['patches']) as readonly Value[];
  return valueAt(patch, ['patch']) as string;
};

/** The four ways of a patch: merged or made of operations, in a file or in the kustomization. */
const patched = Object.fromEntries(
  patchable.flatMap(({ kind, name, base, patch, at, ...rest }): (readonly [string, ValuesCarrier])[] => {
    const baseOf = (chart: ChartName): Tree => ({
      'base/kustomization.yaml': 'resources: [mesh.yaml]\n',
      'base/mesh.yaml': base(chart),
    });
    const target = `target: {kind: ${kind}, name: ${name}}`;
    return [
      [
        `a merge patch of ${kind} in a file`,
        {
          ...rest,
          isPatch: true,
          path: 'overlay/patch.yaml',
          tree: (chart, values, style) => ({
            ...baseOf(chart),
            'overlay/kustomization.yaml': kustomization('patches:\n  - path: patch.yaml\n'),
            'overlay/patch.yaml': patch(chart, values, style),
          }),
          read: (text) => over(mapAt(text, ...at), mapAt(text, 'spec', 'unvalidatedValues')),
          isRewritten: true,
        },
      ],
      [
        `an inline merge patch of ${kind}`,
        {
          ...rest,
          isPatch: true,
          path: 'overlay/kustomization.yaml',
          tree: (chart, values, style) => ({
            ...baseOf(chart),
            'overlay/kustomization.yaml': kustomization(
              `patches:\n  - patch: |-\n${indented(patch(chart, values, style), '      ')}`,
            ),
          }),
          read: (text) => {
            const inline = inlineIn(text);
            return over(mapAt(inline, ...at), mapAt(inline, 'spec', 'unvalidatedValues'));
          },
          isRewritten: true,
        },
      ],
      [
        `a JSON patch of ${kind} in a file`,
        {
          ...rest,
          isPatch: true,
          styles: listed,
          path: 'overlay/patch.yaml',
          tree: (chart, values) => ({
            ...baseOf(chart),
            'overlay/kustomization.yaml': kustomization(`patches:\n  - path: patch.yaml\n    ${target}\n`),
            'overlay/patch.yaml': operations(at, values),
          }),
          read: (text) => readOperations(text, at),
          isRewritten: false,
        },
      ],
      [
        `an inline JSON patch of ${kind}`,
        {
          ...rest,
          isPatch: true,
          styles: listed,
          path: 'overlay/kustomization.yaml',
          tree: (chart, values) => ({
            ...baseOf(chart),
            'overlay/kustomization.yaml': kustomization(
              `patches:\n  - ${target}\n    patch: |-\n${indented(operations(at, values), '      ')}`,
            ),
          }),
          read: (text) => readOperations(inlineIn(text), at),
          isRewritten: false,
        },
      ],
    ];
  }),
);

/** The variables of istiod among values, as a list of a container. */
const variables = (values: Values): Values[] =>
  leavesOf(asValues(valueAt(values, ['pilot', 'env']))).map(([[name = ''], value]) => ({ name, value }));
const items = (values: Values, indent: number): string =>
  variables(values)
    .map(
      ({ name, value }) =>
        `${' '.repeat(indent)}- name: ${name as string}\n${' '.repeat(indent)}  value: ${written(value ?? null)}\n`,
    )
    .join('');
const readItems = (list: Value | undefined): Values => ({
  pilot: { env: readPairs(list), [neighbour]: 'here' },
  [neighbour]: 'here',
  revision: 'main',
});
const deployment = (env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod
spec:
  template:
    spec:
      containers:
        - name: discovery
          env:
${env}`;
const container = ['spec', 'template', 'spec', 'containers'];
const readDeployment = (text: string): Values => {
  const [first] = valueAt(documentsIn(text)[0], container) as readonly Value[];
  return readItems(valueAt(first, ['env']));
};
const addition = (values: Values): string =>
  variables(values)
    .map((item) => `- op: add\n  path: /spec/template/spec/containers/0/env/-\n  value: ${written(item)}\n`)
    .join('');
const readAdditions = (text: string): Values =>
  readItems(
    (documentsIn(text)[0] as readonly Value[]).map((operation) => valueAt(operation, ['value']) ?? null),
  );
const ofIstiod = {
  lacks: onlyIstiod('only istiod has such variables'),
  holdsVariables: true,
  styles: listed,
} as const;
const istiodBase: Tree = {
  'base/kustomization.yaml': 'resources: [istiod.yaml]\n',
  'base/istiod.yaml': deployment('            - {name: REVISION, value: main}\n'),
};
const istiodTarget = 'target: {kind: Deployment, name: istiod}';

/** Where variables of istiod stand apart from its values. */
const environments: Readonly<Record<string, ValuesCarrier>> = {
  'variables of an IstioOperator': {
    ...ofIstiod,
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (_, values) =>
      operator(`  components:\n    pilot:\n      k8s:\n        env:\n${items(values, 10)}`),
    ),
    read: (text) => {
      const spec = valueAt(documentsIn(text)[0], ['spec']);
      return over(
        readItems(valueAt(spec, ['components', 'pilot', 'k8s', 'env'])),
        asValues(valueAt(spec, ['values'])),
      );
    },
    isRewritten: true,
    isOperator: true,
  },
  'a rendered Deployment': {
    ...ofIstiod,
    path: 'istiod.yaml',
    tree: one('istiod.yaml', (_, values) => deployment(items(values, 12))),
    read: readDeployment,
    isRewritten: true,
  },
  'a merge patch of the Deployment': {
    ...ofIstiod,
    path: 'overlay/patch.yaml',
    tree: (_, values) => ({
      ...istiodBase,
      'overlay/kustomization.yaml': kustomization('patches:\n  - path: patch.yaml\n'),
      'overlay/patch.yaml': deployment(items(values, 12)),
    }),
    read: readDeployment,
    isRewritten: true,
  },
  'an inline merge patch of the Deployment': {
    ...ofIstiod,
    path: 'overlay/kustomization.yaml',
    tree: (_, values) => ({
      ...istiodBase,
      'overlay/kustomization.yaml': kustomization(
        `patches:\n  - patch: |-\n${indented(deployment(items(values, 12)), '      ')}`,
      ),
    }),
    read: (text) => readDeployment(inlineIn(text)),
    isRewritten: true,
  },
  'a JSON patch of the Deployment': {
    ...ofIstiod,
    path: 'overlay/patch.yaml',
    tree: (_, values) => ({
      ...istiodBase,
      'overlay/kustomization.yaml': kustomization(`patches:\n  - path: patch.yaml\n    ${istiodTarget}\n`),
      'overlay/patch.yaml': addition(values),
    }),
    read: readAdditions,
    isRewritten: false,
  },
  'an inline JSON patch of the Deployment': {
    ...ofIstiod,
    path: 'overlay/kustomization.yaml',
    tree: (_, values) => ({
      ...istiodBase,
      'overlay/kustomization.yaml': kustomization(
        `patches:\n  - ${istiodTarget}\n    patch: |-\n${indented(addition(values), '      ')}`,
      ),
    }),
    read: (text) => readAdditions(inlineIn(text)),
    isRewritten: false,
  },
};

/** What only istiod's values have. */
const signs: Values = { pilot: { autoscaleMin: 2 }, global: { meshID: 'main' } };

const hcl = (value: Value): string => written(asFlag(value));

/** Everything that holds values of a chart. A new one costs an entry here. */
export const valuesCarriers: Readonly<Record<string, ValuesCarrier>> = {
  'a values file that is known by its keys': {
    path: 'mesh/values.yaml',
    tree: one('mesh/values.yaml', (_, values, style) => block(over(signs, values), 0, style)),
    read: (text) => mapAt(text),
    isRewritten: true,
    lacks: onlyIstiod(
      'nothing shows whose values they are: only those of istiod have keys that no other chart has',
    ),
  },
  'a values file of an umbrella chart': {
    path: 'mesh/values.yaml',
    tree: (chart, values, style) => ({
      'mesh/Chart.yaml': umbrella(chart),
      'mesh/values.yaml': `${chartNames[chart]}:\n${block(values, 2, style)}`,
    }),
    read: (text, chart) => mapAt(text, chartNames[chart]),
    isRewritten: true,
  },
  'a task of Ansible': {
    path: 'tasks/main.yml',
    tree: one(
      'tasks/main.yml',
      (chart, values, style) => `- name: the mesh
  kubernetes.core.helm:
    name: mesh
    chart_ref: ${chartNames[chart]}
    chart_repo_url: ${repository}
    release_values:
${block(values, 6, style)}`,
    ),
    read: (text) => {
      const [task] = documentsIn(text)[0] as readonly Value[];
      return asValues(valueAt(task, ['kubernetes.core.helm', 'release_values']));
    },
    isRewritten: true,
  },
  'a text of an Application': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values, style) =>
      application(chart, `      values: |\n${block(values, 8, style)}`),
    ),
    read: (text) => textAt(text, 'spec', 'source', 'helm', 'values'),
    isRewritten: true,
  },
  'a map of an Application': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values, style) =>
      application(chart, `      valuesObject:\n${block(values, 8, style)}`),
    ),
    read: (text) => mapAt(text, 'spec', 'source', 'helm', 'valuesObject'),
    isRewritten: true,
  },
  'parameters of an Application': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values) =>
      application(chart, `      parameters:\n${parameters(values, '        ')}`),
    ),
    read: (text) =>
      over(
        mapAt(text, 'spec', 'source', 'helm', 'valuesObject'),
        readPairs(valueAt(documentsIn(text)[0], ['spec', 'source', 'helm', 'parameters'])),
      ),
    isRewritten: true,
    styles: listed,
  },
  'a values file that an Application names': {
    path: 'values/mesh.yaml',
    tree: (chart, values, style) => ({
      'apps/mesh.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  sources:
    - chart: ${chartNames[chart]}
      repoURL: ${repository}
      helm: {valueFiles: [$values/values/mesh.yaml]}
    - {repoURL: "https://git.example/mesh", ref: values}
`,
      'values/mesh.yaml': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'an ApplicationSet': {
    path: 'mesh.yaml',
    tree: one(
      'mesh.yaml',
      (chart, values, style) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: mesh}
spec:
  generators: [{clusters: {}}]
  template:
    metadata: {name: mesh}
    spec:
      source:
        chart: ${chartNames[chart]}
        repoURL: ${repository}
        helm:
          valuesObject:
${block(values, 12, style)}`,
    ),
    read: (text) => mapAt(text, 'spec', 'template', 'spec', 'source', 'helm', 'valuesObject'),
    isRewritten: true,
  },
  'a HelmRelease': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values, style) =>
      helmRelease(chart, `  values:\n${block(values, 4, style)}`),
    ),
    read: (text) => mapAt(text, 'spec', 'values'),
    isRewritten: true,
  },
  'a HelmRelease in JSON': {
    path: 'mesh.json',
    tree: one('mesh.json', (chart, values) => {
      const [release] = documentsIn(helmRelease(chart, `  values: ${written(values)}\n`));
      return `${JSON.stringify(release, undefined, 2)}\n`;
    }),
    read: (text) => mapAt(text, 'spec', 'values'),
    isRewritten: true,
    styles: noStyle,
  },
  'a ConfigMap of a HelmRelease': {
    path: 'values.yaml',
    tree: (chart, values, style) => ({
      'mesh.yaml': helmRelease(chart, '  valuesFrom:\n    - {kind: ConfigMap, name: mesh-values}\n'),
      'values.yaml': configMap(values, style),
    }),
    read: (text) => textAt(text, 'data', 'values.yaml'),
    isRewritten: true,
  },
  'values of a helmfile': {
    path: 'helmfile.yaml',
    tree: one(
      'helmfile.yaml',
      (chart, values, style) => `repositories:
  - {name: istio, url: "${repository}"}
releases:
  - name: mesh
    chart: istio/${chartNames[chart]}
    values:
      - ${block(values, 8, style).trimStart()}`,
    ),
    read: (text) => {
      const [release] = valueAt(documentsIn(text)[0], ['releases']) as readonly Value[];
      const [values] = (valueAt(release, ['values']) ?? []) as readonly Value[];
      return asValues(values);
    },
    isRewritten: true,
  },
  'what a helmfile sets': {
    path: 'helmfile.yaml',
    tree: one(
      'helmfile.yaml',
      (chart, values) => `releases:
  - name: mesh
    chart: istio/${chartNames[chart]}
    set:
${parameters(values, '      ')}`,
    ),
    read: (text) => {
      const [release] = valueAt(documentsIn(text)[0], ['releases']) as readonly Value[];
      const [values] = (valueAt(release, ['values']) ?? []) as readonly Value[];
      return over(asValues(values), readPairs(valueAt(release, ['set'])));
    },
    isRewritten: true,
    styles: listed,
  },
  'a values file that a helmfile names': {
    path: 'values/mesh.yaml.gotmpl',
    tree: (chart, values, style) => ({
      'helmfile.yaml': `releases:\n  - name: mesh\n    chart: istio/${chartNames[chart]}\n    values: [values/mesh.yaml.gotmpl]\n`,
      'values/mesh.yaml.gotmpl': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'a HelmChart of k3s': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values, style) =>
      helmChart(chart, `  valuesContent: |-\n${block(values, 4, style)}`),
    ),
    read: (text) => textAt(text, 'spec', 'valuesContent'),
    isRewritten: true,
  },
  'what a HelmChart of k3s sets': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values) =>
      helmChart(
        chart,
        `  set:\n${leavesOf(values)
          .map(([path, value]) => `    ${dotted(path)}: ${written(asFlag(value))}\n`)
          .join('')}`,
      ),
    ),
    read: (text) => over(mapAt(text, 'spec', 'values'), nested(Object.entries(mapAt(text, 'spec', 'set')))),
    isRewritten: true,
    styles: listed,
  },
  'a kustomization with a chart': {
    path: 'kustomization.yaml',
    tree: one(
      'kustomization.yaml',
      (chart, values, style) =>
        `helmCharts:\n  - name: ${chartNames[chart]}\n    repo: ${repository}\n    releaseName: mesh\n    valuesInline:\n${block(values, 6, style)}`,
    ),
    read: (text) => {
      const [chart] = valueAt(documentsIn(text)[0], ['helmCharts']) as readonly Value[];
      return asValues(valueAt(chart, ['valuesInline']));
    },
    isRewritten: true,
  },
  'an IstioOperator': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (_, values, style) =>
      operator(`  components: {cni: {enabled: true}}\n  values:\n${block(values, 4, style)}`),
    ),
    read: (text) => over(mapAt(text, 'spec', 'values'), mapAt(text, 'spec', 'unvalidatedValues')),
    isRewritten: true,
    isOperator: true,
  },
  'an object of the Sail operator': {
    path: 'mesh.yaml',
    tree: one('mesh.yaml', (chart, values, style) => sail(chart, `  values:\n${block(values, 4, style)}`)),
    read: (text) => mapAt(text, 'spec', 'values'),
    isRewritten: true,
    isOperator: true,
    lacks: (chart) => (sailKinds[chart] === undefined ? 'the Sail operator has no kind for it' : undefined),
  },
  'a heredoc of Terraform': {
    path: 'mesh.tf',
    tree: one('mesh.tf', (chart, values, style) =>
      terraformRelease(
        chart,
        `  values = [<<-EOT
${block(values, 4, style)}    EOT
  ]
`,
      ),
    ),
    read: () => ({}),
    isRewritten: false,
    styles: ['plain', 'comments', 'CRLF'],
  },
  'an encoded map of Terraform': {
    path: 'mesh.tf',
    tree: one('mesh.tf', (chart, values) =>
      terraformRelease(chart, `  values = [yamlencode(${hclMap(values, '  ')})]\n`),
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
  },
  'blocks of Terraform': {
    path: 'mesh.tf',
    tree: one('mesh.tf', (chart, values) =>
      terraformRelease(
        chart,
        leavesOf(values)
          .map(
            ([path, value]) =>
              `  set {\n    name  = ${written(dotted(path))}\n    value = ${hcl(value)}\n  }\n`,
          )
          .join(''),
      ),
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
  },
  'flags of a script': {
    path: 'install.sh',
    tree: one(
      'install.sh',
      (chart, values) => `#!/bin/sh
helm upgrade --install mesh istio/${chartNames[chart]} \\
${leavesOf(values)
  .map(([path, value]) => `  --set ${dotted(path)}=${asFlag(value) === '' ? '""' : asFlag(value)} \\\n`)
  .join('')}  --wait
`,
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
  },
  'a values file that a script names': {
    path: 'mesh-values.yaml',
    tree: (chart, values, style) => ({
      'install.sh': `#!/bin/sh\nhelm upgrade --install mesh istio/${chartNames[chart]} -f mesh-values.yaml\n`,
      'mesh-values.yaml': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'a values file that a Terraform module names': {
    path: 'mesh.yaml',
    tree: (chart, values, style) => ({
      'main.tf': terraformRelease(chart, '  values     = [file("${path.module}/mesh.yaml")]\n'),
      'mesh.yaml': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'a values file that a kustomization names': {
    path: 'mesh.yaml',
    tree: (chart, values, style) => ({
      'kustomization.yaml': `helmCharts:\n  - {name: ${chartNames[chart]}, repo: "${repository}", releaseName: mesh, valuesFile: mesh.yaml}\n`,
      'mesh.yaml': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'a file that a kustomization makes a ConfigMap of': {
    path: 'istio.yaml',
    tree: (chart, values, style) => ({
      'kustomization.yaml':
        'resources: [release.yaml]\nconfigMapGenerator:\n  - {name: mesh-values, files: [values.yaml=istio.yaml]}\n',
      'release.yaml': helmRelease(chart, '  valuesFrom:\n    - {kind: ConfigMap, name: mesh-values}\n'),
      'istio.yaml': block(values, 0, style),
    }),
    read: (text) => mapAt(text),
    isRewritten: true,
  },
  'a Release of Crossplane': {
    path: 'mesh.yaml',
    tree: one(
      'mesh.yaml',
      (chart, values, style) =>
        `apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: mesh}\nspec:\n  forProvider:\n    chart: {name: ${chartNames[chart]}, repository: "${repository}"}\n    values:\n${block(values, 6, style)}`,
    ),
    read: (text) => mapAt(text, 'spec', 'forProvider', 'values'),
    isRewritten: true,
  },
  'flags in a Makefile': {
    path: 'Makefile',
    tree: one(
      'Makefile',
      (chart, values) => `up:\n\thelm upgrade -i mesh istio/${chartNames[chart]}${flags(values)}\n`,
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
  },
  'flags in a workflow': {
    path: '.github/workflows/up.yaml',
    tree: one(
      '.github/workflows/up.yaml',
      (chart, values) =>
        `jobs:\n  up:\n    steps:\n      - run: helm upgrade -i mesh istio/${chartNames[chart]}${flags(values)}\n`,
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
  },
  'flags of istioctl in a script': {
    path: 'install.sh',
    tree: one(
      'install.sh',
      (_, values) => `#!/bin/sh
istioctl install -y \\
${leavesOf(values)
  .map(
    ([path, value]) => `  --set values.${dotted(path)}=${asFlag(value) === '' ? '""' : asFlag(value)} \\\n`,
  )
  .join('')}  --revision main
`,
    ),
    read: () => ({}),
    isRewritten: false,
    styles: noStyle,
    isOperator: true,
  },
  ...patched,
  ...environments,
};

/** Values as flags of helm, all on one line. */
function flags(values: Values): string {
  return leavesOf(values)
    .map(([path, value]) => ` --set ${dotted(path)}=${asFlag(value) === '' ? '""' : asFlag(value)}`)
    .join('');
}

/** A release of Terraform's helm provider, with what else is in its block. */
function terraformRelease(chart: ChartName, body: string): string {
  return `resource "helm_release" "mesh" {
  name       = "mesh"
  repository = "${repository}"
  chart      = "${chartNames[chart]}"
${body}}
`;
}

/** A map as Terraform writes it. */
function hclMap(values: Values, pad: string): string {
  const lines = Object.entries(values).map(
    ([key, value]) => `${pad}  ${key} = ${isMap(value) ? hclMap(value, `${pad}  `) : written(value)}\n`,
  );
  return `{\n${lines.join('')}${pad}}`;
}
