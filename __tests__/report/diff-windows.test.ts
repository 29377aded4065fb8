import { unifiedDiff } from '../../src/report/diff';
import { applyEdits, type Edit } from '../../src/yaml';
import { Random } from '../../bench/tree/random';

type Lines = (random: Random, index: number) => string;

/** What a large text is made of: it decides what may be taken for something else. */
const texts: readonly (readonly [name: string, line: Lines])[] = [
  ['lines of which each is its own', (_, index) => `line ${index}\n`],
  ['one line again and again', () => 'again\n'],
  ['ten lines again and again', (_, index) => `line ${index % 10}\n`],
  ['few lines in any order', (random) => `line ${random.below(4)}\n`],
  ['documents that differ in their names', (_, index) => documentLines[index % 8]?.(index) ?? ''],
  ['documents of which half are alike', (_, index) => documentLines[index % 8]?.(index % 16000) ?? ''],
  [
    'a quiet half and one of its own lines',
    (_, index) => (index < 20_000 ? 'again and again\n' : `${index}\n`),
  ],
  ['long lines', (random, index) => `${index} ${'long '.repeat(random.below(5000))}\n`],
];

const documentLines: readonly ((index: number) => string)[] = [
  () => '---\n',
  () => 'kind: Service\n',
  () => 'metadata:\n',
  (index) => `  name: service-${index}\n`,
  () => 'spec:\n',
  () => '  ports:\n',
  () => '    - port: 80\n',
  () => '\n',
];

/** What an edit makes of a line, or of several. */
const edits: readonly ((text: string, start: number, random: Random) => Edit)[] = [
  (text, start) => ({ start, end: lineEnd(text, start, 1), text: '' }),
  (text, start, random) => ({ start, end: lineEnd(text, start, random.below(30)), text: '' }),
  (text, start) => ({ start, end: start, text: text.slice(start, lineEnd(text, start, 1)) }),
  (text, start, random) => ({
    start,
    end: start,
    text: text.slice(start, lineEnd(text, start, random.below(20))),
  }),
  (_, start) => ({ start, end: start, text: 'new: 1\n' }),
  (text, start) => ({ start, end: lineEnd(text, start, 1), text: 'new: 1\nnew: 2\n' }),
  (_, start) => ({ start, end: start + 1, text: 'L' }),
  (text, start) => ({ start, end: start + 1, text: text.slice(start, start + 1) }),
];

function lineEnd(text: string, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0; left--) at = text.indexOf('\n', at) + 1 || text.length;
  return at;
}

function edited(text: string, random: Random): Edit[] {
  const made: Edit[] = [];
  for (let left = 1 + random.below(6); left > 0; left--) {
    const middle = random.below(text.length - 1);
    const start = text.lastIndexOf('\n', middle) + 1;
    const edit = edits[random.below(edits.length)]?.(text, start, random);
    if (edit && made.every(({ start: from, end }) => edit.end < from || end < edit.start)) made.push(edit);
  }
  return made.toSorted((a, b) => a.start - b.start);
}

describe('unifiedDiff of large texts, told the edits', () => {
  it.each(texts)('is what it is without them: %s', (_name, line) => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed);
      let text = '';
      for (let index = 0; text.length < 600_000; index++) text += line(random, index);
      if (seed % 3 === 0) text = text.slice(0, -1);
      const known = edited(text, random);
      const after = applyEdits(text, known);
      const isSame = unifiedDiff('a', text, after, known) === unifiedDiff('a', text, after);
      expect({ seed, isSame }).toEqual({ seed, isSame: true });
    }
  });

  it('shows what the edits do not tell of, too', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `line ${index}\n`).join('');
    const known = [{ start: 0, end: 1, text: 'L' }];
    const after = `${applyEdits(text, known)}more\n`;
    expect(unifiedDiff('a', text, after, known)).toBe(unifiedDiff('a', text, after));
  });
});
