import { parse } from 'yaml';
import { migrateFiles } from '../../src/api';
import { printVersion, releaseBefore } from '../../src/version';
import { type ChangedValue, changedValues } from '../../transforms/tables/values';
import { versionOf } from '../support/upgrade';

/** A file with values of a chart as a user has it, and its text without one of them. */
interface Carrier {
  readonly with: (row: ChangedValue, value: string) => string;
  readonly without: (row: ChangedValue) => string;
}

const chartNames: Readonly<Record<string, string>> = {
  base: 'istio-base',
  cni: 'istio-cni',
  ingress: 'istio-ingress',
  egress: 'istio-egress',
};
const chartOf = ({ charts: [chart = 'istiod'] }: ChangedValue): string => chartNames[chart] ?? chart;

/** Lines that set a value below a level of indentation, and a value beside each level that stays. */
function lines({ path }: ChangedValue, value: string | undefined, indent: number): string {
  const pad = ' '.repeat(indent);
  const [first = '', ...rest] = path;
  if (rest.length === 0)
    return `${value === undefined ? '' : `${pad}${first}: ${value} # its own comment\n`}${pad}stays: here\n`;
  return `${pad}${first}:\n${lines({ path: rest } as unknown as ChangedValue, value, indent + 2)}${pad}stays: here\n`;
}

const helmRelease = (
  row: ChangedValue,
  value: string | undefined,
): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mesh}
spec:
  chart: {spec: {chart: ${chartOf(row)}, sourceRef: {name: istio}}}
  # What this cluster needs.
  values:
${lines(row, value, 4)}`;

const application = (row: ChangedValue, helm: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  source:
    chart: ${chartOf(row)}
    repoURL: https://charts.example/istio
    helm:
${helm}`;

const parameters = (row: ChangedValue, value: string | undefined): string =>
  application(
    row,
    `      parameters:
${value === undefined ? '' : `        - name: ${row.path.join('.')}\n          value: ${value}\n`}        - {name: stays, value: here}
`,
  );

const operator = (
  row: ChangedValue,
  value: string | undefined,
): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec:
  values:
${lines(row, value, 4)}`;

const both = (text: (row: ChangedValue, value: string | undefined) => string): Carrier => ({
  with: text,
  without: (row) => text(row, undefined),
});

const carriers: Readonly<Record<string, Carrier>> = {
  'a HelmRelease': both(helmRelease),
  'a HelmRelease with CRLF': both((row, value) => helmRelease(row, value).replaceAll('\n', '\r\n')),
  'a map of an Application': both((row, value) =>
    application(row, `      valuesObject:\n${lines(row, value, 8)}`),
  ),
  'a text of an Application': both((row, value) =>
    application(row, `      values: |\n${lines(row, value, 8)}`),
  ),
  'parameters of an Application': both(parameters),
  'an IstioOperator': both(operator),
};

/** A value that nobody misses, as YAML. */
function harmless({ lost }: ChangedValue): string {
  return JSON.stringify(lost?.unless[0] ?? 'true');
}

function migrated(row: ChangedValue, text: string, path = 'mesh.yaml') {
  const { changed, findings } = migrateFiles(
    { [path]: text },
    {
      only: [`${row.kind === 'required' ? 'values' : 'unused-values'}-${row.gone}`],
      from: printVersion(releaseBefore(versionOf(row.gone))),
      to: row.gone,
    },
  );
  return { text: changed.get(path)?.text ?? text, findings };
}

const named = (rows: readonly ChangedValue[]) =>
  rows.map((row) => [`${row.gone} ${row.path.join('.')}`, row] as const);
const removed = changedValues.filter(({ becomes }) => becomes === undefined);

describe.each(Object.entries(carriers))('in %s', (name, carrier) => {
  const isOperator = name === 'an IstioOperator';
  // The values of an operator are those of all charts; ztunnel's have a prefix there.
  const own = removed.filter(
    ({ charts, keptFor }) => !isOperator || (keptFor === undefined && !charts.includes('ztunnel')),
  );

  test.each(named(own))('%s is removed where nobody misses it, and nothing else changes', (_, row) => {
    const { text, findings } = migrated(row, carrier.with(row, harmless(row)));
    expect(text).toBe(carrier.without(row));
    // A level that no value is harmless for is always told.
    expect(findings.map(({ level }) => level)).toEqual(row.lost?.unless.length === 0 ? [row.lost.level] : []);
  });

  test.each(named(own.filter(({ lost }) => lost?.level === 'error')))(
    '%s stays with an error where it mattered',
    (_, row) => {
      const before = carrier.with(row, '"custom"');
      const { text, findings } = migrated(row, before);
      expect(text).toBe(before);
      expect(findings.map(({ level }) => level)).toEqual(['error']);
    },
  );
});

test.each(named(removed))('%s is removed from JSON', (_, row) => {
  const json = (value: string | undefined) =>
    `${JSON.stringify(parse(helmRelease(row, value)), undefined, 2)}\n`;
  expect(migrated(row, json(harmless(row)), 'mesh.json').text).toBe(json(undefined));
});

test.each(named(removed.filter(({ keptFor }) => keptFor)))(
  '%s stays where another chart reads it',
  (_, row) => {
    const before = operator(row, '"custom"');
    expect(migrated(row, before)).toEqual({ text: before, findings: [] });
  },
);

const ofCni = changedValues.filter(({ path: [first, ...rest] }) => first === 'cni' && rest.length === 1);

test.each(named(ofCni))('%s is found in the root of values that say nothing else', (_, row) => {
  const [, key = ''] = row.path;
  const range = { from: printVersion(releaseBefore(versionOf(row.gone))), to: row.gone };
  const command = 'helm upgrade -i cni istio/cni';
  const { changed } = migrateFiles(
    { 'up.sh': `${command} -f v.yaml\n`, 'v.yaml': `${key}: ${harmless(row)}\n` },
    range,
  );
  expect([...changed.keys()]).toEqual(['v.yaml']);
  const { findings } = migrateFiles({ 'up.sh': `${command} --set ${key}=${harmless(row)}\n` }, range);
  const told = findings.filter(({ message }) => message.startsWith(`${row.path.join('.')} has no effect`));
  expect(told.map(({ path }) => path)).toEqual(['up.sh']);
});

const missed = changedValues.filter(
  ({ kind, lost, keptFor, path }) =>
    path.length > 1 && !keptFor && (kind === 'required' || lost?.level === 'error'),
);

/** Values that no other product has. */
const ofIstioAlone = /^(?:sidecarInjectorWebhook|telemetry\.v2|cni\.ambient)\.|^cni\.rollingMaxUnavailable$/;

test.each(named(missed))('%s is told where nothing shows which chart is given it', (_, row) => {
  const range = { from: printVersion(releaseBefore(versionOf(row.gone))), to: row.gone };
  const told = (tree: Readonly<Record<string, string>>) =>
    migrateFiles(tree, range).findings.flatMap(({ path, message }) =>
      message.startsWith(`${row.path.join('.')} has no effect`) ? path : [],
    );
  const text = `mesh_values:\n${lines(row, harmless(row), 2)}`;
  const install = { 'istio/tasks.yml': '- kubernetes.core.helm: {name: a, chart_ref: istio/base}\n' };
  expect(told({ ...install, 'group_vars/all.yml': text })).toEqual(['group_vars/all.yml']);
  // The values of a chart of the tree are its own, and where nothing is of Istio, they are of something else.
  const chart = { 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' };
  expect(told({ ...install, ...chart, 'web/values.yaml': text })).toEqual([]);
  const name = row.path.join('.');
  const isSaid = /istio/.test(text) || ofIstioAlone.test(name);
  expect(told({ 'group_vars/all.yml': text })).toEqual(isSaid ? ['group_vars/all.yml'] : []);
});

test('what charts had as an empty map is no loss', () => {
  const row = changedValues.find(({ path }) => path.join('.') === 'telemetry.v2.prometheus.configOverride');
  if (!row) throw new Error('no such row');
  const before = helmRelease(row, '{gateway: {}, inboundSidecar: {}, outboundSidecar: {}}');
  expect(migrated(row, before)).toEqual({ text: helmRelease(row, undefined), findings: [] });
});

test('values that an umbrella chart gives to base and istiod alike stay', () => {
  const files = {
    'chart/Chart.yaml':
      'apiVersion: v2\nname: mesh\nversion: 0.1.0\ndependencies:\n- {name: base, version: 1.21.0, repository: "https://blob.istio.io/istio-release/charts"}\n- {name: istiod, version: 1.21.0, repository: "https://blob.istio.io/istio-release/charts"}\n',
    'chart/values.yaml':
      'global:\n  configValidation: false\nbase:\n  global:\n    externalIstiod: false\n    meshID: a\n',
  };
  const { changed } = migrateFiles(files, {
    only: ['unused-values-1.22', 'values-1.24'],
    from: '1.21',
    to: '1.24',
  });
  expect([...changed].map(([path, { text }]) => [path, text])).toEqual([
    ['chart/values.yaml', 'global:\n  configValidation: false\nbase:\n  global:\n    meshID: a\n'],
  ]);
});

/** A chart that brings `base` along, and reads a value of `global` in a template of its own. */
const wrapper = (row: ChangedValue, file: string): Record<string, string> => ({
  'edge/Chart.yaml': `name: edge
version: 0.1.0
dependencies:
  - {name: base, version: 1.20.3, repository: "https://blob.istio.io/istio-release/charts", alias: istio}
`,
  'edge/values.yaml': lines(row, harmless(row), 0),
  [file]: `{{- if .Values.${row.path.join('.')} }}
apiVersion: v1
kind: ConfigMap
metadata: {name: edge}
{{- end }}
`,
});
const globals = removed.filter(({ path, charts }) => path[0] === 'global' && charts.includes('base'));

test.each(named(globals))('%s stays where a template of the wrapping chart reads it', (_, row) => {
  const range = { from: printVersion(releaseBefore(versionOf(row.gone))), to: row.gone };
  for (const file of ['edge/templates/map.yaml', 'edge/templates/_helpers.tpl']) {
    const { changed, findings } = migrateFiles(wrapper(row, file), range);
    expect([...changed.keys()]).toEqual([]);
    expect(findings.filter(({ message }) => message.includes(row.path.join('.')))).toEqual([]);
  }
  // A template of another chart sees other values.
  const { changed } = migrateFiles(wrapper(row, 'other/templates/map.yaml'), range);
  expect([...changed.keys()]).toEqual(['edge/values.yaml']);
});
