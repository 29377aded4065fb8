import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { migrateText } from '../../src/api';
import { hasEngine, renderCharts, type Rendered } from '../support/engine';
import { meaning } from '../support/meaning';

/**
 * Every folder is a case: a template, and values to render it with. Migrating the template and rendering it must mean
 * what rendering it and migrating the result means. To add a case, add a folder.
 */
const folder = join(__dirname, '../../__fixtures__/templates');

interface Case {
  readonly title: string;
  /** What the template's file is called. */
  readonly path: string;
  readonly template: string;
  readonly values: readonly (readonly [name: string, data: unknown])[];
}

const cases = readdirSync(folder).map((name): Case => {
  const files = readdirSync(join(folder, name)).toSorted();
  const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
  const path = files.find((file) => file.startsWith('template.')) ?? '';
  const values = files
    .filter((file) => file.startsWith('values'))
    .map((file) => [file, parse(read(file)) as unknown] as const);
  return { title: name.replaceAll('-', ' '), path, template: read(path), values };
});

/** By the template's text and the name of its values. */
const renderings = new Map<string, Rendered>();

/** All templates with all values in one go, before and after their migration. */
function renderAll(): void {
  const jobs = cases.flatMap(({ path, template, values }) =>
    [template, migrateText(template, path).text].flatMap((text) =>
      values.map(([name, data]) => ({
        key: text + name,
        chart: { files: { template: text }, values: data },
      })),
    ),
  );
  const rendered = renderCharts(jobs.map(({ chart }) => chart));
  for (const [index, { key }] of jobs.entries()) renderings.set(key, rendered[index] ?? {});
}

function render(template: string, name: string): string {
  const { files, error } = renderings.get(template + name) ?? {};
  if (files?.['template'] === undefined) throw new Error(error);
  return files['template'];
}

(hasEngine() ? describe : describe.skip)('templates and what they render', () => {
  beforeAll(renderAll);

  describe.each(cases)('$title', ({ path, template, values }) => {
    const migrated = (): string => migrateText(template, path).text;

    test.each(values)(
      'rendering the migrated template means what migrating the rendered one means: %s',
      (name) => {
        const rendered = render(template, name);
        expect(meaning(render(migrated(), name))).toEqual(meaning(migrateText(rendered, path).text));
      },
    );

    test('some values render something that has to change', () => {
      const isDue = values.some(([name]) => {
        const rendered = render(template, name);
        return migrateText(rendered, path).changed;
      });
      expect(isDue).toBe(true);
    });

    test('a second run changes nothing', () => {
      const once = migrated();
      expect(migrateText(once, path).text).toBe(once);
    });
  });
});
