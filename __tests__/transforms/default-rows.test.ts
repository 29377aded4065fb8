import { parse } from 'yaml';
import { migrateFiles } from '../../src/api';
import { printVersion, releaseBefore } from '../../src/version';
import { type ChangedDefault, changedDefaults, type Pin } from '../../transforms/tables/defaults';
import { subjectTexts } from '../../transforms/shared/defaults/changed-defaults-about';
import { type SubjectName, subjectOf } from '../../transforms/shared/subjects/subjects';
import { versionOf } from '../support/upgrade';

/** A file that holds values of a chart as a user has it, and where they are in what it says. */
interface Carrier {
  readonly path: string;
  readonly text: (chart: string) => string;
  readonly at: readonly string[];
}

const chartNames: Readonly<Record<string, string>> = {
  istiod: 'istiod',
  cni: 'istio-cni',
  ztunnel: 'ztunnel',
};
const nameOf = (chart: string): string => chartNames[chart] ?? chart;

const helmRelease = (chart: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${nameOf(chart)}}
spec:
  chart: {spec: {chart: ${nameOf(chart)}, sourceRef: {name: istio}}}
  # What this cluster needs.
  values:
    revision: main # stays
`;

const application =
  (values: (chart: string) => string) => (chart: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${nameOf(chart)}}
spec:
  source:
    chart: ${nameOf(chart)}
    repoURL: https://charts.example/istio
    helm:
${values(chart)}`;

const carriers: Readonly<Record<string, Carrier>> = {
  'a HelmRelease': { path: 'mesh.yaml', text: helmRelease, at: ['spec', 'values'] },
  'a HelmRelease with CRLF': {
    path: 'mesh.yaml',
    text: (chart) => helmRelease(chart).replaceAll('\n', '\r\n'),
    at: ['spec', 'values'],
  },
  'an Application': {
    path: 'mesh.yaml',
    text: application(() => '      valuesObject:\n        revision: main\n'),
    at: ['spec', 'source', 'helm', 'valuesObject'],
  },
  'a text of an Application': {
    path: 'mesh.yaml',
    text: application(() => '      values: |\n        revision: main # stays\n'),
    at: ['spec', 'source', 'helm', 'values'],
  },
  JSON: {
    path: 'mesh.json',
    text: (chart) => `${JSON.stringify(parse(helmRelease(chart)), undefined, 2)}\n`,
    at: ['spec', 'values'],
  },
  'an IstioOperator': {
    path: 'mesh.yaml',
    text: () =>
      'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh}\nspec:\n  components: {cni: {enabled: true}}\n  values:\n    global: {meshID: main}\n',
    at: ['spec', 'values'],
  },
};

const rows = changedDefaults
  .filter(({ reportedBy }) => reportedBy === undefined)
  .map((row) => [`${row.release} ${row.what}`, row] as const);

function upgraded(row: ChangedDefault, mesh: Readonly<Record<string, string>>, pinDefaults: boolean) {
  const subjects = Object.fromEntries(
    (row.subjects ?? []).map((name) => [`subjects/${name}.yaml`, subjectTexts[name]] as const),
  );
  const files = { ...subjects, ...mesh };
  const { changed, findings } = migrateFiles(files, {
    only: [`defaults-${row.release}`],
    from: printVersion(releaseBefore(versionOf(row.release))),
    to: row.release,
    pinDefaults,
  });
  const own = findings.filter(({ message }) =>
    message.startsWith(`with Istio ${row.release}, ${row.message}`),
  );
  return { changed, own };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => {
    const read: unknown = typeof at === 'string' ? parse(at) : at;
    return (read as Record<string, unknown> | undefined)?.[key];
  }, value);
}

/** What the values of a file say about a pin: a chart's own values may be written without its prefix. */
function pinned(text: string, at: readonly string[], { path, isUnknownToOperators }: Pin): unknown {
  const root = parse(text) as unknown;
  const places = [
    [...at, ...path],
    [...at, ...path.slice(1)],
    ...(isUnknownToOperators === true ? [['spec', 'unvalidatedValues', ...path]] : []),
  ];
  return places.map((place) => valueAt(root, place)).find((value) => value !== undefined);
}

describe.each(Object.entries(carriers))('in %s', (name, { path, text, at }) => {
  const isOperator = name === 'an IstioOperator';
  // An IstioOperator has the resources of ztunnel in its components.
  const own = rows.filter(([, { pins }]) => !isOperator || pins.every(({ chart }) => chart !== 'ztunnel'));

  test.each(own)('%s is pinned when that is asked for, once', (_, row) => {
    const [{ chart } = { chart: 'istiod' }] = row.pins;
    const before = text(chart);
    const { changed, own: found } = upgraded(row, { [path]: before }, true);
    const after = changed.get(path)?.text ?? before;
    expect(found).toEqual([]);
    expect(row.pins.map((pin) => pinned(after, at, pin))).toEqual(row.pins.map(({ value }) => value));
    expect(after.replaceAll('\r\n', '').includes('\r')).toBe(false);
    expect(upgraded(row, { [path]: after }, true).changed.get(path)).toBeUndefined();
  });

  test.each(own)('%s is reported otherwise, and nothing changes', (_, row) => {
    const [{ chart } = { chart: 'istiod' }] = row.pins;
    const { changed, own: found } = upgraded(row, { [path]: text(chart) }, false);
    expect([...changed.keys()]).toEqual([]);
    expect(found.map(({ level }) => level)).toEqual(['note']);
  });

  test.each(own)('%s is a decision where it is set', (_, row) => {
    const [{ chart } = { chart: 'istiod' }] = row.pins;
    const { changed } = upgraded(row, { [path]: text(chart) }, true);
    const after = changed.get(path)?.text ?? '';
    expect(upgraded(row, { [path]: after }, false).own).toEqual([]);
  });
});

// What the option cannot do here is not the advice. Overlapping hosts have a migration that reports each pair.
const withSubject = rows.filter(
  ([, { subjects = [], what }]) => subjects.length > 0 && what !== 'overlapping hosts',
);

test.each(withSubject)(
  '%s is reported without the option that writes it where nothing holds values',
  (_, row) => {
    const { changed, own } = upgraded(row, {}, true);
    expect([...changed.keys()]).toEqual([]);
    // What the clusters run on says nothing of Istio.
    const isOfPlatform = row.subjects?.some((name) => subjectOf(name).isOfPlatform) ?? false;
    expect(own.map(({ help }) => help?.includes('--pin-defaults'))).toEqual(isOfPlatform ? [] : [false]);
    expect(upgraded(row, {}, false).own).toEqual(own);
  },
);

describe('what is a subject of a changed default', () => {
  const object = (kind: string, spec: string, apiVersion = 'networking.istio.io/v1') =>
    `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}, spec: ${spec}}\n`;
  const policies = (...some: string[]) =>
    object(
      'DestinationRule',
      `{host: a, subsets: [${some.map((one) => `{trafficPolicy: ${one}}`).join(', ')}]}`,
    );
  const telemetry = (spec: string) => object('Telemetry', spec, 'telemetry.istio.io/v1');

  test.each<[is: boolean, subject: SubjectName, text: string]>([
    [true, 'sidecar', object('Sidecar', '{}')],
    [false, 'sidecar', object('Sidecar', '{}', 'example.com/v1')],
    [false, 'sidecar', object('Gateway', '{selector: {app: Sidecar}}')],
    [true, 'destination-rule-tls', policies('{tls: {mode: MUTUAL}}')],
    [true, 'destination-rule-tls', policies('{tls: {mode: DISABLE}}', '{tls: {mode: SIMPLE}}')],
    [false, 'destination-rule-tls', policies('{tls: {mode: DISABLE}}')],
    [
      true,
      'circuit-breaker',
      policies('{tls: {mode: SIMPLE}}', '{connectionPool: {tcp: {maxConnections: 1}}}'),
    ],
    [true, 'circuit-breaker', '{query: sum(envoy_cluster_circuit_breakers_default_remaining_cx)}\n'],
    [false, 'circuit-breaker', '{query: sum(envoy_cluster_circuit_breakers_default_cx_open)}\n'],
    [true, 'tracing-by-default', '{meshConfig: {enableTracing: true}}\n'],
    [false, 'tracing-by-default', '{meshConfig: {enableTracing: false, other: true}}\n'],
    [true, 'ambient', '{ambient: {enabled: true}}\n'],
    [false, 'ambient', '{ambient: {enabled: false}, other: {enabled: true}}\n'],
    [true, 'ambient', '{profile: ambient}\n'],
    [false, 'ambient', '{profile: demo, other: ambient}\n'],
    [true, 'external-name', object('Service', '{type: ExternalName, externalName: a.example}', 'v1')],
    [false, 'external-name', object('Service', '{type: ClusterIP, selector: {app: ExternalName}}', 'v1')],
    [true, 'telemetry-tracing', telemetry('{tracing: [{}]}')],
    [false, 'telemetry-tracing', telemetry('{tracing: [], metrics: [{}]}')],
  ])('%s: %s in %s', (is, subject, text) => {
    const row = changedDefaults.find(({ subjects }) => subjects?.includes(subject));
    if (!row) throw new Error('no such row');
    expect(upgraded(row, { [`subjects/${subject}.yaml`]: text }, false).own).toHaveLength(is ? 1 : 0);
  });
});

const several = rows.filter(([, { pins }]) => pins.length > 1);

test.each(several)('%s is reported where a part of it is set', (_, row) => {
  const [{ chart, path, value } = { chart: 'istiod', path: [], value: '' }] = row.pins;
  const values = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  const release = parse(helmRelease(chart)) as { spec: { values: unknown } };
  release.spec.values = values;
  const { changed, own } = upgraded(row, { 'mesh.json': JSON.stringify(release) }, false);
  expect([...changed.keys()]).toEqual([]);
  expect(own.map(({ level }) => level)).toEqual(['note']);
  expect(own[0]?.message).toMatch(new RegExp(`${path.join('.')} is set, but not `));
});

test('an IstioOperator has the configuration of the mesh beside its values, too', () => {
  const row = changedDefaults.find(({ what }) => what === 'delta xDS');
  if (!row) throw new Error('no such row');
  const mesh = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec:
  meshConfig: {defaultConfig: {proxyMetadata: {ISTIO_DELTA_XDS: "true"}}}
`;
  expect(upgraded(row, { 'mesh.yaml': mesh }, true)).toEqual({ changed: new Map(), own: [] });
});

describe('the default tracer', () => {
  const row = changedDefaults.find(({ what }) => what === 'default tracer');
  const ways: Readonly<Record<string, string>> = {
    'is settled by an address of zipkin': 'global: {tracer: {zipkin: {address: "zipkin.obs:9411"}}}',
    'is settled by the tracing of proxies':
      'meshConfig: {enableTracing: true, defaultConfig: {tracing: {zipkin: {address: "z:9411"}}}}',
    'is settled by a tracer': 'global: {proxy: {tracer: datadog}}',
  };
  const withValues = (values: string): string =>
    helmRelease('istiod').replace('    revision: main # stays\n', `    ${values}\n`);

  test.each(Object.entries(ways))('%s', (_, values) => {
    if (!row) throw new Error('no such row');
    const { own } = upgraded(row, { 'mesh.yaml': withValues(values) }, false);
    expect(own).toEqual([]);
  });

  test('is not settled by a rate of sampling', () => {
    if (!row) throw new Error('no such row');
    const mesh = withValues('meshConfig: {enableTracing: true, defaultConfig: {tracing: {sampling: 10}}}');
    const { changed } = upgraded(row, { 'mesh.yaml': mesh }, true);
    const values = valueAt(parse(changed.get('mesh.yaml')?.text ?? ''), ['spec', 'values']);
    expect(values).toMatchObject({ global: { proxy: { tracer: 'zipkin' } } });
  });

  test.each([
    ['meshConfig.enableTracing', true],
    ['meshConfig.enableTracingOf', false],
    ['meshConfig.noenableTracing', false],
  ])('matters where the parameter %s is set: %s', (name, matters) => {
    const mesh = application(() => `      parameters: [{name: ${name}, value: "true"}]\n`)('istiod');
    const { findings } = migrateFiles(
      { 'mesh.yaml': mesh },
      { only: ['defaults-1.22'], from: '1.21', to: '1.22' },
    );
    expect(findings.some(({ message }) => message.includes(row?.message ?? '?'))).toBe(matters);
  });

  test('is settled by a Telemetry with tracing', () => {
    if (!row) throw new Error('no such row');
    const tree = { 'mesh.yaml': helmRelease('istiod'), 'telemetry.yaml': subjectTexts['telemetry-tracing'] };
    expect(upgraded(row, tree, false).own).toEqual([]);
  });
});

describe('a compatibility version that the target does not know', () => {
  const expanded = (values: string, to: string) => {
    const mesh = helmRelease('istiod').replace('    revision: main # stays\n', values);
    const { changed, findings } = migrateFiles(
      { 'mesh.yaml': mesh },
      { only: ['compatibility-version'], from: '1.23', to },
    );
    const text = changed.get('mesh.yaml')?.text ?? mesh;
    return { values: valueAt(parse(text), ['spec', 'values']), findings };
  };

  // What the profiles "1.20" of 1.23 and "1.21" of 1.24 hold, and what they miss or misplace.
  test('is all that the target still reads', () => {
    const { values, findings } = expanded('    compatibilityVersion: "1.20"\n', '1.24');
    expect(values).toMatchObject({
      global: { proxy: { tracer: 'zipkin' } },
      pilot: { env: { ENABLE_RESOLUTION_NONE_TARGET_PORT: 'false', ENABLE_AUTO_SNI: 'false' } },
      meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_DELTA_XDS: 'false' } } },
    });
    const told = findings.map(({ message }) => message).join('\n');
    for (const gone of ['VERIFY_CERTIFICATE_AT_CLIENT', 'ENABLE_EXTERNAL_NAME_ALIAS', 'PERSIST_OLDEST_FIRST'])
      expect(told).toContain(gone);
    expect(JSON.stringify(values)).not.toMatch(/PUSH_THROTTLE|excludeNamespaces|repair|CA_CRL/);
  });

  test('names no tracer where another one is set up', () => {
    const { values } = expanded(
      '    compatibilityVersion: "1.20"\n    meshConfig: {defaultConfig: {tracing: {datadog: {address: "d:8126"}}}}\n',
      '1.24',
    );
    expect(values).not.toHaveProperty('global');
  });
});

test.each([
  ['meshNetworks: {}', false],
  ['meshNetworks:', false],
  ['meshNetworks: ${NETWORKS}', true],
  ['meshNetworks: {networks: {}}', false],
  ['meshNetworks: "networks: {}"', false],
  ['meshNetworks: {east: {endpoints: []}}', true],
  ['meshNetworks: "networks: {east: {}}"', true],
])('%s are several networks: %s', (networks, areSeveral) => {
  const gateway =
    'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {gatewayClassName: istio}\n';
  const values = `pilot: {autoscaleMin: 2}\nglobal:\n  meshID: main\n  ${networks}\n`;
  const { findings } = migrateFiles(
    { 'gateway.yaml': gateway, 'istiod/values.yaml': values },
    { only: ['defaults-1.23'], from: '1.22', to: '1.23' },
  );
  expect(findings.some(({ message }) => message.includes('between networks'))).toBe(areSeveral);
});

test.each([
  // The flag is written out.
  ['1.22', false],
  ['1.24', false],
  // The target knows the version, which stays.
  ['1.25', true],
  // It has the new default.
  ['1.26', true],
])('a default that changed with 1.26 is told beside compatibilityVersion %s: %s', (version, expected) => {
  const text = `compatibilityVersion: "${version}"\nglobal: {istioNamespace: istio-system}\npilot: {autoscaleMin: 2}\n`;
  const { findings } = migrateFiles({ 'values.yaml': text }, { from: '1.24', to: '1.28' });
  const isTold = findings.some(({ message }) =>
    message.includes('accepts waiting connections one at a time'),
  );
  expect(isTold).toBe(expected);
});
