import fc from 'fast-check';
import { applyEdits } from '../../src/yaml';
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
  });
});

/** A text and edits anywhere in it: within lines, over line ends, side by side, far apart, at its very ends. */
const withEdits = fc
  .record({
    start: fc.constantFrom('', '', '\uFEFF'),
    lines: fc.array(line, { maxLength: 80 }),
    end: fc.constantFrom('', '', 'a', 'b\r'),
    cuts: fc.array(fc.tuple(fc.nat(300), fc.nat(12), fc.array(fc.oneof(line, lineText), { maxLength: 3 })), {
      maxLength: 8,
    }),
  })
  .map(({ start: mark, lines, end, cuts }) => {
    const before = mark + lines.join('') + end;
    let from = 0;
    const edits = cuts
      .toSorted(([one], [other]) => one - other)
      .map(([start, length, texts]) => {
        const at = Math.max(from, Math.min(start, before.length));
        from = Math.min(at + length, before.length);
        return { start: at, end: from, text: texts.join('') };
      });
    return { before, edits, after: applyEdits(before, edits) };
  });

describe('a patch from known edits', () => {
  it('gives and takes back every byte', () => {
    const batch = fc.array(withEdits, { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(batch, (items) => {
        expectRoundTrip(items.map((item, index) => ({ path: `${index}.yaml`, ...item })));
      }),
      { seed, numRuns: 20 },
    );
  });
});
