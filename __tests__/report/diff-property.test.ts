import fc from 'fast-check';
import { changedLines } from '../../src/report/diff/changes';
import { expectRoundTrip } from './repository';
import type { Case } from './repository';
import { seed } from '../support/seed';

const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r', '\r\r\n');
const lineText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', 'a', 'b', '  a', 'a: b', '- a', '---', '+++', '@@ -1 +1 @@', '\\ x', '\t'),
  },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(' ', 'x', '\f', '\v', '\u2028', '\u0085', '\uFEFF', 'é', '😀', '#'),
    }),
  },
);
const line = fc.tuple(lineText, lineEnd).map(([text, end]) => text + end);

/** A text, and the same text with a few stretches of lines put in for others, and perhaps another end. */
const edited = fc
  .record({
    lines: fc.array(line, { maxLength: 40 }),
    edits: fc.array(fc.tuple(fc.nat(40), fc.nat(4), fc.array(line, { maxLength: 4 })), { maxLength: 6 }),
    ends: fc.tuple(fc.constantFrom('', '', 'a', 'b\r'), fc.constantFrom('', '', 'a', 'b\r')),
  })
  .map(({ lines, edits, ends }) => {
    const after = [...lines];
    for (const [at, count, added] of edits) after.splice(at, count, ...added);
    return { before: lines.join('') + ends[0], after: after.join('') + ends[1] };
  });

const name = fc
  .string({
    unit: fc.constantFrom('a', 'b', ' ', '"', '\t', '\n', '\\', 'é', '😀', '\u007F', "'"),
    maxLength: 8,
  })
  .map((text) => `${text}.yaml`);

describe('a patch of random texts, line ends and edits', () => {
  it('gives and takes back every byte', () => {
    // One repository per batch: starting git for every text would take minutes.
    const batch = fc.array(fc.record({ text: edited, name }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(batch, (items) => {
        const cases: Case[] = items.map((item, index) => ({ path: `${index}/${item.name}`, ...item.text }));
        expectRoundTrip(cases);
      }),
      { seed, numRuns: 15 },
    );
  }, 120_000);
});

describe('changedLines', () => {
  it('makes one list of the other, and parts its changes by lines that stay, however many there are', () => {
    const someLine = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat(2_000).map(String));
    const lines = fc.array(someLine, { size: 'max', maxLength: 600 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const made: string[] = [];
        let at = 0;
        for (const [index, change] of changedLines(before, after).entries()) {
          if (index > 0) expect(change.before.start).toBeGreaterThan(at);
          made.push(
            ...before.slice(at, change.before.start),
            ...after.slice(change.after.start, change.after.end),
          );
          at = change.before.end;
        }
        expect([...made, ...before.slice(at)]).toEqual(after);
      }),
      { seed, numRuns: 60 },
    );
  }, 60_000);
});
