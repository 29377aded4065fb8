import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/**
 * What the layers of a release say of a value changes in all of them or in none, also where it is the editing that cannot
 * be done: the reason is reported where it is, and the others say where that is.
 */
const kustomization = 'resources: [base.yaml]\npatches: [{path: upper.yaml}]\n';
const chart = '{spec: {chart: istiod, version: 1.20.0, sourceRef: {kind: HelmRepository, name: istio}}}';
const release = (more: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod}\nspec:\n${more}`;
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
const map = (name: string, text: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  values.yaml: |\n${indented(text, 4)}`;

/** How two layers lie over one another: in each, the upper one is in a file of that name. */
const carriers: Readonly<Record<string, (lower: string, upper: string) => Tree>> = {
  'values files of a helmfile': (lower, upper) => ({
    'helmfile.yaml':
      'releases: [{name: a, chart: istio/istiod, version: 1.20.0, values: [lower.yaml, upper.yaml]}]\n',
    'lower.yaml': lower,
    'upper.yaml': upper,
  }),
  'a patch over a HelmRelease': (lower, upper) => ({
    'kustomization.yaml': kustomization,
    'base.yaml': release(`  chart: ${chart}\n  values:\n${indented(lower, 4)}`),
    'upper.yaml': release(`  values:\n${indented(upper, 4)}`),
  }),
  'ConfigMaps of a HelmRelease': (lower, upper) => ({
    'release.yaml': release(
      `  chart: ${chart}\n  valuesFrom: [{kind: ConfigMap, name: lower}, {kind: ConfigMap, name: upper}]\n`,
    ),
    'lower.yaml': map('lower', lower),
    'upper.yaml': map('upper', upper),
  }),
};

/** A value by its two keys below one for which all the file may have another use. */
interface Value {
  readonly keys: readonly [string, string, string?];
  readonly lower: string;
  readonly upper: string;
  readonly by: string;
}

const values: Readonly<Record<string, Value>> = {
  'a flag that becomes an annotation': {
    keys: ['pilot', 'env', 'METRIC_ROTATION_INTERVAL'],
    lower: '30s',
    upper: '45s',
    by: 'metric-eviction',
  },
  'a variable that has a successor': {
    keys: ['pilot', 'env', 'PILOT_ENABLE_INBOUND_PASSTHROUGH'],
    lower: '"false"',
    upper: '"false"',
    by: 'variables-1.22',
  },
  'a variable that goes': {
    keys: ['pilot', 'env', 'PILOT_ENABLE_INBOUND_PASSTHROUGH'],
    lower: '"true"',
    upper: '"true"',
    by: 'variables-1.22',
  },
  'a value that moves': { keys: ['istio_cni', 'enabled'], lower: 'false', upper: 'true', by: 'values-1.24' },
};

function written({ keys: [first, second, third] }: Value, value: string, anchor = ''): string {
  const last = third === undefined ? '' : `\n    ${third}:`;
  return `${first}:${third === undefined ? anchor : ''}\n  ${second}:${third === undefined ? '' : anchor}${last} ${value}\n`;
}

/** What keeps the upper layer from being rewritten. */
const reasons: Readonly<Record<string, (value: Value) => string>> = {
  'a setter': (value) => written(value, `${value.upper} # kpt-set: \${value}`),
  'an anchor': (value) => {
    const shared = value.keys.slice(0, -1).at(-1) ?? '';
    return `${written(value, value.upper, ' &shared')}other: {${shared}: *shared}\n`;
  },
  'a key twice': (value) => `${written(value, value.upper)}${value.keys[0]}: {more: a}\n`,
};

const cases = Object.keys(carriers).flatMap((carrier) =>
  Object.keys(values).map((value) => [carrier, value] as const),
);

describe.each(cases)('%s, %s', (carrier, of) => {
  const value = values[of];
  const treeOf = carriers[carrier];
  if (!value || !treeOf) throw new Error('unknown case');
  const options = { from: '1.20', to: '1.28', only: [value.by] };

  test('changes in both layers', () => {
    const tree = treeOf(written(value, value.lower), written(value, value.upper));
    const { changed } = migrateFiles(tree, options);
    expect(changed.size).toBe(2);
  });

  test.each(Object.keys(reasons))('changes in none of them: %s', (reason) => {
    const tree = treeOf(written(value, value.lower), reasons[reason]?.(value) ?? '');
    const { changed, findings } = migrateFiles(tree, options);
    expect([...changed.keys()]).toEqual([]);
    expect(new Set(findings.map(({ path }) => path)).size).toBeGreaterThan(1);
  });

  // What a comment keeps has no effect from then on: only another value of it is in the way.
  if (value.lower !== value.upper)
    test.each(['the map', 'the value'])('changes in none of them: an ignore comment above %s', (what) => {
      const own = written(value, value.upper);
      const at = what === 'the map' ? 0 : own.lastIndexOf('\n', own.length - 2) + 1;
      const indent = /^ */.exec(own.slice(at))?.[0] ?? '';
      const upper = `${own.slice(0, at)}${indent}# istio-migrate-ignore\n${own.slice(at)}`;
      const { changed, findings } = migrateFiles(treeOf(written(value, value.lower), upper), options);
      expect([...changed.keys()]).toEqual([]);
      expect(findings.map(({ level, path }) => `${level} ${path}`)).toContainEqual(
        expect.stringMatching(/^(?:error|warning) (?:lower|base)/),
      );
    });
});

test.each(Object.entries(carriers))(
  '%s: what only a second run could change keeps all layers',
  (_, treeOf) => {
    const upper =
      'other: {pilot: &shared {env: {PILOT_ENABLE_AMBIENT_CONTROLLERS: null}}}\npilot: *shared\nistio_cni: {enabled: true}\n';
    const only = ['variables-1.22', 'values-1.24'];
    const { changed, findings } = migrateFiles(treeOf('istio_cni: {enabled: false}\n', upper), {
      from: '1.20',
      to: '1.28',
      only,
    });
    expect([...changed.keys()]).toEqual([]);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ transform }) => transform)).toEqual(['values-1.24', 'values-1.24']);
    expect(errors.map(({ message }) => message)).toContainEqual(expect.stringContaining('anchor &shared'));
  },
);

test.each([
  ['one of its values', 'pilot: {env: {PILOT_ENABLE_INBOUND_PASSTHROUGH: "true", OTHER: b}}\n'],
  ['null', 'pilot: {env: {PILOT_ENABLE_INBOUND_PASSTHROUGH: null, OTHER: b}}\n'],
  ['the other form', 'env: {PILOT_ENABLE_INBOUND_PASSTHROUGH: "true", OTHER: b}\npilot: {autoscaleMin: 2}\n'],
])('a variable goes from two files that nothing names in one run: %s', (_, upper) => {
  const lower = 'pilot: {env: {PILOT_ENABLE_INBOUND_PASSTHROUGH: "true", OTHER: a}}\n';
  const tree = { 'base.yaml': lower, 'prod.yaml': upper };
  const { changed } = migrateFiles(tree, { from: '1.20', to: '1.28', only: ['variables-1.22'] });
  for (const path of Object.keys(tree))
    expect(changed.get(path)?.text).toEqual(expect.not.stringContaining('PASSTHROUGH'));
});
