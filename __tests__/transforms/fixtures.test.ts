import { join } from 'node:path';
import { transforms } from '../../transforms';
import { type Fixture, readFixtures } from '../support/fixtures';
import { expectSentences } from '../support/sentences';
import { strayChanges } from '../support/stray-changes';
import { migrateTree } from '../support/migrate-tree';
import { findingLines, migrate } from '../support/to-migrate-to';

const root = join(__dirname, '../../__fixtures__');
const { fixtures, trees, problems } = readFixtures(
  root,
  transforms.map(({ id }) => id),
);

test('every file below __fixtures__ belongs to a case of a transform', () => {
  expect(problems).toEqual([]);
  expect(fixtures.length).toBeGreaterThan(0);
});

for (const { id } of transforms) {
  const cases = fixtures.filter(({ transform }) => transform === id);
  const treeCases = trees.filter(({ transform }) => transform === id);
  if (cases.length + treeCases.length === 0) continue;
  describe(id, () => {
    for (const fixture of cases) {
      test(fixture.title, () => {
        check(fixture);
      });
    }
    for (const tree of treeCases) {
      test(tree.title, async () => {
        const { texts, findings } = await migrateTree(tree);
        expect(texts).toEqual(tree.output);
        expect(findings).toBe(tree.findings);
        expect((await migrateTree({ ...tree, input: texts })).texts).toEqual(tree.output);
      });
    }
  });
}

function check(fixture: Fixture): void {
  const migrated = migrate(fixture, fixture.input);
  expect(migrated).toMigrateTo(fixture.output);
  expect(findingLines(migrated)).toBe(fixture.findings);
  expect(migrated.changed).toBe(fixture.output !== fixture.input);
  expect(migrate(fixture, migrated.text)).toMigrateTo(fixture.output);
  expect(strayChanges(fixture.input, migrated.text)).toEqual([]);
  if (fixture.path.endsWith('.json')) JSON.parse(migrated.text);
  expectSentences(migrated.findings, migrated.rewrites);
}
