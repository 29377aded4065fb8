import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { findFences } from '../../src/markdown/blocks';
import { runs } from '../support/seed';

const reader = new MarkdownIt('commonmark');

/** The closed fences of a text as an independent reader of CommonMark finds them: info, first and last line of the content. */
function expected(text: string): string[] {
  return reader.parse(text, {}).flatMap(({ type, info, map, content }) => {
    if (type !== 'fence' || !map) return [];
    const lines = content.split('\n').length - 1;
    const isClosed = map[1] - map[0] === lines + 2;
    return isClosed ? [`${info.trim()} ${map[0] + 1}-${map[1] - 1}`] : [];
  });
}

function found(text: string): string[] {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  return findFences(text).map(
    ({ info, content }) => `${info.trim()} ${lineAt(content.start)}-${lineAt(content.end)}`,
  );
}

test.each<[name: string, lines: readonly string[], fences: readonly string[]]>([
  ['an indented code block', ['    ```yaml', '    a: 1', '    ```'], []],
  ['a code block indented by a tab', ['\t```yaml', '\ta: 1', '\t```'], []],
  ['an indented line of a paragraph', ['text', '    ```yaml', 'a: 1'], []],
  ['an HTML comment', ['<!--', '```yaml', 'a: 1', '```', '-->'], []],
  ['an HTML comment in a list', ['- a', '', '  <!-- b', '  ```yaml', '  ```', '  -->'], []],
  ['a table of HTML', ['<table>', '```yaml', 'a: 1', '```', '</table>'], []],
  ['behind a blank line in HTML', ['<details>', '', '```yaml', 'a: 1', '```'], ['yaml 3-4']],
  ['a script', ['<script>', '', '```yaml', '```', '</script>'], []],
  ['behind a paragraph', ['text', '```yaml', 'a: 1', '```'], ['yaml 2-3']],
  ['in a list, four deeper than its text', ['- a', '', '      ```yaml', '      ```'], []],
  ['in a list of lists', ['1. a', '   - b', '', '     ```yaml', '     a: 1', '     ```'], ['yaml 4-5']],
  ['a closing fence that is indented by four', ['```yaml', 'a: 1', '    ```', '```'], ['yaml 1-3']],
  ['a list that ends before the fence', ['- a', '```yaml', 'a: 1', '```'], ['yaml 2-3']],
  ['a fence that ends with its list', ['- ```yaml', '  a: 1', 'b', '```'], []],
])('%s', (_, lines, fences) => {
  const text = `${lines.join('\n')}\n`;
  expect(expected(text)).toEqual(fences);
  expect(found(text)).toEqual(fences);
});

test('the same fences are found as by a reader of CommonMark', () => {
  const blank = fc.constantFrom('', ' ', '  ', '   ', '    ', '      ', '\t');
  const marker = fc.constantFrom('', '', '', '> ', '>', '- ', '* ', '1. ', '2) ', '-   ', '-', '>\t', '-\t');
  const rest = fc.constantFrom(
    ...[
      '',
      '',
      'text',
      '```yaml',
      '```',
      '~~~ json',
      '~~~',
      '````',
      '```yaml `',
      '<!--',
      '-->',
      '<!-- a -->',
    ],
    ...[
      '<div>',
      '</div>',
      '<span>',
      '<pre>',
      '</pre>',
      '# head',
      '---',
      '***',
      '===',
      'a: 1',
      '- b',
      '    c',
    ],
  );
  const before = fc.tuple(blank, marker, blank, marker).map((parts) => parts.join(''));
  const line = fc.tuple(before, rest).map((parts) => [parts.join('')]);
  // The lines of a fence begin as they should, more or less.
  const inside = (start: string) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(start.replace(/[^>\s]/g, ' ')) }, before);
  const body = fc.constantFrom('a: 1', '  b: 2', '', '~~~', '````', '- c');
  const block = before.chain((start) =>
    fc
      .tuple(
        fc.constantFrom('```', '~~~', '````'),
        fc.array(fc.tuple(inside(start), body), { maxLength: 3 }),
        inside(start),
      )
      .map(([mark, lines, end]) => [
        `${start}${mark}yaml`,
        ...lines.map((parts) => parts.join('')),
        `${end}${mark}`,
      ]),
  );
  const text = fc
    .array(fc.oneof(line, block), { maxLength: 6 })
    .map((parts) => `${parts.flat().join('\n')}\n`)
    // Behind four blanks the reader knows markers of quotes and lists that CommonMark does not.
    .filter((markdown) => !/(?: {4}|\t)[ \t]*(?:[->*]|\d[.)])/.test(markdown));
  const drawn = runs(4000);
  let fences = 0;
  fc.assert(
    fc.property(text, (markdown) => {
      const wanted = expected(markdown);
      fences += wanted.length;
      expect(found(markdown)).toEqual(wanted);
    }),
    drawn,
  );
  // Few draws may have none.
  expect(fences).toBeGreaterThanOrEqual(Math.floor(drawn.numRuns / 1000) * 50);
});
