import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { expectSentences } from '../support/sentences';
import { releaseOf, upgradeTo } from '../support/upgrade';
import { transforms } from '../../transforms';

/** Objects that change, each with the transform that changes it. */
const objects = {
  variables: [
    'metric-eviction',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system}
spec:
  template:
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env:
            - {name: METRIC_GRACEFUL_DELETION_INTERVAL, value: 1s}
            - {name: CLUSTER_ID, value: Kubernetes}
`,
  ],
  'a variable alone': [
    'metric-eviction',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system}
spec:
  template:
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env: [{name: METRIC_GRACEFUL_DELETION_INTERVAL, value: 1s}]
`,
  ],
  'variables of an operator': [
    'metric-eviction',
    `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod, namespace: istio-system}
spec:
  components:
    pilot:
      k8s:
        env:
          - {name: METRIC_GRACEFUL_DELETION_INTERVAL, value: 1s}
          - {name: CLUSTER_ID, value: Kubernetes}
`,
  ],
  gateways: [
    'metric-eviction',
    `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod, namespace: istio-system}
spec:
  components:
    pilot: {k8s: {env: [{name: METRIC_ROTATION_INTERVAL, value: 30s}, {name: CLUSTER_ID, value: one}]}}
    ingressGateways: [{name: ingress, enabled: true, k8s: {hpaSpec: {maxReplicas: 2}}}]
`,
  ],
  arguments: [
    'log-rotation',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system}
spec:
  template:
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.23.2
          args: [discovery, --log_rotate=/tmp/log, --domain, cluster.local]
`,
  ],
  'an annotation alone': [
    'annotations-1.24',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: shop}
spec:
  template:
    metadata: {annotations: {sidecar.istio.io/enableCoreDump: "true"}}
    spec: {containers: [{name: cart, image: registry.example/cart}]}
`,
  ],
  'a metric': [
    'hpa-metrics',
    `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod}
spec:
  components:
    pilot: {k8s: {hpaSpec: {metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 80}}]}}}
`,
  ],
  'a provider': [
    'lightstep-provider',
    `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod}
spec:
  meshConfig:
    extensionProviders: [{name: ls, lightstep: {service: ls.example, port: 443, accessToken: abc}}]
`,
  ],
} as const;

type Name = keyof typeof objects;
const kindOf = (name: Name) => /^kind: (?<kind>\w+)/m.exec(objects[name][1])?.groups?.['kind'] ?? '';

/** The ways to name a field by its path; where it is in its file. */
const ways: Readonly<Record<string, (name: Name, operation: string) => Tree>> = {
  'a patch in a kustomization': (name, operation) => ({
    'dev/kustomization.yaml': `resources: [../base]\npatches:\n- target: {kind: ${kindOf(name)}}\n  patch: |-\n    - ${operation}\n`,
  }),
  'a patch in a file': (name, operation) => ({
    'dev/kustomization.yaml': `resources: [../base]\npatchesJson6902:\n- {path: p.yaml, target: {version: v1, kind: ${kindOf(name)}, name: istiod}}\n`,
    'dev/p.yaml': `- ${operation}\n`,
  }),
  'a component of an overlay two steps up': (name, operation) => ({
    'dev/kustomization.yaml': 'resources: [../base]\nnamePrefix: my-\n',
    'eu/kustomization.yaml': 'resources: [../dev]\ncomponents: [../part]\n',
    'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n- target: {kind: ${kindOf(name)}, name: my-istiod}\n  patch: |-\n    - ${operation}\n`,
  }),
  'a transformer in a file': (name, operation) => ({
    'dev/kustomization.yaml': 'resources: [../base]\ntransformers: [t.yaml]\n',
    'dev/t.yaml': `apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\ntarget: {kind: ${kindOf(name)}}\npatch: |-\n  - ${operation}\n`,
  }),
  Flux: (name, operation) => ({
    'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: mesh}\nspec:\n  path: ./base\n  patches:\n  - target: {kind: ${kindOf(name)}}\n    patch: |\n      - ${operation}\n`,
  }),
  'Argo CD': (name, operation) => ({
    'app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mesh}\nspec:\n  source:\n    path: base\n    kustomize:\n      patches:\n      - target: {kind: ${kindOf(name)}}\n        patch: |\n          - ${operation}\n`,
  }),
};

const env = '/spec/template/spec/containers/0/env';
const messages = {
  moves: 'a list index that is used elsewhere would change',
  ends: 'a field that is used elsewhere would be removed or renamed',
  overwrites: 'a patch would overwrite what is added',
} as const;

const operations: readonly (readonly [name: Name, operation: string, effect: keyof typeof messages])[] = [
  ['variables', `{op: replace, path: ${env}/1/value, value: one}`, 'moves'],
  ['variables', `{op: test, path: ${env}/1/name, value: CLUSTER_ID}`, 'moves'],
  ['variables', `{op: remove, path: ${env}/0}`, 'moves'],
  ['variables', `{op: add, path: ${env}/2, value: {name: A, value: b}}`, 'moves'],
  ['variables', `{op: copy, from: ${env}/1/value, path: /metadata/labels}`, 'moves'],
  ['a variable alone', `{op: add, path: ${env}/-, value: {name: A, value: b}}`, 'ends'],
  [
    'variables of an operator',
    '{op: replace, path: /spec/components/pilot/k8s/env/1/value, value: a}',
    'moves',
  ],
  [
    'gateways',
    '{op: add, path: /spec/components/ingressGateways/0/k8s, value: {replicaCount: 2}}',
    'overwrites',
  ],
  ['arguments', '{op: replace, path: /spec/template/spec/containers/0/args/2, value: --other}', 'moves'],
  ['an annotation alone', '{op: add, path: /spec/template/metadata/annotations/team, value: a}', 'ends'],
  [
    'a metric',
    '{op: replace, path: /spec/components/pilot/k8s/hpaSpec/metrics/0/resource/targetAverageUtilization, value: 7}',
    'ends',
  ],
  [
    'a provider',
    '{op: replace, path: /spec/meshConfig/extensionProviders/0/lightstep/port, value: 8443}',
    'ends',
  ],
];

const baseOf = (name: Name): Tree => ({
  'base/kustomization.yaml': 'resources: [object.yaml]\n',
  'base/object.yaml': objects[name][1],
});

function migrate(name: Name, more: Tree) {
  const [id] = objects[name];
  const wanted = transforms.filter((transform) => transform.id === id);
  const outcomes = migrateTexts({ ...baseOf(name), ...more }, wanted, undefined, upgradeTo(releaseOf(id)));
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  expectSentences(findings, []);
  return {
    isChanged: outcomes.some(({ before, after }) => before !== after),
    held: findings
      .filter(({ message }) => /^not rewritten/.test(message))
      .map(({ path, message }) => `${path} ${message}`),
  };
}

/** Where a tree names a path. */
function placeOf(tree: Tree, text: string): string {
  const [path = '', found = ''] = Object.entries(tree).find(([, each]) => each.includes(text)) ?? [];
  return `${path}:${found.slice(0, found.indexOf(text)).split('\n').length}`;
}

describe.each(Object.keys(ways))('%s', (way) => {
  test.each(operations)('%s, %s', (name, operation, effect) => {
    const more = ways[way]?.(name, operation) ?? {};
    expect(migrate(name, more)).toEqual({
      isChanged: false,
      held: [`base/object.yaml not rewritten: ${messages[effect]} (${placeOf(more, operation)})`],
    });
  });
});

const target = (kind: string) => `{kind: ${kind}, name: istiod}`;
const field = 'spec.template.spec.containers.0.env.1.value';
const others: Readonly<Record<string, readonly [tree: Tree, place: string]>> = {
  'a field that a replacement writes': [
    {
      'dev/kustomization.yaml': `resources: [../base]\nreplacements:\n- source: ${target('Service')}\n  targets:\n  - select: ${target('Deployment')}\n    fieldPaths: [${field}]\n`,
    },
    'dev/kustomization.yaml:6',
  ],
  'a field that a replacement in a file reads': [
    {
      'dev/kustomization.yaml': 'resources: [../base]\nreplacements: [{path: r.yaml}]\n',
      'dev/r.yaml': `source: {kind: Deployment, fieldPath: ${field}}\ntargets: [{select: {kind: Service}, fieldPaths: [metadata.name]}]\n`,
    },
    'dev/r.yaml:1',
  ],
  'a variable of Kustomize': [
    {
      'dev/kustomization.yaml': `resources: [../base]\nvars:\n- name: ID\n  objref: ${target('Deployment')}\n  fieldref: {fieldpath: "spec.template.spec.containers[0].env[1].value"}\n`,
    },
    'dev/kustomization.yaml:5',
  ],
  'differences that Argo CD ignores': [
    {
      'app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mesh}\nspec:\n  ignoreDifferences:\n  - {group: apps, kind: Deployment, jsonPointers: [${env}/1/value]}\n`,
    },
    'app.yaml:6',
  ],
  'differences that Argo CD ignores, in an expression': [
    {
      'app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mesh}\nspec:\n  ignoreDifferences:\n  - kind: Deployment\n    jqPathExpressions: [".spec.template.spec.containers[0].env[1].value"]\n`,
    },
    'app.yaml:7',
  ],
  'differences that Argo CD ignores in all its applications': [
    {
      'cm.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n  resource.customizations.ignoreDifferences.apps_Deployment: |\n    jsonPointers: [${env}/1/value]\n`,
    },
    'cm.yaml:6',
  ],
  'differences of all objects that Argo CD ignores': [
    {
      'values.yaml': `configs:\n  cm:\n    resource.customizations.ignoreDifferences.all: |\n      jqPathExpressions:\n      - .spec.template.spec.containers[].env[1]\n`,
    },
    'values.yaml:5',
  ],
  'differences that the operator of Argo CD has it ignore': [
    {
      'argo.yaml': `apiVersion: argoproj.io/v1beta1\nkind: ArgoCD\nmetadata: {name: a}\nspec:\n  resourceIgnoreDifferences:\n    resourceIdentifiers:\n    - {group: apps, kind: Deployment, customization: {jsonPointers: [${env}/1]}}\n`,
    },
    'argo.yaml:7',
  ],
  'drift that Flux ignores': [
    {
      'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mesh}\nspec:\n  driftDetection:\n    ignore:\n    - paths: [${env}/1]\n      target: ${target('Deployment')}\n`,
    },
    'release.yaml:7',
  ],
};

test.each(Object.entries(others))('%s', (_, [tree, place]) => {
  expect(migrate('variables', tree)).toEqual({
    isChanged: false,
    held: [`base/object.yaml not rewritten: ${messages.moves} (${place})`],
  });
});

test('a patch of one overlay that changes and a patch of the next one that names its list', () => {
  const more = {
    'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
    'dev/p.yaml': objects.variables[1],
    'eu/kustomization.yaml': `resources: [../dev]\npatches: [{target: {kind: Deployment}, patch: '[{op: remove, path: ${env}/1}]'}]\n`,
  };
  expect(migrate('variables', more)).toEqual({
    isChanged: false,
    held: ['base/object.yaml', 'dev/p.yaml'].map(
      (path) => `${path} not rewritten: ${messages.moves} (eu/kustomization.yaml:2)`,
    ),
  });
});

test('all places are named together', () => {
  const both = {
    ...ways['a patch in a file']?.('variables', `{op: remove, path: ${env}/1}`),
    ...ways['Flux']?.('variables', `{op: remove, path: ${env}/1}`),
  };
  expect(migrate('variables', both).held).toEqual([
    `base/object.yaml not rewritten: ${messages.moves} (dev/p.yaml:1, flux.yaml:9)`,
  ]);
});

/** What says nothing of what changes. */
const free: readonly (readonly [name: Name, operation: string])[] = [
  ['variables', `{op: add, path: ${env}/-, value: {name: A, value: b}}`],
  ['variables', `{op: replace, path: ${env}, value: []}`],
  ['variables', '{op: add, path: /metadata/labels, value: {a: b}}'],
  ['variables', '{op: replace, path: /spec/template/spec/containers/0/image, value: a}'],
  ['arguments', '{op: replace, path: /spec/template/spec/containers/0/args/0, value: a}'],
  ['a metric', '{op: replace, path: /spec/components/pilot/k8s/hpaSpec/metrics, value: []}'],
  [
    'gateways',
    '{op: add, path: /spec/components/ingressGateways/0/k8s, value: {podAnnotations: {sidecar.istio.io/statsEvictionInterval: 30s}}}',
  ],
];

test.each(free)(
  'a patch that does not depend on what changes holds nothing back: %s, %s',
  (name, operation) => {
    const more = ways['a patch in a kustomization']?.(name, operation) ?? {};
    expect(migrate(name, more)).toEqual({ isChanged: true, held: [] });
  },
);

test('a patch of another object, or of another base, holds nothing back', () => {
  const patch = `[{op: remove, path: ${env}/1}]`;
  const tree = {
    'dev/kustomization.yaml': `resources: [../base]\npatches: [{target: {kind: Deployment, name: cart}, patch: '${patch}'}]\n`,
    'eu/kustomization.yaml': `resources: [../other]\npatches: [{target: {kind: Deployment}, patch: '${patch}'}]\n`,
  };
  expect(migrate('variables', tree)).toEqual({ isChanged: true, held: [] });
});

/** A release of istiod whose values set a variable that goes, with what else names a variable of what it renders. */
const rendered = (index: string, name = 'istiod'): Readonly<Record<string, Tree>> => {
  const path = `${env}/${index}`;
  const operation = `{op: replace, path: ${path}, value: {name: A, value: b}}`;
  const flux = (more: string) => ({
    'cm.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v}\ndata:\n  values.yaml: |\n    pilot: {env: {METRIC_GRACEFUL_DELETION_INTERVAL: 1s, A: b}}\n',
    'names.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod}\nspec:\n  chart: {spec: {chart: istiod, sourceRef: {kind: HelmRepository, name: istio}}}\n  valuesFrom: [{kind: ConfigMap, name: v}]\n  ${more}\n`,
  });
  const kustomize = 'helmCharts:\n- {name: istiod, releaseName: istiod, valuesFile: values.yaml}\n';
  const values = 'pilot: {env: {METRIC_GRACEFUL_DELETION_INTERVAL: 1s, A: b}}\n';
  const patches = `patches: [{target: ${target('Deployment').replace('istiod', name)}, path: ../names.yaml}]\n`;
  return {
    'a renderer of Flux': flux(
      `postRenderers: [{kustomize: {patches: [{target: {kind: Deployment, name: ${name}}, patch: '[${operation}]'}]}}]`,
    ),
    'drift that Flux ignores': flux(
      `driftDetection: {ignore: [{paths: [${path}], target: {kind: Deployment, name: ${name}}}]}`,
    ),
    'values in a text of Argo CD': {
      'names.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: istiod}\nspec:\n  ignoreDifferences: [{kind: Deployment, name: ${name}, jsonPointers: [${path}]}]\n  source:\n    repoURL: https://blob.istio.io/istio-release/charts\n    chart: istiod\n    helm:\n      values: |\n        ${values}`,
    },
    'an overlay over a chart': {
      'base/kustomization.yaml': kustomize,
      'base/values.yaml': values,
      'dev/kustomization.yaml': `resources: [../base]\n${patches}`,
      'names.yaml': `- ${operation}\n`,
    },
    'a patch beside a chart': {
      'names.yaml': `- ${operation}\n`,
      'dev/kustomization.yaml': `${kustomize}${patches}`,
      'dev/values.yaml': values,
    },
  };
};

test.each(Object.entries(rendered('7')))('the values of a chart stay below %s', (_, tree) => {
  const outcomes = migrateTexts(tree);
  const changed = outcomes.filter(({ before, after }) => !after.includes('METRIC_') && before !== after);
  expect(changed).toEqual([]);
  const told = outcomes.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'));
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^not rewritten: a list index that is used elsewhere would change \(names\.yaml:\d+\)$/,
    ),
  ]);
});

test.each([...Object.entries(rendered('-')), ...Object.entries(rendered('7', 'cart'))])(
  'the values of a chart move below %s that names none of its variables',
  (_, tree) => {
    const outcomes = migrateTexts(tree);
    expect(outcomes.map(({ after }) => after).join('')).not.toContain('METRIC_');
  },
);

/** Patches over the variables of istiod after which it has no interval, or has it by another place. */
const withoutInterval = [
  '[{op: remove, path: ENV}]',
  '[{op: replace, path: ENV, value: [{name: A, value: b}]}]',
  '[{op: remove, path: /spec/template/spec/containers/0}]',
  '[{op: replace, path: /spec/template, value: {}}]',
  ...[
    '{spec: {template: {spec: {containers: [{name: discovery, env: [{$patch: replace}, {name: A, value: b}]}]}}}}',
    '{spec: {template: {spec: {containers: [{name: discovery, env: [{name: METRIC_ROTATION_INTERVAL, $patch: delete}]}]}}}}',
    '{spec: {template: {spec: {containers: [{name: discovery, env: null}]}}}}',
    '{spec: {template: {spec: {containers: [{name: discovery, $patch: delete}]}}}}',
    '{spec: {template: {spec: {containers: [{$patch: delete}]}}}}',
    '{spec: {template: {spec: {$patch: replace, nodeName: a}}}}',
    '{spec: {template: null}}',
  ].map((fields) => `{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod}, ${fields.slice(1)}`),
];

/** Patches that leave it. */
const withInterval = [
  '[{op: add, path: ENV/-, value: {name: A, value: b}}]',
  '[{op: add, path: /spec/template/spec/containers/1, value: {name: other}}]',
  ...[
    '{spec: {template: {spec: {containers: [{name: discovery, env: [{name: CLUSTER_ID, $patch: delete}]}]}}}}',
    '{spec: {template: {spec: {containers: [{name: discovery, args: null}, {name: other, image: a}]}}}}',
    '{spec: {template: {spec: {containers: [{name: discovery, args: [{$patch: replace}]}]}}}}',
  ].map((fields) => `{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod}, ${fields.slice(1)}`),
];

describe.each([
  ['stays', withoutInterval],
  ['moves', withInterval],
] as const)('the interval of istiod %s', (outcome, patches) => {
  test.each(patches)('below %s', (patch) => {
    const outcomes = migrateTexts({
      'base/kustomization.yaml': 'resources: [istiod.yaml, cart.yaml]\n',
      'base/istiod.yaml': objects.variables[1]
        .replace('METRIC_GRACEFUL_DELETION', 'METRIC_ROTATION')
        .replace('1s', '30s'),
      'base/cart.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart}\nspec: {template: {metadata: {labels: {sidecar.istio.io/inject: "true"}}, spec: {containers: [{name: cart}]}}}\n',
      'dev/kustomization.yaml': `resources: [../base]\npatches:\n- target: {kind: Deployment, name: istiod}\n  patch: '${patch.replaceAll('ENV', env)}'\n`,
    });
    const changed = outcomes.filter(({ before, after }) => before !== after).map(({ path }) => path);
    expect(changed).toEqual(outcome === 'stays' ? [] : ['base/istiod.yaml', 'base/cart.yaml']);
    const held = outcomes.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'));
    expect(held.map(({ message }) => message)).toEqual(
      outcome === 'stays' ? [expect.stringMatching(/ stays: .*\(dev\/kustomization\.yaml:4\)$/)] : [],
    );
  });
});

test('the interval of istiod stays where a patch overwrites the annotations of a gateway', () => {
  const deployment = (name: string, container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: istio-system}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [${container}]}
`;
  const tree = (annotations: string): Tree => ({
    'base/kustomization.yaml': 'resources: [object.yaml]\n',
    'base/object.yaml': [
      deployment('istiod', '{name: discovery, env: [{name: METRIC_ROTATION_INTERVAL, value: 30s}]}'),
      deployment('gateway', '{name: istio-proxy, image: docker.io/istio/proxyv2:1.28.2}'),
    ].join('---\n'),
    'dev/kustomization.yaml': `resources: [../base]\npatches:\n- target: {kind: Deployment, name: gateway}\n  patch: |-\n    - {op: add, path: /spec/template/metadata/annotations, value: ${annotations}}\n`,
  });
  const run = (annotations: string) => {
    const outcomes = migrateTexts(tree(annotations));
    const levels = outcomes.flatMap(({ findings }) =>
      findings.map(({ level, message }) => `${level} ${message}`),
    );
    return {
      levels,
      changed: outcomes.filter(({ before, after }) => before !== after).map(({ path }) => path),
    };
  };
  expect(run('{team: edge}')).toEqual({
    changed: [],
    levels: [
      'error METRIC_ROTATION_INTERVAL stays: patches overwrite the annotations of pods that need its interval (dev/kustomization.yaml:5)',
    ],
  });
  expect(run('{sidecar.istio.io/statsEvictionInterval: 30s}').changed).toEqual(['base/object.yaml']);
});
