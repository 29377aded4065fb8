import { composeEdits } from '../../src/migrate/compose';
import { applyEdits } from '../../src/yaml';
import { editedTwice } from '../yaml/support/edits';
import { fc, runs } from '../yaml/support/runs';

test('Composed edits make at once what two rounds make one after the other.', () => {
  fc.assert(
    fc.property(editedTwice, ({ text, first, between, second }) => {
      const composed = composeEdits(first, second, text.length);
      expect(applyEdits(text, composed)).toBe(applyEdits(between, second));
      for (const [index, { start, end }] of composed.entries()) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(composed[index + 1]?.start ?? text.length);
      }
    }),
    runs(1000),
  );
});
