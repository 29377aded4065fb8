import { lineStart, lineTextEnd, nextLineStart, LineIndex } from '../../src/yaml';
import { indentOf, lineBreakAt, skipSpace, startsItsLine, textEndAbove } from '../../src/yaml/text';
import { fc, runs } from './support/runs';

/** A text, and for each of its offsets what is known of the line there. */
const rows: readonly (readonly [
  text: string,
  known: { starts: number[]; textEnds: number[]; next: number[]; firsts: boolean[] },
])[] = [
  ['', { starts: [0], textEnds: [0], next: [0], firsts: [true] }],
  ['\n', { starts: [0, 1], textEnds: [0, 1], next: [1, 1], firsts: [true, true] }],
  [
    ' a\nb',
    {
      starts: [0, 0, 0, 3, 3],
      textEnds: [2, 2, 2, 4, 4],
      next: [3, 3, 3, 4, 4],
      firsts: [true, true, false, true, false],
    },
  ],
  [
    'a\r\n\r\n',
    {
      starts: [0, 0, 0, 3, 3, 5],
      textEnds: [1, 1, 2, 3, 4, 5],
      next: [3, 3, 3, 5, 5, 5],
      firsts: [true, false, false, true, false, true],
    },
  ],
  [
    '\uFEFFa\n',
    {
      starts: [0, 1, 1, 3],
      textEnds: [2, 2, 2, 3],
      next: [3, 3, 3, 3],
      firsts: [true, true, false, true],
    },
  ],
  [
    'a\uFEFFb',
    {
      starts: [0, 0, 0, 0],
      textEnds: [3, 3, 3, 3],
      next: [3, 3, 3, 3],
      firsts: [true, false, false, false],
    },
  ],
];

test.each(rows)('At each offset it is known where the line starts and ends: %j', (text, known) => {
  const offsets = Array.from({ length: text.length + 1 }, (_, offset) => offset);
  expect(offsets.map((offset) => lineStart(text, offset))).toEqual(known.starts);
  expect(offsets.map((offset) => lineTextEnd(text, offset))).toEqual(known.textEnds);
  expect(offsets.map((offset) => nextLineStart(text, offset))).toEqual(known.next);
  expect(offsets.map((offset) => startsItsLine(text, offset))).toEqual(known.firsts);
});

test.each([
  ['a\nb\r\nc', 0, '\n'],
  ['a\nb\r\nc', 2, '\r\n'],
  ['a\r\nb\nc', 6, '\r\n'],
  ['\na', 0, '\n'],
  ['a', 0, '\n'],
  ['a\r', 0, '\n'],
])(
  'New lines end as the one at the place does, or else as the first: %j at %i',
  (text, offset, lineBreak) => {
    expect(lineBreakAt(text, offset)).toBe(lineBreak);
  },
);

test.each([
  ['a\nb', 2, 1],
  ['a\r\nb', 3, 1],
  ['a\rb', 2, 2],
  ['ab', 0, 0],
  ['ab', 1, 1],
])('The line above ends before its line break: %j at %i', (text, start, end) => {
  expect(textEndAbove(text, start)).toBe(end);
});

test('Space goes on until something is visible, or the text ends.', () => {
  expect(skipSpace('a \t\r\n\n b', 1)).toBe(7);
  expect(skipSpace('a  ', 1)).toBe(3);
  expect(indentOf('a\n \t b', 5)).toBe(' \t ');
});

test('Every offset of a text has the line and column that counting gives.', () => {
  const line = fc.constantFrom('', 'a', ' bc', 'd\r', '\uFEFF');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 300 }), fc.nat(), (lines, number) => {
      const text = lines.join('\n');
      const offset = number % (text.length + 1);
      const before = text.slice(0, offset).split('\n');
      const column = (before.at(-1)?.length ?? 0) + 1;
      const isMarked = before.length === 1 && text.startsWith('\uFEFF');
      expect(new LineIndex(text).at(offset)).toEqual({
        line: before.length,
        column: isMarked ? Math.max(1, column - 1) : column,
      });
    }),
    runs(300),
  );
});

test.each([63, 64, 65, 128, 200])('The start of line %i is found behind many others.', (number) => {
  const text = 'ab\n'.repeat(300);
  const index = new LineIndex(text);
  expect(index.at(3 * (number - 1))).toEqual({ line: number, column: 1 });
  expect(index.at(3 * (number - 1) - 1)).toEqual({ line: number - 1, column: 3 });
});
