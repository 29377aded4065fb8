import { migrateText } from '../../src/api';
import { drawing } from '../support/draw';
import { hasEngine, renderCharts } from '../support/engine';
import { meaning } from '../support/meaning';
import { drawChart } from './charts';

/** To draw other charts, set SEED; to draw more, raise the number. */
const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
const charts = 250;
const withRare = 80;
const path = 'templates/pool.yaml';

/** Undefined where a rendering is no YAML: what the chart is good for is then not known. */
function meaningOf(text: string): unknown[] | undefined {
  try {
    return meaning(text);
  } catch {
    return undefined;
  }
}

describe('charts of many idioms', () => {
  (hasEngine() ? test : test.skip)('rendering and migrating can be done in either order', () => {
    console.info(`SEED=${String(seed)}`);
    const random = drawing(seed);
    const drawn = Array.from({ length: charts + withRare }, (_, index) => drawChart(random, index >= charts));
    const migrated = drawn.map(({ template }) => migrateText(template, path));
    const jobs = drawn.flatMap(({ template, helpers, values }, index) =>
      values.flatMap((each) =>
        [template, migrated[index]?.text ?? ''].map((text) => ({
          files: { 'templates/_helpers.tpl': helpers, [path]: text },
          values: each,
        })),
      ),
    );
    const rendered = renderCharts(jobs);
    let next = 0;
    let held = 0;
    const wrong: object[] = [];
    for (const [index, { template, values }] of drawn.entries()) {
      const result = migrated[index];
      for (const each of values) {
        const before = rendered[next++]?.files?.[path];
        const after = rendered[next++];
        const plain = before === undefined ? undefined : meaningOf(before);
        if (before === undefined || !plain || !result) continue;
        const wanted = migrateText(before, path);
        if (!wanted.changed) continue;
        if (!result.changed) {
          if (result.findings.length === 0) wrong.push({ reason: 'silent', template });
          continue;
        }
        held++;
        const got = after?.files?.[path];
        const meant = got === undefined ? after?.error : (meaningOf(got) ?? got);
        if (JSON.stringify(meant) !== JSON.stringify(meaning(wanted.text)))
          wrong.push({ template, values: each, migrated: result.text, rendered: meant, wanted: wanted.text });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(held).toBeGreaterThan(charts / 4);
  });
});
