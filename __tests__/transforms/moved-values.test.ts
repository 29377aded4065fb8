import { migrateFiles } from '../../src/api';
import { printVersion, releaseBefore } from '../../src/version';
import { type ChangedValue, changedValues } from '../../transforms/tables/values';
import { versionOf } from '../support/upgrade';

/** Every row whose value lives on elsewhere. */
const rows = changedValues.filter(({ becomes }) => becomes?.('any').is === 'moved');

/** How people let something else fill in a value, and how they write their own. */
const sources = [
  '{{ .Values.any }}',
  '{{ .Values.any | quote }}',
  '"{{ any }}"',
  "'{{.any}}'",
  'any-{{ .Values.any }}',
  '{{ if .Values.any }}any{{ else }}other{{ end }}',
  '${ANY}',
  '"${ANY:=any}"',
  '<%= any %>',
  '@@ANY@@',
  '"any"',
  "'any'",
  'any',
];

const chartNames: Readonly<Record<string, string>> = { cni: 'istio-cni' };

/** A way to write values, as lines. */
type Carrier = (chart: string, lines: readonly string[]) => string;

const indented = (by: number, lines: readonly string[]): string =>
  lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');

const carriers: Readonly<Record<string, Carrier>> = {
  HelmRelease: (chart, lines) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mesh}
spec:
  chart: {spec: {chart: ${chartNames[chart] ?? chart}, sourceRef: {name: istio}}}
  values:
${indented(4, lines)}`,
  'a text of an Application': (chart, lines) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  source:
    chart: ${chart}
    repoURL: https://charts.example/istio
    helm:
      values: |
${indented(8, lines)}`,
  IstioOperator: (_, lines) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec:
  values:
${indented(4, lines)}`,
};

const shapes: Readonly<Record<string, (path: readonly string[], source: string) => string[]>> = {
  lines: (path, source) => [
    ...path.map(
      (key, depth) => `${'  '.repeat(depth)}${key}:${depth === path.length - 1 ? ` ${source} # agreed` : ''}`,
    ),
    'stays: here',
  ],
  braces: (path, source) => [
    `${path[0] ?? ''}: ${path.slice(1).reduceRight((inner, key) => `{${key}: ${inner}}`, source)}`,
    'stays: here',
  ],
};

const cells = rows.flatMap((row) =>
  Object.entries(carriers).flatMap(([carrier, write]) =>
    Object.entries(shapes).flatMap(([shape, lines]) =>
      sources.map((source) => ({
        name: `${row.gone} ${row.path.join('.')}: ${source} in ${shape} of ${carrier}`,
        ...{
          row,
          source,
          text: write(row.charts[0] ?? '', lines(row.path, source)),
          isCommented: shape === 'lines',
        },
      })),
    ),
  ),
);

test('there are rows that move values', () => {
  expect(rows.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['istio_cni.enabled', 'cni.rollingMaxUnavailable']),
  );
});

test.each(cells)('$name', ({ row, source, text, isCommented }) => {
  const after = migrated(row, text);
  // What was there is there once, with its comment, and its key is gone.
  expect(after.split(`: ${source}${isCommented ? ' # agreed\n' : ''}`)).toHaveLength(2);
  const outcome = row.becomes?.('any');
  const target = outcome?.is === 'moved' ? outcome.path : [];
  expect(after).not.toContain(`${row.path.find((key) => !target.includes(key)) ?? ''}:`);
});

function migrated(row: ChangedValue, text: string): string {
  const { changed } = migrateFiles(
    { 'mesh.yaml': text },
    {
      only: [`values-${row.gone}`],
      from: printVersion(releaseBefore(versionOf(row.gone))),
      to: row.gone,
    },
  );
  return changed.get('mesh.yaml')?.text ?? text;
}
