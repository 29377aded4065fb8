import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { migrateText } from '../../src/api';
import { renderTemplate, type Value } from '../support/go-template';

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
  readonly values: readonly (readonly [name: string, data: Value])[];
}

const cases = readdirSync(folder).map((name): Case => {
  const files = readdirSync(join(folder, name)).toSorted();
  const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
  const path = files.find((file) => file.startsWith('template.')) ?? '';
  const values = files
    .filter((file) => file.startsWith('values'))
    .map((file) => [file, parse(read(file)) as Value] as const);
  return { title: name.replaceAll('-', ' '), path, template: read(path), values };
});

function render(template: string, values: Value): string {
  const release = { Name: 'chat', Namespace: 'serving' };
  return renderTemplate(template, { Values: values, Release: release, Chart: { Name: 'llm' } });
}

/** What a text says, whatever it looks like; documents without anything in them say nothing. */
function meaning(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  for (const document of documents) {
    if ('errors' in document && document.errors[0]) throw new Error(`${document.errors[0].message}\n${text}`);
  }
  return documents.map((document) => withoutNulls(document.toJS())).filter((value) => value !== null);
}

/** A key without a value is as good as none: a template keeps a list's key for what a loop may bring. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withoutNulls(one)] as const);
  const kept = entries.filter(([, one]) => one !== null && JSON.stringify(one) !== '{}');
  return Object.fromEntries(kept);
}

describe.each(cases)('$title', ({ path, template, values }) => {
  const migrated = (): string => migrateText(template, path).text;

  test.each(values)(
    'rendering the migrated template means what migrating the rendered one means: %s',
    (_, data) => {
      const rendered = render(template, data);
      expect(meaning(render(migrated(), data))).toEqual(meaning(migrateText(rendered, path).text));
    },
  );

  test('some values render something that has to change', () => {
    const isDue = values.some(([, data]) => {
      const rendered = render(template, data);
      return migrateText(rendered, path).changed;
    });
    expect(isDue).toBe(true);
  });

  test('a second run changes nothing', () => {
    const once = migrated();
    expect(migrateText(once, path).text).toBe(once);
  });
});
