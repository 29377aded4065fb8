import { parse } from 'yaml';
import { migrateFiles } from '../../src/api';
import { printVersion, releaseBefore } from '../../src/version';
import { subjectTexts } from '../../transforms/shared/changed-defaults-about';
import { changedDefaults } from '../../transforms/tables/defaults';
import { removedVariables } from '../../transforms/tables/environment';
import { type ChangedValue, changedValues } from '../../transforms/tables/values';
import { versionOf } from '../support/upgrade';
import { settingScripts, type ValueCarrier, valueCarriers } from '../support/value-carriers';

/** Charts by the names under which they are published. */
const chartNames: Readonly<Record<string, string>> = { ingress: 'istio-ingress', egress: 'istio-egress' };
const nameOf = (chart = 'istiod'): string => chartNames[chart] ?? chart;

/** Lines that set a value, and beside it at each level one that stays. */
function lines([first = '', ...rest]: readonly string[], value: string | undefined, indent: number): string {
  const pad = ' '.repeat(indent);
  const own = value === undefined ? '' : `${pad}${first}: ${value} # its own comment\n`;
  const inner = rest.length === 0 ? own : `${pad}${first}:\n${lines(rest, value, indent + 2)}`;
  return `${inner}${pad}stays: here\n`;
}

function upgraded(files: Readonly<Record<string, string>>, id: string, release: string, pinDefaults = false) {
  const from = printVersion(releaseBefore(versionOf(release)));
  return migrateFiles(files, { only: [id], from, to: release, pinDefaults });
}

const filesOf = ({ path, text, beside }: ValueCarrier, chart: string, values: string) => ({
  ...beside?.(chart),
  [path]: text(chart, values),
});

/** The only file that changes, as it then is. */
function changedText(carrier: ValueCarrier, chart: string, values: string, id: string, release: string) {
  const files = filesOf(carrier, chart, values);
  const { changed, findings } = upgraded(files, id, release);
  expect([...changed.keys()].filter((path) => path !== carrier.path)).toEqual([]);
  return { text: changed.get(carrier.path)?.text ?? files[carrier.path], findings };
}

const idOf = ({ kind, gone }: ChangedValue): string =>
  `${kind === 'required' ? 'values' : 'unused-values'}-${gone}`;
const removedRows = changedValues
  .filter(({ becomes }) => becomes === undefined)
  .map((row) => [`${row.gone} ${row.path.join('.')}`, row] as const);
const variableRows = removedVariables.map((row) => [row.name, row] as const);
const defaultRows = changedDefaults
  .filter(({ reportedBy }) => reportedBy === undefined)
  .map((row) => [`${row.release} ${row.what}`, row] as const);

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => {
    const read: unknown = typeof at === 'string' ? parse(at) : at;
    return (read as Record<string, unknown> | undefined)?.[key];
  }, value);
}

describe.each(Object.entries(valueCarriers))('in %s', (_, carrier) => {
  const { indent, text } = carrier;

  test.each(removedRows)('the value %s is removed, and nothing else changes', (__, row) => {
    const chart = nameOf(row.charts[0]);
    const harmless = JSON.stringify(row.lost?.unless[0] ?? 'true');
    const values = (value: string | undefined) => lines(row.path, value, indent);
    const after = changedText(carrier, chart, values(harmless), idOf(row), row.gone);
    expect(after.text).toBe(text(chart, values(undefined)));
    if (row.lost?.level !== 'error') return;
    const kept = changedText(carrier, chart, values('"custom"'), idOf(row), row.gone);
    expect(kept.text).toBe(text(chart, values('"custom"')));
    expect(kept.findings.map(({ level }) => level)).toEqual(['error']);
  });

  test.each(variableRows)('the variable %s is removed, and nothing else changes', (name, { usual, gone }) => {
    const values = (value: string | undefined) => lines(['pilot', 'env', name], value, indent);
    const after = changedText(carrier, 'istiod', values(JSON.stringify(usual)), `variables-${gone}`, gone);
    expect(after).toEqual({ text: text('istiod', values(undefined)), findings: [] });
  });

  test.each(defaultRows)('the default %s is pinned', (__, row) => {
    const chart = nameOf(row.pins[0]?.chart);
    const subjects = Object.fromEntries(
      (row.subjects ?? []).map((name) => [`subjects/${name}.yaml`, subjectTexts[name]] as const),
    );
    const files = {
      ...subjects,
      ...filesOf(carrier, chart, `${' '.repeat(indent)}revision: main # stays\n`),
    };
    const id = `defaults-${row.release}`;
    const { changed } = upgraded(files, id, row.release, true);
    const after = changed.get(carrier.path)?.text ?? '';
    const values = valueAt(parse(after) as unknown, carrier.at(chart));
    const read = typeof values === 'string' ? (parse(values) as unknown) : values;
    // A chart's own values may be written without its prefix.
    const found = row.pins.map(({ path }) => valueAt(read, path) ?? valueAt(read, path.slice(1)));
    expect(found).toEqual(row.pins.map(({ value }) => value));
    expect(valueAt(read, ['revision'])).toBe('main');
  });
});

describe.each(Object.entries(settingScripts))('set by %s', (_, { path, text }) => {
  test.each(removedRows)('the value %s is reported', (__, row) => {
    const files = { [path]: text(nameOf(row.charts[0]), row.path.join('.'), 'custom') };
    const { changed, findings } = upgraded(files, idOf(row), row.gone);
    expect([...changed.keys()]).toEqual([]);
    expect(findings.map((each) => each.path)).toEqual([path]);
  });

  test.each(variableRows)('the variable %s is reported', (name, { gone }) => {
    const files = { [path]: text('istiod', `pilot.env.${name}`, 'custom') };
    const { changed, findings } = upgraded(files, `variables-${gone}`, gone);
    expect([...changed.keys()]).toEqual([]);
    expect(findings.map((each) => each.path)).toEqual([path]);
  });
});
