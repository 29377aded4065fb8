import { join } from 'node:path';
import { migrateText } from '../../src/api';
import { transforms } from '../../transforms';
import { readFixtures } from '../support/fixtures';

const { fixtures } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

/** Manifests whose documents start on lines of their own. */
const plain = fixtures.filter(
  ({ path, input }) =>
    path.endsWith('.yaml') &&
    !/^---[ \t]+[^\s#]|\{\{-?\s*(?:define|block)/m.test(input) &&
    input.trim() !== '',
);

/** Puts an ignore above all else in each document. */
function withIgnores(text: string): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const comment = `# istio-migrate-ignore${lineBreak}`;
  return text
    .replace(/^\uFEFF?/, (mark) => mark + comment)
    .replace(/^(?:---[^\n]*|\.\.\.[^\n]*)\n/gm, (marker) => marker + comment);
}

test('there are fixtures to try it on', () => {
  expect(plain.length).toBeGreaterThan(100);
});

test.each(plain)('nothing is done or told below ignores: $title', ({ path, input }) => {
  const text = withIgnores(input);
  const migrated = migrateText(text, path);
  expect(migrated.text).toBe(text);
  expect(migrated.findings.filter(({ transform }) => transform !== 'manifest')).toEqual([]);
});

test.each(plain)('nor in a file that is ignored: $title', ({ path, input }) => {
  const text = input.replace(/^\uFEFF?/, (mark) => `${mark}# istio-migrate-ignore-file\n`);
  const migrated = migrateText(text, path);
  expect({ text: migrated.text, findings: migrated.findings }).toEqual({ text, findings: [] });
});
