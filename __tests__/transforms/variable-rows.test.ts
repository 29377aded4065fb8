import { migrateFiles } from '../../src/api';
import { releaseBefore, printVersion } from '../../src/version';
import { removedVariables, wrongNames } from '../../transforms/tables/environment';
import { versionOf } from '../support/upgrade';

/** A file that sets one variable of istiod, on one line or item of its own, and its text without that. */
interface Carrier {
  readonly path: string;
  readonly with: (name: string, value: string) => string;
  readonly without: string;
}

const release = (values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, sourceRef: {name: istio}}}
  values:
    pilot:
      env:
${values}        PILOT_HTTP10: "true" # stays
`;

const application = (items: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    repoURL: https://charts.example/istio
    helm:
      parameters:
${items}        - {name: pilot.autoscaleMin, value: "2"}
`;

const operator = (items: string): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  components:
    pilot:
      k8s:
        env:
${items}          - name: PILOT_HTTP10
            value: "true"
`;

const deployment = (items: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod}
spec:
  template:
    spec:
      containers:
        - name: discovery
          env:
${items}            - {name: PILOT_HTTP10, value: "true"}
`;

const json = (entry: string): string =>
  `{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "istiod"}, "spec": {"source": {"chart": "istiod", "repoURL": "https://charts.example/istio", "helm": {"valuesObject": {"pilot": {"env": {${entry}"PILOT_HTTP10": "true"}}}}}}}\n`;

const text = (line: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    repoURL: https://charts.example/istio
    helm:
      values: |
        pilot:
          env:
${line}            PILOT_HTTP10: "true"
`;

const carriers: Readonly<Record<string, Carrier>> = {
  'a HelmRelease': {
    path: 'release.yaml',
    with: (name, value) => release(`        ${name}: "${value}" # its own comment\n`),
    without: release(''),
  },
  'a HelmRelease with CRLF': {
    path: 'release.yaml',
    with: (name, value) => release(`        ${name}: "${value}"\n`).replaceAll('\n', '\r\n'),
    without: release('').replaceAll('\n', '\r\n'),
  },
  'parameters of Argo CD': {
    path: 'application.yaml',
    with: (name, value) => application(`        - name: pilot.env.${name}\n          value: "${value}"\n`),
    without: application(''),
  },
  'an IstioOperator': {
    path: 'operator.yaml',
    with: (name, value) => operator(`          - name: ${name}\n            value: "${value}"\n`),
    without: operator(''),
  },
  'a rendered Deployment': {
    path: 'istiod.yaml',
    with: (name, value) => deployment(`            - {name: ${name}, value: "${value}"}\n`),
    without: deployment(''),
  },
  JSON: {
    path: 'application.json',
    with: (name, value) => json(`"${name}": "${value}", `),
    without: json(''),
  },
  'a text of values': {
    path: 'application.yaml',
    with: (name, value) => text(`            ${name}: "${value}"\n`),
    without: text(''),
  },
};

const rows = removedVariables.map((row) => [row.name, row] as const);

function migrated(files: Record<string, string>, gone: string) {
  const { changed, findings } = migrateFiles(files, {
    only: [`variables-${gone}`],
    from: printVersion(releaseBefore(versionOf(gone))),
    to: gone,
  });
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, before]) => [path, changed.get(path)?.text ?? before]),
  );
  return { texts, findings };
}

describe.each(Object.entries(carriers))('in %s', (_, carrier) => {
  test.each(rows)(
    '%s is removed where it says the default, and nothing else changes',
    (name, { usual, gone }) => {
      const { texts, findings } = migrated({ [carrier.path]: carrier.with(name, usual) }, gone);
      expect(texts[carrier.path]).toBe(carrier.without);
      expect(findings).toEqual([]);
    },
  );

  test.each(rows.filter(([, { lost, carriedInto }]) => lost?.level === 'error' && carriedInto === undefined))(
    '%s stays with an error where its value mattered',
    (name, { usual, gone }) => {
      const before = carrier.with(name, usual === 'true' ? 'false' : 'true');
      const { texts, findings } = migrated({ [carrier.path]: before }, gone);
      expect(texts[carrier.path]).toBe(before);
      expect(findings.map(({ level }) => level)).toEqual(['error']);
      expect(findings[0]?.message).toContain(name);
    },
  );

  test.each(rows)('the release before %s is gone leaves it', (name, { usual, gone }) => {
    const before = carrier.with(name, usual);
    const to = printVersion(releaseBefore(versionOf(gone)));
    const { changed } = migrateFiles({ [carrier.path]: before }, { to, only: ['cleanup', 'required'] });
    expect([...changed.keys()]).toEqual([]);
  });
});

test('a variable of proxies is removed from the mesh configuration, and from what injects it', () => {
  const mesh = (line: string): string =>
    `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  meshConfig:\n    defaultConfig:\n      proxyMetadata:\n${line}        ISTIO_META_DNS_CAPTURE: "true"\n`;
  const before = mesh('        ENABLE_DEFERRED_STATS_CREATION: "false"\n');
  expect(migrated({ 'mesh.yaml': before }, '1.27').texts['mesh.yaml']).toBe(mesh(''));
});

test('what takes the place of a variable is not written over what is set', () => {
  const before = release(
    '        PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"\n        PILOT_ENABLE_AMBIENT: "true"\n',
  );
  const { texts } = migrated({ 'release.yaml': before }, '1.22');
  expect(texts['release.yaml']).toBe(release('        PILOT_ENABLE_AMBIENT: "true"\n'));
});

test('HBONE is lost only where ambient is off', () => {
  const hbone = '        PILOT_ENABLE_HBONE: "true"\n';
  const ambient = '        PILOT_ENABLE_AMBIENT: "true"\n';
  expect(migrated({ 'a.yaml': release(hbone + ambient) }, '1.22')).toEqual({
    texts: { 'a.yaml': release(ambient) },
    findings: [],
  });
  expect(migrated({ 'a.yaml': release(hbone) }, '1.22').findings.map(({ level }) => level)).toEqual([
    'warning',
  ]);
});

test('names that upgrade notes have wrong are no variables of the table', () => {
  const known = removedVariables.map(({ name }) => name);
  expect(wrongNames.filter(({ name }) => known.includes(name))).toEqual([]);
});

test.each([
  ['values', release, (name: string) => `        ${name}: "true"\n`],
  ['parameters', application, (name: string) => `        - {name: pilot.env.${name}, value: "true"}\n`],
  ['an operator', operator, (name: string) => `          - {name: ${name}, value: "true"}\n`],
])('a wrong name is not to be renamed where the right one is set beside it: %s', (_, fileOf, line) => {
  const [wrong, right] = [
    'SUPPORT_GATEWAY_API_INFERENCE_EXTENSION',
    'ENABLE_GATEWAY_API_INFERENCE_EXTENSION',
  ];
  const helps = (text: string) =>
    migrateFiles({ 'a.yaml': text }, { only: ['misnamed-variables-1.27'], to: '1.28' }).findings.map(
      ({ help }) => help,
    );
  expect(helps(fileOf(line(wrong) + line(right)))).toEqual([`delete it: ${right} is set beside it`]);
  expect(helps(fileOf(line(wrong)))).toEqual([expect.stringContaining(`or rename it to ${right}`)]);
  // Another install has a list of its own.
  const apart = `${fileOf(line(wrong))}---\n${fileOf(line(right))}`;
  expect(helps(apart)).toEqual([expect.stringContaining('or rename it to')]);
});

test('nor is a wrong annotation', () => {
  const object = (names: readonly string[]) =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations:\n${names.map((name) => `    ${name}: "true"\n`).join('')}`;
  const helps = (...names: readonly string[]) =>
    migrateFiles({ 'a.yaml': object(names) }, { only: ['annotations-1.24'], to: '1.28' }).findings.map(
      ({ help }) => help,
    );
  const [wrong, right] = ['ambient.istio.io/bypassInboundCapture', 'ambient.istio.io/bypass-inbound-capture'];
  expect(helps(wrong, right)).toEqual([`delete it: ${right} is set beside it`]);
  expect(helps(wrong)).toEqual([expect.stringContaining('rename it if')]);
});

test('a script is told what takes the place of a variable', () => {
  const script = `helm upgrade istiod istio/istiod \\
  --set pilot.env.PILOT_ENABLE_AMBIENT_CONTROLLERS=true \\
  --set pilot.env.PILOT_ENABLE_INBOUND_PASSTHROUGH=false
`;
  const { findings } = migrateFiles(
    { 'up.sh': script },
    { only: ['variables-1.22'], from: '1.21', to: '1.22' },
  );
  expect(findings.map(({ line, help }) => `${line} ${help}`)).toEqual([
    '2 with the value "true", use PILOT_ENABLE_AMBIENT: true instead; otherwise delete it together with the upgrade',
    '3 with the value "false", use meshConfig.inboundTrafficPolicy.mode: LOCALHOST instead; otherwise delete it together with the upgrade',
  ]);
});
