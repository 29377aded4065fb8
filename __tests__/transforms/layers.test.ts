import { assert, asyncProperty, array, constantFrom, record } from 'fast-check';
import { parse } from 'yaml';
import { migrateTree } from '../support/migrate-tree';

const rotation = 'METRIC_ROTATION_INTERVAL';
const eviction = 'sidecar.istio.io/statsEvictionInterval';

type Values = { readonly [key: string]: Values | string | null };

/** Helm's way to lay one map of values over another: maps are merged, all else replaces. */
function over(below: Values, above: Values): Values {
  const merged: Record<string, Values | string | null> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    const isMerged = typeof value === 'object' && value && typeof under === 'object' && under;
    merged[key] = isMerged ? over(under, value) : value;
  }
  return merged;
}

function at(values: Values, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Values | undefined)?.[key], values);
}

/** What the proxies of a release come to evict by, on 1.28, by its values from before or after. */
function intervalOf(layers: readonly string[]): unknown {
  const values = layers.map((text) => (parse(text) ?? {}) as Values).reduce(over, {});
  const { set, flag } = {
    set: at(values, 'sidecarInjectorWebhook', 'injectedAnnotations', eviction),
    flag: at(values, 'pilot', 'env', rotation) ?? at(values, 'env', rotation),
  };
  return set ?? (flag === undefined || flag === '0s' ? undefined : flag);
}

const layer = record({
  flag: constantFrom(undefined, undefined, '0s', '30s', '45s'),
  form: constantFrom('pilot', 'pilot', 'root'),
  eviction: constantFrom(undefined, undefined, undefined, '25s'),
});

const stacks = array(layer, { minLength: 2, maxLength: 4 });

function written({
  flag,
  form,
  eviction: set,
}: {
  flag?: string | undefined;
  form: string;
  eviction?: string | undefined;
}): string {
  const env = flag === undefined ? '' : `env: {${rotation}: ${flag}, OTHER: a}`;
  const own =
    form === 'pilot' ? `pilot: {autoscaleMin: 2${env && `, ${env}`}}\n` : `${env && `${env}\n`}pilot: {}\n`;
  return `${own}${set === undefined ? '' : `sidecarInjectorWebhook: {injectedAnnotations: {${eviction}: ${set}}}\n`}`;
}

test('a stack of layers says after the run what it said before, or is left with a warning', async () => {
  await assert(
    asyncProperty(stacks, async (layers) => {
      const files = Object.fromEntries(layers.map((each, index) => [`layer-${index}.yaml`, written(each)]));
      const paths = Object.keys(files);
      const values = paths.map((path) => `      - ${path}\n`).join('');
      const input = {
        'helmfile.yaml': `releases:\n  - name: istiod\n    chart: istio/istiod\n    version: 1.27.3\n    values:\n${values}`,
        ...files,
      };
      const { texts, findings } = await migrateTree({ input, transform: 'metric-eviction' });
      const after = paths.map((path) => texts[path] ?? files[path] ?? '');
      const isLeft = after.some((text) => text.includes(rotation));
      if (isLeft) expect(findings).toContain(`${rotation} stays`);
      expect(intervalOf(after)).toBe(intervalOf(paths.map((path) => files[path] ?? '')));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
});
