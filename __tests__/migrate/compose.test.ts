import { composed, composeEdits } from '../../src/migrate/compose';
import type { FileMigration } from '../../src/migrate/plan';
import { applyEdits } from '../../src/yaml';
import { editedTwice } from '../yaml/support/edits';
import { fc, runs } from '../yaml/support/runs';

test('Composed edits make at once what two rounds make one after the other.', () => {
  fc.assert(
    fc.property(editedTwice, ({ text, first, between, second }) => {
      const composed = composeEdits(first, second, text.length);
      expect(applyEdits(text, composed)).toBe(applyEdits(between, second));
      for (const [index, edit] of composed.entries()) {
        expect(edit.start).toBeLessThanOrEqual(edit.end);
        expect(edit.end).toBeLessThanOrEqual(text.length);
        expect(edit.end).toBeLessThan(composed[index + 1]?.start ?? Infinity);
        expect(edit.end - edit.start + edit.text.length).toBeGreaterThan(0);
      }
    }),
    runs(1000),
  );
});

test('what the second of two stages says lies where it was before the first', () => {
  const migration = (parts: Partial<FileMigration>): FileMigration => ({
    ...{ text: '', edits: [], proven: [], done: [], notes: [], kept: [], ignores: [] },
    ...parts,
  });
  const [note, ignore] = [
    { transform: 'a', level: 'note', message: 'a' },
    { ids: [], isForFile: false, range: undefined },
  ] as const;
  const first = migration({
    edits: [{ start: 0, end: 4, text: 'ab' }],
    notes: [{ ...note, offset: 1 }],
    kept: [{ start: 10, end: 12 }],
    ignores: [
      { ...ignore, offset: 4, uses: new Set(['a']) },
      { ...ignore, offset: 8, uses: new Set() },
    ],
  });
  const second = migration({
    notes: [{ ...note, offset: 3, about: { at: 3, start: 2, end: 6 } }],
    kept: [{ start: 2, end: 5 }],
    ignores: [
      { ...ignore, offset: 2, uses: new Set(['b']) },
      { ...ignore, offset: 3, uses: new Set(['b']) },
    ],
    problem: { message: 'broken', offset: 6, matter: 'a' },
  });
  const { notes, kept, ignores, proven, problem } = composed(first, second, 20);
  expect(notes).toEqual([
    { ...note, offset: 1 },
    { ...note, offset: 5, about: { at: 5, start: 4, end: 8 } },
  ]);
  expect(kept).toEqual([
    { start: 10, end: 12 },
    { start: 4, end: 7 },
  ]);
  expect(ignores.map(({ offset, uses }) => [offset, ...uses])).toEqual([[4, 'a', 'b'], [8]]);
  expect(proven).toBe(first.proven);
  expect(problem).toEqual({ message: 'broken', offset: 8, matter: 'a' });
  expect(composed(first, migration({}), 20)).not.toHaveProperty('problem');
});
