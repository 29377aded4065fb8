import { migrateText } from '../../src/api';
import { findingsBetween } from '../support/findings-between';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { migrateTree } from '../support/migrate-tree';
import { transforms } from '../../transforms';

const artifacts = transforms.filter(({ id }) => id === 'artifacts');

const only = { only: ['artifacts'] };

/** Old and new addresses, from the announcements of the Istio project. */
const chartRepositories = [
  ['https://istio-release.storage.googleapis.com/charts', 'https://blob.istio.io/istio-release/charts'],
  ['https://istio-release.storage.googleapis.com/charts/', 'https://blob.istio.io/istio-release/charts/'],
  ['https://storage.googleapis.com/istio-release/charts', 'https://blob.istio.io/istio-release/charts'],
  [
    'https://istio-release.storage.googleapis.com/releases/1.20.0/charts',
    'https://blob.istio.io/istio-release/releases/1.20.0/charts',
  ],
  [
    'https://storage.googleapis.com/istio-release/releases/1.2.2/charts/',
    'https://blob.istio.io/istio-release/releases/1.2.2/charts/',
  ],
  ['gcr.io/istio-release/charts', 'ghcr.io/istio/release/charts'],
  ['oci://gcr.io/istio-release/charts', 'oci://ghcr.io/istio/release/charts'],
  ['oci://gcr.io/istio-release/charts/istiod', 'oci://ghcr.io/istio/release/charts/istiod'],
  ['registry.istio.io/release/charts', 'ghcr.io/istio/release/charts'],
  ['oci://registry.istio.io/release/charts/cni', 'oci://ghcr.io/istio/release/charts/cni'],
  ['gcr.io/istio-release', 'ghcr.io/istio/release'],
  ['oci://registry.istio.io/release', 'oci://ghcr.io/istio/release'],
] as const;

const imageAddresses = [
  ['gcr.io/istio-release/pilot', 'docker.io/istio/pilot'],
  ['gcr.io/istio-release/pilot:1.24.3', 'docker.io/istio/pilot:1.24.3'],
  ['gcr.io/istio-release/proxyv2:1.24.3-distroless', 'docker.io/istio/proxyv2:1.24.3-distroless'],
  ['registry.istio.io/release/install-cni:1.30.0', 'docker.io/istio/install-cni:1.30.0'],
  ['gcr.io/istio-release/examples-helloworld-v1', 'docker.io/istio/examples-helloworld-v1'],
  ['registry.istio.io/release/ztunnel:${TAG}', 'docker.io/istio/ztunnel:${TAG}'],
] as const;

const hubs = [
  ['gcr.io/istio-release', 'docker.io/istio'],
  ['registry.istio.io/release', 'docker.io/istio'],
] as const;

/** Manifests by what they are; `@` stands for the address. */
const chartCarriers: Readonly<Record<string, string>> = {
  'an Application': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    repoURL: @   # the chart
    chart: istiod
`,
  'an Application of several sources': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - repoURL: '@'
      chart: istiod
    - {repoURL: "https://git.example.org/values", ref: values}
`,
  'an ApplicationSet': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: istiod}
spec:
  generators: [{list: {elements: [{name: a}]}}]
  template:
    spec:
      source: {repoURL: "@", chart: istiod}
`,
  'an AppProject': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: mesh}
spec:
  sourceRepos:
    - https://git.example.org/mesh
    - @
`,
  'a Secret of a repository': `apiVersion: v1
kind: Secret
metadata:
  name: istio
  labels: {argocd.argoproj.io/secret-type: repository}
stringData:
  type: helm
  url: @
`,
  'a HelmRepository': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: istio}
spec:
  interval: 1h
  url: @
`,
  'an OCIRepository': `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: istiod}
spec:
  url: "@"
  ref: {tag: 1.24.3}
`,
  'a HelmChart of k3s': `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: istiod}
spec:
  repo: @
  chart: istiod
`,
  'the chart of a HelmChart of k3s': `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: istiod}
spec:
  chart: @
`,
  'a helmfile': `repositories:
  - name: istio
    url: @
    oci: true
`,
  'a Fleet bundle': `helm:
  repo: @
  chart: istiod
`,
  'a Crossplane Release': `apiVersion: helm.crossplane.io/v1beta1
kind: Release
metadata: {name: istiod}
spec:
  forProvider:
    chart: {name: istiod, repository: "@", version: 1.24.3}
`,
  'the charts of a kustomization': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
helmCharts:
  - name: istiod
    repo: @
    version: 1.24.3
`,
  Skaffold: `apiVersion: skaffold/v4beta11
kind: Config
deploy:
  helm:
    releases:
      - name: istiod
        repo: @
        remoteChart: istiod
`,
  Helmsman: `helmRepos:
  istio: @
`,
  CAAPH: `apiVersion: addons.cluster.x-k8s.io/v1alpha1
kind: HelmChartProxy
metadata: {name: istiod}
spec:
  repoURL: @
  chartName: istiod
`,
  Sveltos: `apiVersion: config.projectsveltos.io/v1beta1
kind: ClusterProfile
metadata: {name: istiod}
spec:
  helmCharts:
    - repositoryURL: @
      chartName: istio/istiod
`,
  'an Ansible task': `- name: add
  kubernetes.core.helm_repository:
    name: istio
    repo_url: "@"
`,
};

const hubCarriers: Readonly<Record<string, string>> = {
  'global.hub': 'global:\n  hub: @\n',
  'the hub of ztunnel': 'hub: "@"   # images\nprofile: ambient\n',
  'pilot.hub and cni.hub': 'pilot:\n  hub: @\ncni: {hub: "@"}\n',
  'a hub with an anchor': 'global:\n  hub: &hub @\npilot:\n  hub: *hub\n',
  'an IstioOperator': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec:
  hub: @
  components:
    pilot: {hub: "@"}
    ingressGateways:
      - name: istio-ingressgateway
        hub: '@'
  values:
    global:
      hub: @
`,
  "Sail's Istio": `apiVersion: sailoperator.io/v1
kind: Istio
metadata: {name: default}
spec:
  values:
    global: {hub: "@"}
`,
  'a parameter of Argo CD': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    helm:
      parameters:
        - name: global.hub
          value: @
`,
  'values of Argo CD': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    helm:
      values: |
        global:
          hub: @   # images
`,
  'set of helmfile': `releases:
  - name: istiod
    chart: istio/istiod
    set:
      - {name: global.hub, value: "@"}
`,
  'set of k3s': `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: istiod}
spec:
  chart: istiod
  set:
    global.hub: @
`,
  'setValues of Skaffold': 'deploy: {helm: {releases: [{name: istiod, setValues: {global.hub: "@"}}]}}\n',
  'an environment': 'env:\n  - name: ISTIO_HUB\n    value: @\n',
};

const imageCarriers: Readonly<Record<string, string>> = {
  'a Deployment': `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  template:
    metadata:
      annotations:
        sidecar.istio.io/proxyImage: "@"
    spec:
      initContainers:
        - {name: init, image: '@'}
      containers:
        - name: app
          image: @ # pinned
`,
  values: 'global:\n  proxy:\n    image: @\n  proxy_init: {image: "@"}\npilot:\n  image: @\n',
  'the root of values': 'image: @\n',
  "Sail's operator": `deployment:
  annotations:
    images.v1_24_3.istiod: @
    images.v1_24_3.proxy: "@"
`,
  'an ImageRepository': `apiVersion: image.toolkit.fluxcd.io/v1beta2
kind: ImageRepository
metadata: {name: pilot}
spec:
  image: @
`,
  'newName of a kustomization': `images:
  - name: pilot
    newName: @
`,
  'a JSON patch': '- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: @\n',
  'a parameter': 'parameters:\n  - {name: pilot.image, value: "@"}\n',
  'a split image': 'image:\n  repository: @\n  tag: 1.24.3\n',
  'a template': 'kind: Pod\napiVersion: v1\nspec: {containers: [{image: "@-{{ .Values.variant }}"}]}\n',
};

describe.each([
  ['chart', chartCarriers, chartRepositories],
  ['hub', hubCarriers, hubs],
  ['image', imageCarriers, imageAddresses],
] as const)('addresses: %s', (_, carriers, addresses) => {
  test.each(Object.entries(carriers))('%s', (name, carrier) => {
    const path = name.startsWith('a template') ? 'templates/pod.yaml' : 'file.yaml';
    for (const [before, after] of addresses) {
      const wanted = carrier.replaceAll('@', () => after);
      for (const end of ['\n', '\r\n']) {
        const of = (text: string) => text.replaceAll('\n', end);
        const migrated = migrateText(of(carrier.replaceAll('@', () => before)), path, only);
        expect(migrated.text).toBe(of(wanted));
        expect(migrateText(migrated.text, path, only)).toMatchObject({ changed: false, findings: [] });
      }
    }
  });
});

test('JSON keeps its bytes, and an escaped slash is read as one', () => {
  const json = '{"spec":{"source":{"repoURL":"https:\\/\\/istio-release.storage.googleapis.com/charts"}}}';
  expect(migrateText(json, 'app.json', only).text).toBe(
    '{"spec":{"source":{"repoURL":"https:\\/\\/blob.istio.io/istio-release/charts"}}}',
  );
});

test.each([
  'harbor.acme.io/gcr.io/istio-release/pilot:1.24.3',
  'harbor.acme.io/registry.istio.io/release',
  'gcr.io/istio-release-mirror/pilot:1.24.3',
  'mygcr.io/istio-release/pilot',
  'my-gcr.io/istio-release',
  'eu.gcr.io/istio-release/pilot',
  'europe-docker.pkg.dev/acme/istio-release/pilot',
  'https://istio-release.storage.googleapis.com.acme.io/charts',
  'https://my-istio-release.storage.googleapis.com/charts',
  'https://istio-release.storage.googleapis.com/charts-old',
  'mirror.gcr.io/istio/pilot:1.24.3',
  'docker.io/istio/pilot:1.24.3',
  'gcr.io/istio-testing/pilot:latest',
  'registry.istio.io/testing/pilot:latest',
  'gcr.io/istio-release/pilot@sha256:0123456789abcdef',
  'gcr.io/istio-release/a/b:1',
  'gcr.io/istio-release/*',
])('%s stays', (address) => {
  for (const carrier of [...Object.values(imageCarriers), ...Object.values(chartCarriers)]) {
    const text = carrier.replaceAll('@', () => address);
    expect(migrateText(text, 'templates/file.yaml', only).text).toBe(text);
  }
});

test.each([
  [
    'a policy',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  image: gcr.io/istio-release/pilot\n',
  ],
  [
    'a constraint',
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Repos\nspec: {enforcementAction: dryrun, repo: gcr.io/istio-release}\n',
  ],
  ['a list of images', 'images:\n  - gcr.io/istio-release/pilot:1.24.3\n'],
  ['an argument', 'args: ["--set", "global.hub=gcr.io/istio-release"]\n'],
  ['a default of a template', 'image: {{ .Values.hub | default "gcr.io/istio-release" }}/pilot\n'],
  ['a regular expression', 'pattern: "^gcr\\\\.io/istio-release/"\n'],
  ['registry and repository', 'image:\n  registry: gcr.io\n  repository: istio-release/proxyv2\n'],
  [
    'a host',
    'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec:\n  hosts: [istio-release.storage.googleapis.com]\n',
  ],
])('%s is reported, not rewritten', async (_, text) => {
  const { texts, findings } = await migrateTree({ transform: 'artifacts', input: { 'file.yaml': text } });
  expect(texts).toEqual({ 'file.yaml': text });
  expect(findings).toMatch(/^warning file\.yaml:\d+:\d+ .*\n$/);
});

test.each(['install.sh', 'main.tf', 'Dockerfile', 'Makefile', 'renovate.json', 'docs.md'])(
  '%s is reported with the new address',
  async (path) => {
    const text = 'x "https://istio-release.storage.googleapis.com/charts"\n';
    const { texts, findings } = await migrateTree({ transform: 'artifacts', input: { [path]: text } });
    expect(texts).toEqual({ [path]: text });
    expect(findings).toContain(
      'istio-release.storage.googleapis.com/charts moves to blob.istio.io/istio-release/charts',
    );
  },
);

const conditions = (
  how: string,
  operator: string,
  ...lists: readonly (readonly [string, string])[]
): string =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [{validate: {failureAction: Enforce, deny: {conditions: {${how}: [${lists
    .map(([key, value]) => `{key: ${key}, operator: ${operator}, value: "${value}"}`)
    .join(', ')}]}}}}]}\n`;

/** Policies that name an old address, what they say of it, and what is to be added. */
const policies: readonly (readonly [what: string, text: string, levels: string, added: string])[] = [
  [
    'a pattern of Kyverno that is enforced, with a message for people',
    `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: registries}
spec:
  validationFailureAction: Enforce
  rules:
    - name: registries
      validate:
        message: Use gcr.io/istio-release
        pattern:
          spec:
            =(initContainers):
              - image: "registry.example.org/* | gcr.io/istio-release/*"
            containers:
              - image: "registry.example.org/* | gcr.io/istio-release/* | docker.io/istio/*"
`,
    'note before, error before, note after',
    'docker.io/istio/*',
  ],
  [
    'a pattern of Kyverno that only audits',
    'apiVersion: kyverno.io/v1\nkind: Policy\nspec: {rules: [{validate: {pattern: {spec: {image: "gcr.io/istio-release/*"}}}}]}\n',
    'warning before',
    'docker.io/istio/*',
  ],
  [
    'a condition of Kyverno that denies what is not in a list',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [{validate: {failureAction: Enforce, deny: {conditions: {any: [{key: a, operator: AnyNotIn, value: [gcr.io/istio-release/*]}]}}}}]}\n',
    'error before',
    'docker.io/istio/*',
  ],
  [
    'a condition of Kyverno that denies what is in a list',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [{validate: {failureAction: Enforce, deny: {conditions: {any: [{key: a, operator: AnyIn, value: [gcr.io/istio-release/*]}]}}}}]}\n',
    'warning before',
    'docker.io/istio/*',
  ],
  [
    'two conditions of Kyverno, each of which denies alone',
    conditions('any', 'AnyNotIn', ['a', 'gcr.io/istio-release/*'], ['b', 'docker.io/istio/*']),
    'error before',
    'docker.io/istio/*',
  ],
  [
    'conditions of Kyverno about two things',
    conditions('all', 'AnyNotIn', ['a', 'gcr.io/istio-release/*'], ['b', 'docker.io/istio/*']),
    'error before',
    'docker.io/istio/*',
  ],
  [
    'conditions of Kyverno that deny together what none of them admits',
    conditions('all', 'NotEquals', ['a', 'gcr.io/istio-release/*'], ['a', 'docker.io/istio/*']),
    'note after',
    '',
  ],
  [
    'expressions of Kyverno, each of which denies alone',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  validationFailureAction: Enforce\n  rules:\n    - validate:\n        cel:\n          expressions:\n' +
      [
        "containers.all(c, c.image.startsWith('gcr.io/istio-release/'))",
        "initContainers.all(c, c.image.startsWith('docker.io/istio/'))",
      ]
        .map((each) => `            - expression: object.spec.${each}\n`)
        .join(''),
    'error before',
    'docker.io/istio/',
  ],
  [
    'signatures that Kyverno verifies',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {validationFailureAction: Enforce, rules: [{verifyImages: [{imageReferences: [gcr.io/istio-release/pilot*]}]}]}\n',
    'warning before',
    'docker.io/istio/pilot*',
  ],
  [
    'alternatives of Kyverno, one of which is the new address',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  validationFailureAction: Enforce\n  rules:\n    - validate:\n        anyPattern:\n          - {spec: {image: "gcr.io/istio-release/*"}}\n          - {spec: {image: "docker.io/*"}}\n',
    'note after',
    '',
  ],
  [
    'a constraint of Gatekeeper',
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nspec: {parameters: {repos: [a.example.org/, gcr.io/istio-release/]}}\n',
    'error before',
    'docker.io/istio/',
  ],
  [
    'a constraint of Gatekeeper that only warns',
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nspec: {enforcementAction: warn, parameters: {repos: [gcr.io/istio-release/]}}\n',
    'warning before',
    'docker.io/istio/',
  ],
  [
    'a constraint of Gatekeeper that disallows',
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sDisallowedRepos\nspec: {parameters: {repos: [gcr.io/istio-release/]}}\n',
    'warning before',
    'docker.io/istio/',
  ],
  [
    'images that Gatekeeper exempts, whatever it asks of others',
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sPSPCapabilities\nspec: {parameters: {exemptImages: [gcr.io/istio-release/proxyv2*]}}\n',
    'error before',
    'docker.io/istio/proxyv2*',
  ],
  [
    'images that Kyverno changes',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {validationFailureAction: Enforce, rules: [{mutate: {patchStrategicMerge: {spec: {image: "gcr.io/istio-release/pilot"}}}}]}\n',
    'warning before',
    'docker.io/istio/pilot',
  ],
  [
    'images that a rule of Kyverno is for',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {validationFailureAction: Enforce, rules: [{validate: {deny: {}}, preconditions: {all: [{key: a, operator: In, value: gcr.io/istio-release/*}]}}]}\n',
    'warning before',
    'docker.io/istio/*',
  ],
  [
    'a list of what Kubewarden rejects',
    'apiVersion: policies.kubewarden.io/v1\nkind: ClusterAdmissionPolicy\nspec: {settings: {images: {reject: [gcr.io/istio-release/pilot]}}}\n',
    'warning before',
    'docker.io/istio/pilot',
  ],
  [
    'a template of Gatekeeper',
    'apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nspec:\n  targets:\n    - rego: |\n        package a\n        allowed { re_match("^gcr\\\\.io/istio-release/", input.image) }\n',
    'warning before',
    '^docker\\\\.io/istio/',
  ],
  [
    'a ValidatingAdmissionPolicy',
    `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
spec:
  validations:
    - expression: >-
        object.spec.containers.all(c,
          c.image.startsWith('registry.istio.io/release/') || c.image.startsWith('a/'))
`,
    'error before',
    'docker.io/istio/',
  ],
  [
    'a ValidatingAdmissionPolicy that refuses the old address',
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nspec:\n  validations:\n    - expression: object.spec.containers.all(c, !c.image.startsWith('gcr.io/istio-release/'))\n",
    'warning before',
    'docker.io/istio/',
  ],
  [
    'a policy of Sigstore, which has the full names of images',
    'apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nspec: {images: [{glob: "gcr.io/istio-release/**"}]}\n',
    'error before',
    'index.docker.io/istio/**',
  ],
  [
    'a pattern in full, with a group',
    "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedReposRegex\nspec: {parameters: {repos: ['^gcr\\.io/istio-release/(pilot|proxyv2)[^,|]*$', '^a/']}}\n",
    'error before',
    '^docker\\.io/istio/(pilot|proxyv2)[^,|]*$',
  ],
  [
    'an alternative inside of a pattern',
    "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedReposRegex\nspec: {parameters: {repos: ['^(?:a|gcr\\.io/istio-release)/.*$']}}\n",
    'error before',
    'docker\\.io/istio',
  ],
  [
    'a policy of Kubewarden',
    'apiVersion: policies.kubewarden.io/v1\nkind: ClusterAdmissionPolicy\nspec: {settings: {images: {allow: [gcr.io/istio-release/pilot]}}}\n',
    'error before',
    'docker.io/istio/pilot',
  ],
];

test.each(policies)('%s', (_, text, levels, added) => {
  const { findings } = migrateText(text, 'policy.yaml', only);
  expect(findings.map(({ level, phase }) => `${level} ${phase}`).join(', ')).toBe(levels);
  const [first] = findings.filter(({ help = '' }) => help.startsWith('add '));
  if (added !== '') expect(first?.help).toContain(`add ${added} beside it`);
});

test.each([
  ['an image', 'Dockerfile', 'FROM gcr.io/istio-release/proxyv2:1.31.0-distroless\n', 'error'],
  ['an image of an older release', 'Dockerfile', 'FROM gcr.io/istio-release/proxyv2:1.30.2\n', 'warning'],
  ['a chart', 'up.sh', 'helm pull oci://gcr.io/istio-release/charts/istiod --version 1.31.1\n', 'error'],
  [
    'a download',
    'up.sh',
    'curl https://storage.googleapis.com/istio-release/releases/1.31.1/istioctl\n',
    'error',
  ],
  ['a version that a variable has', 'up.sh', 'docker pull registry.istio.io/release/pilot:$TAG\n', 'warning'],
  ['documentation', 'README.md', 'Run `docker pull gcr.io/istio-release/pilot:1.31.0`.\n', 'note'],
  ['a digest', 'a.yaml', 'image: gcr.io/istio-release/pilot:1.31.0@sha256:0123\n', 'error'],
])('%s at an old address, where nothing of 1.31 is published', async (_, path, text, level) => {
  const { findings } = await migrateTree({ transform: 'artifacts', input: { [path]: text } });
  expect(findings.split(' ')[0]).toBe(level);
});

const gatekeeper = (repos: string, kind = 'K8sAllowedRepos') =>
  `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: ${kind}\nspec: {parameters: {repos: [${repos}]}}\n`;
const kyverno = (operator: string, value: string, action = 'Enforce') =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {validationFailureAction: ${action}, rules: [{validate: {deny: {conditions: {all: [{key: "{{ images.containers.*.registry }}", operator: ${operator}, value: [${value}]}]}}}}]}\n`;
const refused = (host: string, to = 'docker.io') =>
  `error: this policy refuses new pods once their images come from ${to}: it admits ${host}`;
const leaves = "note: Istio's images leave gcr.io for docker.io";

const cel = (expression: string) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nspec:\n  validations:\n    - expression: "object.spec.containers.all(c, ${expression})"\n`;
const openshift = (sources: string) =>
  `apiVersion: config.openshift.io/v1\nkind: Image\nmetadata: {name: cluster}\nspec: {registrySources: {${sources}}}\n`;
const gke = (rule: string) =>
  `admissionWhitelistPatterns: [{namePattern: gcr.io/*}]\ndefaultAdmissionRule: {${rule}}\n`;

/** Policies that name a host of Istio's images, and what to add there. */
test.each<[text: string, said: string, added: string]>([
  [gatekeeper('"gcr.io/*"'), refused('gcr.io', 'docker.io/istio'), 'docker.io/istio/*'],
  [gatekeeper('gcr.io/'), refused('gcr.io', 'docker.io/istio'), 'docker.io/istio/'],
  [gatekeeper("'^gcr\\.io/.*$'"), refused('gcr.io', 'docker.io/istio'), '^docker\\.io/istio/.*$'],
  [gatekeeper('gcr.io'), refused('gcr.io'), 'docker.io'],
  [gatekeeper('gcr.io/, docker.io/istio/'), '', ''],
  [gatekeeper('gcr.io/', 'K8sDisallowedRepos'), '', ''],
  [gatekeeper('k8s.gcr.io/, gcr.io/acme/, eu.gcr.io'), '', ''],
  [gatekeeper('registry.istio.io/'), refused('registry.istio.io', 'docker.io/istio'), 'docker.io/istio/'],
  [kyverno('AnyNotIn', 'gcr.io, a.example.org'), refused('gcr.io'), 'docker.io'],
  [kyverno('AnyNotIn', '"gcr.io | a.example.org"'), refused('gcr.io'), 'docker.io'],
  [kyverno('AnyNotIn', 'registry.istio.io'), refused('registry.istio.io'), 'docker.io'],
  [kyverno('AnyNotIn', 'gcr.io, docker.io'), '', ''],
  [kyverno('AnyNotIn', 'gcr.io', 'Audit'), leaves, 'docker.io'],
  [kyverno('AnyIn', 'gcr.io'), '', ''],
  [
    'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nspec: {egress: [{action: Allow, destination: {domains: [gcr.io]}}]}\n',
    leaves,
    'registry-1.docker.io, auth.docker.io',
  ],
  [
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nspec:\n  validations:\n    - expression: object.spec.containers.all(c, c.image.startsWith('gcr.io/'))\n",
    refused('gcr.io', 'docker.io/istio'),
    'docker.io/istio/',
  ],
  [cel("c.image.matches('^gcr[.]io/.+')"), refused('gcr.io', 'docker.io/istio'), '^docker.io/istio/.+'],
  [cel("c.image.split('/')[0] in ['gcr.io', 'a.example.org']"), refused('gcr.io'), 'docker.io'],
  [cel("!c.image.startsWith('gcr.io/')"), '', ''],
  [
    cel("c.image.startsWith('gcr.io/')").replace(
      'object.spec.containers.all(c, ',
      '!object.spec.containers.exists(c, !',
    ),
    refused('gcr.io', 'docker.io/istio'),
    'docker.io/istio/',
  ],
  [openshift('allowedRegistries: [gcr.io, quay.io]'), refused('gcr.io'), 'docker.io'],
  [openshift('allowedRegistries: [gcr.io, docker.io]'), '', ''],
  [openshift('blockedRegistries: [gcr.io]'), '', ''],
  [openshift('insecureRegistries: [gcr.io]'), leaves, 'docker.io'],
  [gke(''), refused('gcr.io', 'docker.io/istio'), 'docker.io/istio/*'],
  [gke('evaluationMode: ALWAYS_ALLOW'), leaves, 'docker.io/istio/*'],
  [gke('enforcementMode: DRYRUN_AUDIT_LOG_ONLY'), leaves, 'docker.io/istio/*'],
  [
    `apiVersion: binaryauthorization.cnrm.cloud.google.com/v1beta1\nkind: BinaryAuthorizationPolicy\nspec:\n${gke('').replaceAll(/^/gm, '  ')}`,
    refused('gcr.io', 'docker.io/istio'),
    'docker.io/istio/*',
  ],
  [
    'apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nspec:\n  targets:\n    - rego: |\n        allowed := {"gcr.io", "a.example.org"}\n',
    leaves,
    'docker.io',
  ],
])('where images leave their host: %s', (text, said, added) => {
  const reported = (tree: Tree) =>
    migrateTexts(tree, artifacts).flatMap(({ path, findings }) => (path === 'policy.yaml' ? findings : []));
  const own = reported({ 'policy.yaml': text, 'values.yaml': 'global:\n  hub: gcr.io/istio-release\n' });
  expect(own.map(({ level, message }) => `${level}: ${message}`)).toEqual(said === '' ? [] : [said]);
  for (const { phase, help } of own) {
    expect(phase).toBe('before');
    expect(help).toMatch(new RegExp(`^add ${added.replaceAll(/[.*+^$\\]/g, '\\$&')} (?:beside|and|before) `));
  }
  // Without an image from there, others are meant.
  const alone = reported({ 'policy.yaml': text });
  if (said.endsWith('registry.istio.io')) expect(alone).toHaveLength(1);
  else expect(alone).toEqual([]);
});

test.each([
  [
    'kyverno.io/v1',
    'spec: {validationFailureAction: Enforce, rules: [{verifyImages: [{key: URL}]}]}',
    'error',
  ],
  ['kyverno.io/v1', 'spec: {rules: [{verifyImages: [{key: URL}]}]}', 'warning'],
  ['policy.sigstore.dev/v1beta1', 'spec: {authorities: [{key: {url: URL}}]}', 'error'],
  ['v1', 'data: {key: URL}', 'warning'],
])('the old key of signatures in an object of %s: %s', async (group, rest, level) => {
  const key = 'https://istio.io/misc/istio-key.pub';
  const text = `apiVersion: ${group}\nkind: Any\n${rest.replace('URL', () => `"${key}"`)}\n`;
  const levelsAt = async (to: string) =>
    (await findingsBetween('artifacts', { 'a.yaml': text }, '1.29', to)).map((found) => found.level);
  expect(await levelsAt('1.31')).toEqual([level]);
  expect(await levelsAt('1.30')).toEqual([]);
});

const pem = `\n-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----`.replaceAll('\n', '\n        ');

/** Each row: what verifies images with a key that is written out, and what is said of that. */
test.each([
  ['Enforce', 'docker.io/istio/*', pem, ['error']],
  ['Audit', 'registry.example.org/proxy, gcr.io/istio-release/*', pem, ['warning']],
  ['Enforce', 'registry.example.org/istio/*', pem, []],
  ['Enforce', 'docker.io/istio/*', pem + pem, []],
])('a key that is written out: %s %s', async (action, images, keys, levels) => {
  const policy = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: a}
spec:
  validationFailureAction: ${action}
  rules:
  - verifyImages:
    - imageReferences: ["${images.replace(', ', '", "')}"]
      key: |-${keys}
`;
  const levelsAt = async (to: string) =>
    (await findingsBetween('artifacts', { 'a.yaml': policy }, '1.29', to))
      .filter(({ message }) => message.includes('another key'))
      .map(({ level }) => level);
  expect(await levelsAt('1.31')).toEqual(levels);
  expect(await levelsAt('1.30')).toEqual([]);
});

/** Each row: what Kyverno does with images that it cannot verify in an expression, and what is said of that. */
test.each([
  ['', 'error'],
  ['validationActions: [Audit, Deny]', 'error'],
  ['validationActions:\n  - Warn\n  - Deny', 'error'],
  ['validationActions: [Audit]', 'warning'],
  ['validationActions: [Audit] # not yet Deny', 'warning'],
])('a key that an ImageValidatingPolicy has written out: %s', async (actions, level) => {
  const policy = `apiVersion: policies.kyverno.io/v1
kind: ImageValidatingPolicy
metadata: {name: a}
spec:
  ${actions}
  matchImageReferences: [{glob: "docker.io/istio/*"}]
  attestors:
  - name: istio
    cosign:
      key:
        data: |-${pem}
  validations:
  - expression: images.containers.map(image, verifyImageSignatures(image, [attestors.istio])).all(count, count > 0)
`;
  const found = await findingsBetween('artifacts', { 'a.yaml': policy }, '1.29', '1.31');
  expect(found.filter(({ message }) => message.includes('another key')).map((each) => each.level)).toEqual([
    level,
  ]);
});

/** Each row: the actions of each binding of a policy of the API server, and what is said of that policy. */
test.each([
  [[], 'error'],
  [['[Audit]'], 'warning'],
  [['[Warn, Audit]'], 'warning'],
  [['[Audit]', '[Deny]'], 'error'],
  [['"{{ actions }}"'], 'error'],
])('a ValidatingAdmissionPolicy that is bound with %j', async (bindings, level) => {
  const objectOf = (kind: string, name: string, spec: string) =>
    `apiVersion: admissionregistration.k8s.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
  const bound = [...bindings.map((actions) => ['registries', actions]), ['other', '[Deny]']];
  const { findings } = await migrateTree({
    transform: 'artifacts',
    input: {
      'policy.yaml': objectOf(
        'ValidatingAdmissionPolicy',
        'registries',
        `{validations: [{expression: "object.spec.containers.all(c, c.image.startsWith('gcr.io/istio-release/'))"}]}`,
      ),
      'bindings.yaml': bound
        .map(([policy, actions], index) =>
          objectOf(
            'ValidatingAdmissionPolicyBinding',
            `b${index}`,
            `{policyName: ${policy}, validationActions: ${actions}}`,
          ),
        )
        .join('---\n'),
    },
  });
  expect(findings.split(' ')[0]).toBe(level);
});

test('each address of a line is reported', async () => {
  const input = {
    'egress.yaml':
      'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec: {hosts: [gcr.io, registry.istio.io, istio-release.storage.googleapis.com]}\n',
    'values.yaml': 'global:\n  hub: gcr.io/istio-release\n',
    'up.sh': 'docker pull gcr.io/istio-release/pilot:1 && docker pull registry.istio.io/release/pilot:1\n',
  };
  const { findings } = await migrateTree({ transform: 'artifacts', input });
  const places = findings.split('\n').flatMap((each) => /(?:egress\.yaml|up\.sh):\S+/.exec(each) ?? []);
  expect(places).toEqual([
    'egress.yaml:3:16',
    'egress.yaml:3:24',
    'egress.yaml:3:43',
    'up.sh:1:13',
    'up.sh:1:57',
  ]);
});

test('a policy that is not among the given files is reported where the first given image moves', async () => {
  const input = {
    'a.yaml': 'global:\n  hub: gcr.io/istio-release\n',
    'b.yaml': 'global:\n  hub: gcr.io/istio-release\n',
    'policies/repos.yaml':
      'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nspec: {parameters: {repos: [gcr.io/istio-release/]}}\n',
  };
  const said =
    'this policy refuses new pods once their images come from docker.io/istio: it admits gcr.io/istio-release';
  const errors = async (...paths: string[]) => {
    const { findings } = await migrateTree({ transform: 'artifacts', input }, paths);
    return findings.split('\n').filter((each) => each.startsWith('error'));
  };
  expect(await errors('b.yaml')).toEqual([`error b.yaml:2:8 policies/repos.yaml:3: ${said}`]);
  expect(await errors('a.yaml', 'b.yaml')).toEqual([`error a.yaml:2:8 policies/repos.yaml:3: ${said}`]);
  expect(await errors('.')).toEqual([`error policies/repos.yaml:3:29 ${said}`]);
});

/** Each row: what takes the hosts that it admits from a ConfigMap. */
test.each([
  'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nspec: {policyName: a, paramRef: {name: registries}}\n',
  'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: {rules: [{context: [{name: a, configMap: {name: registries, namespace: b}}]}]}\n',
])('what a policy reads: %s', (policy) => {
  const config = (hosts: string, name = 'registries') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {hosts: "${hosts}"}\n`;
  const said = (tree: Tree) =>
    migrateTexts({ ...tree, 'values.yaml': 'global:\n  hub: gcr.io/istio-release\n' }, artifacts).flatMap(
      ({ path, findings }) =>
        path === 'config.yaml' ? findings.map(({ level, message }) => `${level}: ${message}`) : [],
    );
  expect(said({ 'policy.yaml': policy, 'config.yaml': config('gcr.io/,quay.io/') })).toEqual([leaves]);
  expect(said({ 'policy.yaml': policy, 'config.yaml': config('gcr.io/,docker.io/istio/') })).toEqual([]);
  expect(said({ 'policy.yaml': policy, 'config.yaml': config('gcr.io/', 'other') })).toEqual([]);
  expect(said({ 'config.yaml': config('gcr.io/,quay.io/') })).toEqual([]);
});

test('the policy of Binary Authorization in Terraform', async () => {
  const pattern = (text: string) => `  admission_whitelist_patterns {\n    name_pattern = "${text}"\n  }\n`;
  const input = {
    'main.tf': `resource "google_binary_authorization_policy" "a" {\n${pattern('gcr.io/istio-release/*')}${pattern('gcr.io/*')}${pattern('gcr.io/acme/*')}}\n`,
    'values.yaml': 'global:\n  hub: gcr.io/istio-release\n',
  };
  const { findings } = await migrateTree({ transform: 'artifacts', input });
  expect(findings.split('\n').filter((each) => each.includes('main.tf'))).toEqual([
    'warning main.tf:3:21 this policy names gcr.io/istio-release, which moves to docker.io/istio',
    "note main.tf:6:21 Istio's images leave gcr.io for docker.io",
  ]);
});
