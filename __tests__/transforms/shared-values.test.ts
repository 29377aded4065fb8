import { migrateFiles } from '../../src/api';

// Values that a release of 1.27 and one of 1.28 are given: the older one still reads what the newer one does not.

const flag = 'METRIC_ROTATION_INTERVAL';
const values = `pilot: {env: {${flag}: 30s}}\n`;
const charts = 'https://blob.istio.io/istio-release/charts';
const environments = [
  ['dev', '1.28.3'],
  ['prod', '1.27.4'],
] as const;

type Files = Readonly<Record<string, string>>;

/** A file of each environment. */
const each = (
  path: (environment: string) => string,
  text: (version: string, environment: string) => string,
): Files => Object.fromEntries(environments.map(([name, version]) => [path(name), text(version, name)]));

const helmRelease = (name: string, more: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}}
spec:
${more}`;
const chart = (version: string) =>
  `  chart: {spec: {chart: istiod, ${version}sourceRef: {kind: HelmRepository, name: istio}}}\n`;
const inline = `  values: {${values.trim()}}\n`;

const application = (version: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  sources:
    - {repoURL: "${charts}", chart: istiod, targetRevision: "${version}", helm: {valueFiles: [$v/common.yaml]}}
    - {repoURL: https://git.example/x.git, ref: v}
`;

const applicationSet = (version: string, generator: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: istiod}
spec:
  generators: [${generator}]
  template:
${application(version)
  .replace(/^apiVersion.*\nkind.*\n/, '')
  .replaceAll(/^(?=.)/gm, '    ')}`;

/** An overlay for each environment over a base. */
const overlays = (base: string, patch: (version: string) => string): Files => ({
  'base/istiod.yaml': base,
  'base/kustomization.yaml': 'resources: [istiod.yaml]\n',
  ...each(
    (name) => `${name}/kustomization.yaml`,
    (version) => `resources: [../base]\npatches:\n  - ${patch(version)}\n`,
  ),
});

const operation = (target: string, path: string) => (version: string) =>
  `{target: {${target}}, patch: '[{"op": "add", "path": "${path}", "value": "${version}"}]'}`;

const source = (version: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: istiod}
spec: {url: "oci://gcr.io/istio-release/charts/istiod"${version === '' ? '' : `, ref: {tag: ${version}}`}}
`;
const ofSource = helmRelease('istiod', `  chartRef: {kind: OCIRepository, name: istiod}\n${inline}`);

const filledBy = (builds: (name: string) => string): Files =>
  each(
    (name) => `clusters/${name}.yaml`,
    (version, name) =>
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: istio}\nspec: {path: ./${builds(name)}, postBuild: {substitute: {ISTIO_VERSION: ${version}}}}\n`,
  );

const terraform = `resource "helm_release" "istiod" {
  chart = "istiod"
  version = var.istio_version
  values = [file("\${path.module}/common.yaml")]
}
`;

const cases: readonly (readonly [name: string, files: Files, pinnedIn: string])[] = [
  [
    'an overlay for each of two clusters patches the version',
    overlays(
      helmRelease('istiod', chart('') + inline),
      operation('kind: HelmRelease, name: istiod', '/spec/chart/spec/version'),
    ),
    'prod/kustomization.yaml',
  ],
  [
    'the same for two revisions side by side',
    overlays(
      helmRelease('istiod', chart('') + inline),
      (version) =>
        `patch: '{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: istiod}, spec: {chart: {spec: {version: ${version}}}, values: {revision: r${version.replaceAll('.', '-')}}}}'`,
    ),
    'prod/kustomization.yaml',
  ],
  [
    'the same over an older version, which nothing installs',
    overlays(
      application('1.26.0').replace('{valueFiles: [$v/common.yaml]}', `{values: "${values.trim()}"}`),
      operation('kind: Application, name: istiod', '/spec/sources/0/targetRevision'),
    ),
    'prod/kustomization.yaml',
  ],
  [
    'an operator',
    overlays(
      `apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec:\n${inline}`,
      operation('kind: Istio', '/spec/version'),
    ),
    'prod/kustomization.yaml',
  ],
  [
    'Flux fills in the version, another one in each cluster',
    {
      'mesh/istiod.yaml': helmRelease('istiod', chart('version: "${ISTIO_VERSION}", ') + inline),
      ...filledBy(() => 'mesh'),
    },
    'clusters/prod.yaml',
  ],
  [
    'a list of an ApplicationSet',
    {
      'set.yaml': applicationSet(
        '{{version}}',
        '{list: {elements: [{env: dev, version: 1.28.3}, {env: prod, version: 1.27.4}]}}',
      ),
      'common.yaml': values,
    },
    'set.yaml',
  ],
  [
    'two Applications',
    { ...each((name) => `${name}/istiod.yaml`, application), 'common.yaml': values },
    'prod/istiod.yaml',
  ],
  [
    'two releases of a helmfile',
    {
      'helmfile.yaml': `releases:\n${environments.map(([name, version]) => `  - {name: ${name}, chart: istio/istiod, version: ${version}, values: [common.yaml]}\n`).join('')}`,
      'common.yaml': values,
    },
    'helmfile.yaml',
  ],
  [
    'two commands',
    {
      ...each(
        (name) => `${name}.sh`,
        (version) => `helm upgrade -i istiod istio/istiod --version ${version} -f common.yaml\n`,
      ),
      'common.yaml': values,
    },
    'prod.sh',
  ],
  [
    'two resources of Terraform',
    {
      'main.tf': environments
        .map(
          ([name, version]) =>
            `resource "helm_release" "${name}" {\n  chart = "istiod"\n  version = "${version}"\n  values = [file("\${path.module}/common.yaml")]\n}\n`,
        )
        .join(''),
      'common.yaml': values,
    },
    'main.tf',
  ],
  [
    'ConfigMaps of one name, from which Flux fills in the version',
    {
      'mesh/istiod.yaml': helmRelease('istiod', chart('version: "${ISTIO_VERSION}", ') + inline),
      ...each(
        (name) => `clusters/${name}/istio.yaml`,
        () =>
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: istio}\nspec: {path: ./mesh, postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}}\n',
      ),
      ...each(
        (name) => `clusters/${name}/vars.yaml`,
        (version) =>
          `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: vars}\ndata: {ISTIO_VERSION: ${version}}\n`,
      ),
    },
    'clusters/prod/vars.yaml',
  ],
  [
    'a source that overlays patch',
    {
      ...overlays(source(''), operation('kind: OCIRepository', '/spec/ref/tag')),
      'base/release.yaml': ofSource,
      'base/kustomization.yaml': 'resources: [istiod.yaml, release.yaml]\n',
    },
    'prod/kustomization.yaml',
  ],
  [
    'a source that only one overlay patches, from a file',
    {
      'base/istiod.yaml': source('1.27.4'),
      'base/release.yaml': ofSource,
      'base/kustomization.yaml': 'resources: [istiod.yaml, release.yaml]\n',
      'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: source.yaml}]\n',
      'dev/source.yaml': source('1.28.3'),
      'prod/kustomization.yaml': 'resources: [../base]\n',
    },
    'base/istiod.yaml',
  ],
  [
    'a source whose version Flux fills in',
    {
      'mesh/source.yaml': source('"${ISTIO_VERSION}"'),
      'mesh/release.yaml': ofSource,
      ...filledBy(() => 'mesh'),
    },
    'clusters/prod.yaml',
  ],
  [
    'files of an ApplicationSet',
    {
      'set.yaml': applicationSet('{{istioVersion}}', '{git: {files: [{path: "clusters/*/config.json"}]}}'),
      'common.yaml': values,
      ...each(
        (name) => `clusters/${name}/config.json`,
        (version) => `{"istioVersion": "${version}"}\n`,
      ),
    },
    'clusters/prod/config.json',
  ],
  [
    'files of an ApplicationSet with no more than a version',
    {
      'set.yaml': applicationSet('{{ .chart.version }}', '{git: {files: [{path: "clusters/**/*.yaml"}]}}'),
      'common.yaml': values,
      ...each(
        (name) => `clusters/${name}/app.yaml`,
        (version) => `chart:\n  version: ${version}\n`,
      ),
    },
    'clusters/prod/app.yaml',
  ],
  [
    'targets of Fleet',
    {
      'fleet.yaml': `helm: {repo: "${charts}", chart: istiod, version: 1.27.4, valuesFiles: [common.yaml]}\ntargetCustomizations:\n  - {name: dev, helm: {version: 1.28.3}}\n`,
      'common.yaml': values,
    },
    'fleet.yaml',
  ],
  [
    'targets of Fleet that all have a version',
    {
      'fleet.yaml': `helm: {repo: "${charts}", chart: istiod, ${values.trim().replace('pilot', 'values: {pilot')}}}\ntargetCustomizations:\n${environments
        .map(([name, version]) => `  - {name: ${name}, helm: {version: ${version}}}\n`)
        .join('')}`,
    },
    'fleet.yaml',
  ],
  [
    'values of an ApplicationSet, for each group of clusters',
    {
      'set.yaml': applicationSet(
        '{{values.version}}',
        environments
          .map(
            ([name, version]) =>
              `{clusters: {selector: {matchLabels: {env: ${name}}}, values: {version: ${version}}}}`,
          )
          .join(', '),
      ),
      'common.yaml': values,
    },
    'set.yaml',
  ],
  [
    'lists of an ApplicationSet over one another',
    {
      'set.yaml': applicationSet(
        '{{version}}',
        '{merge: {mergeKeys: [env], generators: [{list: {elements: [{env: dev, version: 1.26.0}, {env: prod, version: 1.27.4}]}}, {list: {elements: [{env: dev, version: 1.28.3}]}}]}}',
      ),
      'common.yaml': values,
    },
    'set.yaml',
  ],
  [
    'environments of a helmfile',
    {
      'helmfile.yaml':
        'environments:\n  dev: {values: [env/dev.yaml]}\n  prod: {values: [env/prod.yaml]}\n---\nreleases:\n  - {name: istiod, chart: istio/istiod, version: "{{ .Values.istio.version }}", values: [common.yaml]}\n',
      'common.yaml': values,
      ...each(
        (name) => `env/${name}.yaml`,
        (version) => `istio:\n  version: ${version}\n`,
      ),
    },
    'env/prod.yaml',
  ],
  [
    'values of a chart of Applications',
    {
      'Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 0.1.0\n',
      'templates/istiod.yaml': application('{{ .Values.istioVersion }}'),
      'common.yaml': values,
      ...each(
        (name) => `values-${name}.yaml`,
        (version) => `istioVersion: ${version}\n`,
      ),
    },
    'values-prod.yaml',
  ],
  [
    'variables of Terraform in files',
    {
      'main.tf': terraform,
      'common.yaml': values,
      ...each(
        (name) => `${name}.tfvars`,
        (version) => `istio_version = "${version}"\n`,
      ),
    },
    'prod.tfvars',
  ],
  [
    'variables of Terraform in files of another folder',
    {
      'mesh/main.tf': terraform,
      'mesh/common.yaml': values,
      ...each(
        (name) => `environments/${name}.tfvars`,
        (version) => `istio_version = "${version}"\n`,
      ),
    },
    'environments/prod.tfvars',
  ],
  [
    'variables of Terraform in files of folders below',
    {
      'mesh/main.tf': terraform,
      'mesh/common.yaml': values,
      'other/main.tf': terraform,
      ...each(
        (name) => `mesh/environments/${name}/terraform.tfvars`,
        (version) => `istio_version = "${version}"\n`,
      ),
    },
    'mesh/environments/prod/terraform.tfvars',
  ],
  [
    'calls of a module of Terraform',
    {
      'mesh/main.tf': terraform,
      'mesh/common.yaml': values,
      ...each(
        (name) => `${name}/main.tf`,
        (version) => `module "mesh" {\n  source = "../mesh"\n  istio_version = "${version}"\n}\n`,
      ),
    },
    'prod/main.tf',
  ],
  [
    'a variable of a script',
    {
      'up.sh': 'helm upgrade -i istiod istio/istiod --version "$ISTIO_VERSION" -f common.yaml\n',
      'common.yaml': values,
      ...each(
        (name) => `${name}.env`,
        (version) => `ISTIO_VERSION=${version}\n`,
      ),
    },
    'prod.env',
  ],
];

test.each(cases)('stay, and that is one error: %s', (_, files, pinnedIn) => {
  const { changed, findings } = migrateFiles(files, { only: ['metric-eviction'], from: '1.27', to: '1.28' });
  expect([...changed.keys()]).toEqual([]);
  expect(findings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    `error: not rewritten: Istio 1.27 (${pinnedIn}) is given this too, reads it, and runs here beside a newer release`,
  ]);
});

test.each(cases)('move once both are new: %s', (_, files) => {
  const raised = Object.entries(files).map(([path, text]) => [path, text.replaceAll(/1\.27\.4/g, '1.28.0')]);
  const { changed } = migrateFiles(Object.fromEntries(raised) as Files, {
    only: ['metric-eviction'],
    from: '1.27',
    to: '1.28',
  });
  expect([...changed.values()].map(({ text }) => text.includes(flag))).toEqual([false]);
});

/** Each with values of its own, whatever names they share. */
const separate: readonly (readonly [name: string, files: Files])[] = [
  [
    'Flux fills in the version',
    {
      ...each(
        (name) => `mesh/${name}/istiod.yaml`,
        () => helmRelease('istiod', chart('version: "${ISTIO_VERSION}", ') + inline),
      ),
      ...filledBy((name) => `mesh/${name}`),
    },
  ],
  [
    'sources of one name',
    {
      ...each((name) => `${name}/source.yaml`, source),
      ...each(
        (name) => `${name}/release.yaml`,
        () => ofSource,
      ),
    },
  ],
  [
    'helmfiles with variables of one name',
    {
      ...each(
        (name) => `${name}/helmfile.yaml`,
        () =>
          'releases:\n  - {name: istiod, chart: istio/istiod, version: "{{ .Values.istioVersion }}", values: [own.yaml]}\n',
      ),
      ...each(
        (name) => `${name}/own.yaml`,
        () => values,
      ),
      ...each(
        (name) => `${name}/env.yaml`,
        (version) => `istioVersion: ${version}\n`,
      ),
    },
  ],
];

test.each(separate)('of two installations move: %s', (_, files) => {
  const { changed } = migrateFiles(files, { only: ['metric-eviction'], from: '1.27', to: '1.28' });
  expect([...changed.values()].map(({ text }) => text.includes(flag))).toEqual([false, false]);
});

test('values of one target of Fleet are for the version of that target', () => {
  const target = (version: string) => `  - {helm: {version: ${version}, values: {${values.trim()}}}}\n`;
  const fleet = `helm: {repo: "${charts}", chart: istiod}\ntargetCustomizations:\n${target('1.28.3')}${target('1.27.4')}`;
  const options = { only: ['metric-eviction'], from: '1.27', to: '1.28' } as const;
  const { changed, findings } = migrateFiles({ 'fleet.yaml': fleet }, options);
  expect(changed.get('fleet.yaml')?.text).not.toContain(flag);
  const told = findings.filter(({ message }) => message.includes('these values are for 1.27'));
  expect(told.map(({ line }) => line)).toEqual([4]);
});
