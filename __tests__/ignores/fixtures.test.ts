import { join } from 'node:path';
import { readFolder } from '../support/fixtures';
import { migrateTree } from '../support/migrate-tree';

const { fixtures, trees, problems } = readFolder(join(__dirname, '../../__fixtures__/ignores'), 'ignores');

/** A case of one file is a tree of one file: the sweep is a part of what an ignore keeps away. */
const cases = [
  ...trees,
  ...fixtures.map(({ path, input, output, ...rest }) => ({
    ...rest,
    input: { [path]: input },
    output: { [path]: output },
  })),
];

test('every file belongs to a case', () => {
  expect(problems).toEqual([]);
});

test.each(cases)('$title', async ({ input, output, findings }) => {
  const migrated = await migrateTree({ input });
  expect(migrated.texts).toEqual(output);
  expect(migrated.findings).toBe(findings);
  // What a comment kept in the first run it keeps in the second.
  expect((await migrateTree({ input: migrated.texts })).texts).toEqual(output);
});
