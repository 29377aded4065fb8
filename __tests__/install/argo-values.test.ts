import { migrateFiles } from '../../src/api';

/** Argo CD reads `valuesObject` alone where there is one: what is in `values` beside it has no effect. */
const values = `pilot:
  env:
    METRIC_ROTATION_INTERVAL: 10m
global:
  proxy: {}
`;

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

const asText = `values: |\n${indented(values, 2)}`;
const asObject = `valuesObject:\n${indented(values, 2)}`;
const emptyObject = 'valuesObject: {}\n';

const source = (helm: string): string =>
  `repoURL: https://charts.example/istio\nchart: istiod\ntargetRevision: 1.28.2\nhelm:\n${indented(helm, 2)}`;

const carriers: Readonly<Record<string, (helm: string) => string>> = {
  'an Application': (helm) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n${indented(source(helm), 4)}`,
  'an Application of several sources': (helm) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  sources:\n    - ref: values\n    -\n${indented(source(helm), 6)}`,
  'an ApplicationSet': (helm) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      source:\n${indented(source(helm), 8)}`,
};

function run(text: string) {
  const { changed, findings } = migrateFiles({ 'a.yaml': text }, { from: '1.27', to: '1.28.2' });
  const after = changed.get('a.yaml')?.text ?? text;
  const ignored = findings.filter(({ message }) => message.includes('Argo CD ignores helm.values'));
  return { after, ignored, errors: findings.filter(({ level }) => level === 'error') };
}

/** How often the old flag and what takes its place are there. */
const count = (text: string, word: string): number => text.split(word).length - 1;

describe.each(Object.entries(carriers))('%s', (_, carrier) => {
  test.each([
    ['the text first', asText + asObject],
    ['the object first', asObject + asText],
  ])('values in both forms, %s: only the object is rewritten', (_order, helm) => {
    const { after, ignored, errors } = run(carrier(helm));
    expect(errors).toEqual([]);
    expect(ignored).toHaveLength(1);
    expect(count(after, 'METRIC_ROTATION_INTERVAL')).toBe(1);
    expect(count(after, 'statsEvictionInterval')).toBe(1);
    expect(after.replaceAll(/^ +/gm, '')).toContain(asText.replaceAll(/^ +/gm, ''));
    expect(run(after).after).toBe(after);
  });

  test('an empty object counts as well', () => {
    const { after, ignored } = run(carrier(asText + emptyObject));
    expect(ignored).toHaveLength(1);
    expect(count(after, 'METRIC_ROTATION_INTERVAL')).toBe(1);
  });

  test.each([
    ['no object', asText],
    ['null for an object', `${asText}valuesObject:\n`],
    ['an object alone', asObject],
  ])('%s: what is there is rewritten', (_form, helm) => {
    const { after, ignored } = run(carrier(helm));
    expect(ignored).toEqual([]);
    expect(count(after, 'METRIC_ROTATION_INTERVAL')).toBe(0);
    expect(count(after, 'statsEvictionInterval')).toBe(1);
  });
});

test('values of another chart are not mentioned', () => {
  const text = (carriers['an Application']?.('values: |\n  a: 1\n  b: 2\nvaluesObject: {}\n') ?? '').replace(
    'chart: istiod',
    'chart: nginx',
  );
  expect(run(text).ignored).toEqual([]);
});
