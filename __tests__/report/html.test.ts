import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { transforms } from '../../transforms';
import { unifiedDiff } from '../../src/report/diff';
import { htmlReport } from '../../src/report/html';
import { pageEnd, pageStart } from '../../src/report/html/page';
import { countRows, pairs, parseDiff } from '../../src/report/html/view/diff-rows';
import { cutAt, highlight } from '../../src/report/html/view/highlight';
import { changedFile, finding, resultOf } from './result';
import { runs } from '../support/seed';

test('the page is what its sources make', () => {
  const script =
    "import('./scripts/report-page.mjs').then((made) => process.stdout.write(made.reportPageModule()))";
  const made = execFileSync(process.execPath, ['-e', script], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
  expect([pageStart, pageEnd].every((part) => made.includes(JSON.stringify(part)))).toBe(true);
});

test('its data ends where it should, whatever it holds', () => {
  fc.assert(
    fc.property(fc.constantFrom('</script>', '<!--', '<script', '"', '\\'), fc.string(), (attack, rest) => {
      const message = attack + rest;
      const options = { tool: { name: 'istio-migrate', version: '0.0.0' }, transforms };
      const html = htmlReport(
        resultOf({ findings: [finding('error', message)], files: [changedFile(message)] }),
        options,
      );
      const data = html.slice(pageStart.length, html.length - pageEnd.length);
      expect(data).not.toContain('<');
      expect(JSON.parse(data)).toMatchObject({ findings: [{ message }], files: [{ path: message }] });
    }),
    runs(100),
  );
});

const lines = fc.array(fc.constantFrom('a: 1', '  b: x', '- c', '', '+d', '-e', '@@ -1 +1 @@'), {
  maxLength: 12,
});
const text = fc.tuple(lines, fc.boolean()).map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));

test('the rows of a diff are the lines of both texts, with their numbers', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const hunks = parseDiff(unifiedDiff('a.yaml', before, after));
      for (const row of hunks.flatMap(({ rows }) => rows)) {
        if (row.before !== undefined) expect(before.split('\n')[row.before - 1]).toBe(row.text);
        if (row.after !== undefined) expect(after.split('\n')[row.after - 1]).toBe(row.text);
      }
      const { removed, same } = countRows(hunks);
      const sides = hunks.flatMap(({ rows }) => pairs(rows));
      expect(sides.filter(({ left }) => left)).toHaveLength(removed + same);
    }),
    runs(100),
  );
});

test('all tokens together are the line, also where they are cut', () => {
  const line = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom('key', ': ', '"a', '"', "'", ' # ', '{{ ', ' }}', '- ', '&x', '1', '[', '\\'), {
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(line, fc.nat(20), fc.nat(20), (given, start, length) => {
      const tokens = highlight(given);
      expect(tokens.map(({ text: part }) => part).join('')).toBe(given);
      const pieces = cutAt(tokens, [start, start + length]);
      expect(pieces.map(({ text: part }) => part).join('')).toBe(given);
      const marked = pieces.filter(({ isMarked }) => isMarked).map(({ text: part }) => part);
      expect(marked.join('')).toBe(given.slice(start, start + length));
    }),
    runs(100),
  );
});
