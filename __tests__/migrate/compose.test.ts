import { composeEdits } from '../../src/migrate/compose';
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
