import { columnsOf } from '../../src/report/text/findings';

test.each([
  ['ASCII', 'a b/c.yaml', 10],
  ['letters with accents', 'größer é', 8],
  ['an accent of its own', 'e\u0301', 1],
  ['arrows and quotes', '→ “a”', 5],
  ['Chinese', '政策', 4],
  ['Japanese', 'ひらカタ', 8],
  ['Korean', '정책', 4],
  ['full width', 'ＡＢ', 4],
  ['an emoji', '😀', 2],
  ['Hebrew', 'שלום', 4],
  ['nothing', '', 0],
])('%s', (_, text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});
