import { Words } from '../src/words';
import { applyEdits } from '../src/yaml';

/** The words that a text holds, looked for one by one. */
const plainly = (words: readonly string[], text: string) => words.filter((word) => text.includes(word));

/** Every text of so many letters of an alphabet. */
function textsOf(alphabet: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  return textsOf(alphabet, length - 1).flatMap((text) => alphabet.map((letter) => text + letter));
}

const short = ['a', 'ab', 'ba', 'aba', 'bab', 'abba', 'aab', 'bbb', 'baab'];
const lists = short.flatMap((one) => short.flatMap((two) => short.map((three) => [one, two, three])));

test.each([
  ['letters', textsOf(['a', 'b'], 7)],
  ['others among them', textsOf(['a', 'b', 'é'], 4)],
])('all words are found, one within another too: %s', (_, texts) => {
  const wrong = lists.flatMap((list) => {
    const words = Words.of(list);
    return texts.filter((text) => {
      const expected = plainly([...new Set(list)], text);
      const found = words.in(text);
      return (
        found.size !== expected.length ||
        !expected.every((word) => found.has(word)) ||
        words.isIn(text) !== expected.length > 0
      );
    });
  });
  expect(wrong).toEqual([]);
});

test('of a stretch, only what lies in it as a whole counts', () => {
  const text = 'abba baab';
  const words = Words.of(['abba', 'ba', 'baab']);
  for (let start = 0; start <= text.length; start++) {
    for (let end = start; end <= text.length; end++) {
      const stretch = { start, end };
      const expected = plainly(['abba', 'ba', 'baab'], text.slice(start, end)).toSorted();
      expect([...words.in(text, stretch)].toSorted()).toEqual(expected);
      expect(words.isIn(text, stretch)).toBe(expected.length > 0);
    }
  }
});

test('no words are in no text', () => {
  expect(Words.of([]).isIn('a')).toBe(false);
});

test('stretches are searched one by one', () => {
  const words = Words.of(['abba', 'ba', 'baab']);
  const stretches = [
    { start: 0, end: 4 },
    { start: 2, end: 9 },
    { start: 0, end: 4 },
  ];
  const [first, second, third] = words.inEach('abba baab', stretches);
  expect([first, second]).toEqual([words.in('abba'), words.in('ba baab')]);
  expect(third).toBe(first);
});

test('what edits bring is found without a search of the whole text', () => {
  const words = Words.of(['abba', 'bb', 'x']);
  const wrong = textsOf(['a', 'b'], 6).flatMap((text) =>
    [0, 1, 2, 3, 4, 5, 6].filter((start) => {
      const edits = [
        { start: 0, end: 0, text: 'a' },
        { start, end: Math.min(start + 1, text.length), text: 'bb' },
        { start: text.length, end: text.length, text: 'a' },
      ];
      const made = applyEdits(text, edits);
      const held = new Set([...words.in(text), ...words.inEdited(made, edits)]);
      return ![...words.in(made)].every((word) => held.has(word));
    }),
  );
  expect(wrong).toEqual([]);
});

test('a search covers another where it looks for all its words', () => {
  const [more, fewer] = [Words.of(['a', 'b', 'c']), Words.of(['c', 'a'])];
  expect([more.covers(fewer), fewer.covers(more), more.covers(more)]).toEqual([true, false, true]);
});

describe('a word with escapes is found as what it says, wherever a piece ends', () => {
  const words = Words.of(['a_b.io/v1', String.raw`a_b\.io`]);
  test.each([
    [String.raw`kind: "a\x5fb.io/v1"`, true],
    [String.raw`kind: "a\u005Fb\u002eio/v1"`, true],
    [String.raw`kind: "a\U0000005fb.io\/v1"`, true],
    [String.raw`kind: "é\x61\x5f\x62\x2e\x69\x6f\x2f\x76\x31"`, true],
    [String.raw`match: ^a_b\.io$`, true],
    [String.raw`kind: "a\x5Gb.io/v1"`, false],
    [String.raw`kind: "a\u015fb.io/v1"`, false],
    [String.raw`kind: "a\n_b.io/v1\"`, false],
    [String.raw`kind: "a_b.io/v\x3`, false],
  ])('%s', (text, isHeld) => {
    const bytes = new TextEncoder().encode(text);
    const whole = words.search();
    whole.add(bytes);
    const cut = Array.from(bytes, (_, at) => {
      const { found, add } = words.search();
      for (const piece of [bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at + 1)])
        add(piece);
      return found.size > 0;
    });
    expect([words.isIn(text), whole.found.size > 0, ...new Set(cut)]).toEqual([isHeld, isHeld, isHeld]);
  });
});
