import { applyEdits, Declined, Offsets } from '../../src/yaml';
import { arrange } from '../../src/yaml/text';
import { edited } from './support/edits';
import { fc, runs } from './support/runs';

test('Edits are sorted by place, and those at one place keep their order.', () => {
  fc.assert(
    fc.property(edited, fc.nat(), ({ edits }, turn) => {
      const turned = [
        ...edits.slice(turn % (edits.length + 1)),
        ...edits.slice(0, turn % (edits.length + 1)),
      ];
      const arranged = arrange(turned);
      expect(new Set(arranged)).toEqual(new Set(edits));
      for (const [index, edit] of arranged.entries()) {
        const next = arranged[index + 1];
        if (!next) continue;
        expect(edit.end).toBeLessThanOrEqual(next.start);
        const isSamePlace = edit.start === next.start && edit.end === next.end;
        if (isSamePlace) expect(turned.indexOf(edit)).toBeLessThan(turned.indexOf(next));
      }
    }),
    runs(1000),
  );
});

test('Edits that touch the same text are declined.', () => {
  const overlapping = [
    { start: 2, end: 5, text: 'x' },
    { start: 0, end: 3, text: '' },
  ];
  expect(() => arrange(overlapping)).toThrow(Declined);
  const inside = [
    { start: 0, end: 5, text: '' },
    { start: 3, end: 3, text: 'x' },
  ];
  expect(() => arrange(inside)).toThrow('two changes touch the same text');
  const replaced = [
    { start: 0, end: 5, text: 'x' },
    { start: 3, end: 6, text: '' },
  ];
  expect(() => arrange(replaced)).toThrow(new Declined('two changes touch the same text', 3));
});

test('Stretches that are taken out may overlap, and become one.', () => {
  const overlapping = [
    { start: 2, end: 5, text: '' },
    { start: 0, end: 3, text: '' },
    { start: 1, end: 2, text: '' },
  ];
  expect(arrange(overlapping)).toEqual([{ start: 0, end: 5, text: '' }]);
});

test('Edits change what they name, and nothing else.', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const arranged = arrange(edits);
      let expected = text;
      for (const { start, end, text: inserted } of arranged.toReversed()) {
        expected = expected.slice(0, start) + inserted + expected.slice(end);
      }
      expect(applyEdits(text, arranged)).toBe(expected);
    }),
    runs(1000),
  );
});

test('A character that no edit replaces is found again at its moved offset.', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const arranged = arrange(edits);
      const result = applyEdits(text, arranged);
      const offsets = new Offsets(arranged);
      let last = 0;
      for (let offset = 0; offset < text.length; offset++) {
        const moved = offsets.after(offset);
        const isReplaced = arranged.some(({ start, end }) => start <= offset && offset < end);
        if (!isReplaced) expect(result[moved]).toBe(text[offset]);
        if (!isReplaced) expect(offsets.before(moved)).toBe(offset);
        expect(moved).toBeGreaterThanOrEqual(last);
        expect(moved).toBeLessThanOrEqual(result.length);
        last = moved;
      }
      expect(offsets.after(text.length)).toBe(result.length);
      expect(offsets.before(result.length)).toBe(text.length);
    }),
    runs(1000),
  );
});

test('An offset in replaced text moves to where the replacement starts.', () => {
  const edits = [
    { start: 0, end: 0, text: 'ab' },
    { start: 3, end: 6, text: 'x' },
  ];
  const offsets = new Offsets(edits);
  expect([2, 3, 4, 5, 6].map((offset) => offsets.after(offset))).toEqual([4, 5, 5, 5, 6]);
});

test('An offset in a replacement lay in what was replaced, or behind it where that was shorter.', () => {
  const edits = [
    { start: 1, end: 1, text: 'ab' },
    { start: 3, end: 5, text: 'wxyz' },
    { start: 6, end: 8, text: '' },
  ];
  const offsets = new Offsets(edits);
  const all = Array.from({ length: 12 }, (_, offset) => offset);
  expect(all.map((offset) => offsets.before(offset))).toEqual([0, 1, 1, 1, 2, 3, 4, 5, 5, 5, 8, 9]);
});
