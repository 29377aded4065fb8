import { migrateFiles, migrateText, type MigratedText } from '../../src/api';

const values = 'pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: 90s\n  traceSampling: 1\n';
const moved =
  'pilot:\n  traceSampling: 1\nsidecarInjectorWebhook:\n  injectedAnnotations:\n    sidecar.istio.io/statsEvictionInterval: 90s\n';

function metricEviction(text: string, targetVersion: string): MigratedText {
  return migrateText(text, 'values.yaml', { only: ['metric-eviction'], targetVersion });
}

describe('an eviction interval of 60 seconds or more', () => {
  test.each(['1.28.0', '1.28.1'])('is declined for %s, whose proxy does not start with it', (version) => {
    const { text, findings } = metricEviction(values, version);
    expect(text).toBe(values);
    expect(findings).toMatchObject([{ level: 'error', line: 3, column: 5 }]);
  });

  test('is written with a warning where the target is any patch of 1.28', () => {
    const { text, findings } = metricEviction(values, '1.28');
    expect(text).toBe(moved);
    expect(findings.map(({ level }) => level)).toEqual(['warning', 'note']);
  });

  test.each(['1.28.2', '1.28.9', '1.29', '1.29.0'])('is written without a warning for %s', (version) => {
    const { text, findings } = metricEviction(values, version);
    expect(text).toBe(moved);
    expect(findings.map(({ level }) => level)).toEqual(['note']);
  });

  test('of which less is left is no fault', () => {
    const { text, findings } = metricEviction(values.replace('90s', '55s'), '1.28.0');
    expect(text).toBe(moved.replace('90s', '55s'));
    expect(findings.map(({ level }) => level)).toEqual(['note']);
  });

  test('is declined where rounding makes it 60 seconds', () => {
    const text = values.replace('90s', '57s');
    expect(metricEviction(text, '1.28.1').text).toBe(text);
  });
});

describe('the profile in operators', () => {
  const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  profile: default\n';
  const sail = 'apiVersion: sailoperator.io/v1\nkind: Istio\nspec:\n  version: v1.29.0\n';
  const field =
    '  values:\n    global:\n      proxy:\n        seccompProfile:\n          type: RuntimeDefault\n';
  const run = (text: string, targetVersion: string) =>
    migrateText(text, 'istio.yaml', { only: ['seccomp-profile'], from: '1.27', targetVersion });

  test('goes below unvalidatedValues of an IstioOperator before 1.29', () => {
    expect(run(operator, '1.28.3').text).toBe(operator + field.replace('values', 'unvalidatedValues'));
  });

  test.each([
    ['IstioOperator', operator],
    ['Sail Istio', sail],
  ])('goes into the values of %s in 1.29 and later', (_, text) => {
    expect(run(text, '1.29').text).toBe(text + field);
  });

  const beside = (profile: string): string =>
    `${operator}  unvalidatedValues:\n    global:\n      proxy:\n        seccompProfile: ${profile}\n`;

  test.each(['{type: Localhost}', '{type: RuntimeDefault}', 'text'])(
    'stays where it is set below unvalidatedValues, for any target: %s',
    (profile) => {
      expect(run(beside(profile), '1.28').text).toBe(beside(profile));
      expect(run(beside(profile), '1.29').text).toBe(beside(profile));
    },
  );

  test.each(['{}', '', 'null'])('goes there where nothing is set: %j', (profile) => {
    expect(run(beside(profile), '1.28').text).toContain('type: RuntimeDefault');
    expect(run(beside(profile), '1.29').text).toBe(beside(profile) + field);
  });

  test.each([
    ['IstioOperator', operator],
    ['Sail Istio', sail],
  ])('stays where the values of %s have it, in 1.29 and later', (_, text) => {
    const set = text + field.replace('RuntimeDefault', 'Localhost');
    expect(run(set, '1.29').text).toBe(set);
  });
});

test('of two releases in one file, one may have the profile and the other gets it', () => {
  const release = (name: string, values: string): string =>
    `  - name: ${name}\n    chart: istio/istiod\n    values:\n      - pilot: {autoscaleEnabled: true}\n${values}`;
  const set = '        global: {proxy: {seccompProfile: {type: Localhost}}}\n';
  const file = (second: string): string => `releases:\n${release('one', set)}${release('two', second)}`;
  const inserted =
    '        global:\n          proxy:\n            seccompProfile:\n              type: RuntimeDefault\n';
  const { text } = migrateText(file(''), 'helmfile.yaml', {
    only: ['seccomp-profile'],
    from: '1.27',
    targetVersion: '1.28',
  });
  expect(text).toBe(file(inserted));
});

describe('the old one of two control planes', () => {
  const release = (version: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod-${version.replaceAll('.', '-')}}
spec:
  chart: {spec: {chart: istiod, version: ${version}, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    revision: ${version.replaceAll('.', '-')}
    pilot: {env: {METRIC_ROTATION_INTERVAL: 30s}}
`;
  const both = `${release('1.27.3')}---\n${release('1.28.2')}`;
  const run = (text: string, targetVersion: string) =>
    migrateText(text, 'releases.yaml', { only: ['metric-eviction'], from: '1.27', targetVersion });

  test.each(['1.28', '1.31'])('keeps what its release reads, on the way to %s', (target) => {
    const { text, findings } = run(both, target);
    expect(text.startsWith(release('1.27.3'))).toBe(true);
    expect(text).not.toContain(release('1.28.2'));
    expect(findings.map(({ message }) => message)).toContain(
      'METRIC_ROTATION_INTERVAL stays: Istio 1.27 reads it, and runs here beside a newer release',
    );
  });

  const flag = 'METRIC_ROTATION_INTERVAL';
  const rendered = (version: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod-${version}}
spec:
  template:
    metadata: {labels: {app: istiod, istio.io/rev: "${version}"}}
    spec: {containers: [{name: discovery, image: "istio/pilot:${version}", env: [{name: ${flag}, value: 30s}]}]}
`;
  const operator = (version: string) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: istiod-${version}}
spec:
  revision: ${version.replaceAll('.', '-')}
  tag: ${version}
  components: {pilot: {k8s: {env: [{name: ${flag}, value: 30s}]}}}
`;
  const chart = (...dependencies: string[]) =>
    `apiVersion: v2\nname: mesh\nversion: 0.1.0\ndependencies: [${dependencies.join(', ')}]\n`;
  const values = (key: string) => `${key}: {revision: ${key}, pilot: {env: {${flag}: 30s}}}\n`;
  const findingsOf = (files: Record<string, string>) =>
    migrateFiles(files, { only: ['metric-eviction'], from: '1.27', to: '1.28' });

  test.each([
    ['Deployments', rendered('1.27.3'), rendered('1.28.2'), {}],
    ['objects of the operator', operator('1.27.3'), operator('1.28.2'), {}],
    [
      'charts that wrap one each',
      values('old'),
      values('new'),
      {
        'old/Chart.yaml': chart('{name: istiod, version: 1.27.3, alias: old}'),
        'new/Chart.yaml': chart('{name: istiod, version: 1.28.2, alias: new}'),
      },
    ],
  ])('stays as it is, told once: %s', (_, old, fresh, more) => {
    const isChart = 'old/Chart.yaml' in more;
    const [at, beside] = isChart ? ['old/values.yaml', 'new/values.yaml'] : ['old.yaml', 'new.yaml'];
    const { changed, findings } = findingsOf({ [at]: old, [beside]: fresh, ...more });
    expect([...changed.keys()]).toEqual([beside]);
    expect(findings.filter(({ path }) => path === at).map(({ message }) => message)).toEqual([
      `${flag} stays: Istio 1.27 reads it, and runs here beside a newer release`,
    ]);
  });

  test('is told from the newer one by its alias in a chart that brings both', () => {
    const both = [
      '{name: istiod, version: 1.27.3, alias: old}',
      '{name: istiod, version: 1.28.2, alias: new}',
    ];
    const files = { 'Chart.yaml': chart(...both), 'values.yaml': values('old') + values('new') };
    const text = findingsOf(files).changed.get('values.yaml')?.text ?? '';
    expect(text.startsWith(values('old'))).toBe(true);
    expect(text.slice(values('old').length)).not.toContain(flag);
  });

  test('keeps what both are given, and that is an error', () => {
    const given = (version: string) =>
      release(version)
        .replace(/ {4}pilot: .*\n/, '')
        .replace('  values:', '  valuesFrom: [{kind: ConfigMap, name: both}]\n  values:');
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: both}\ndata:\n  values.yaml: |\n    pilot: {env: {${flag}: 30s}}\n`;
    const { changed, findings } = findingsOf({
      'releases.yaml': `${given('1.27.3')}---\n${given('1.28.2')}`,
      'both.yaml': map,
    });
    expect([...changed.keys()]).toEqual([]);
    expect(findings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'error: not rewritten: Istio 1.27 (releases.yaml) is given this too, reads it, and runs here beside a newer release',
    ]);
  });
});
