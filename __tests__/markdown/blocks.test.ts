import fc from 'fast-check';
import { findManifestBlocks } from '../../src/markdown/blocks';
import { applyEdits } from '../../src/yaml';
import { fence } from '../support/fence';
import { runs } from '../support/seed';

function textsIn(...lines: string[]): string[] {
  return findManifestBlocks(`${lines.join('\n')}\n`).map(({ text }) => text);
}

test.each([
  'yaml',
  'yml',
  'json',
  'YAML',
  'Json',
  ' yaml',
  'yaml title="pool.yaml"',
  'yaml{1,3-4}',
  'yaml {hl_lines="2"}',
  'yaml:pool.yaml',
  'yaml,ignore',
  '{.yaml .copy}',
  '{ .yaml }',
])('the info string %j names a manifest', (info) => {
  expect(textsIn('```' + info, 'a: 1', '```')).toEqual(['a: 1\n']);
});

test.each(['', 'diff', 'sh', 'text', 'yaml-error', 'yamllint', 'json5', 'jsonc', 'console yaml', '{{yaml}}'])(
  'the info string %j names none',
  (info) => {
    expect(textsIn('```' + info, 'a: 1', '```')).toEqual([]);
  },
);

describe('a block', () => {
  test.each<[string, string[], string[]]>([
    ['with waves for a fence', ['~~~yaml', 'a: 1', '~~~'], ['a: 1\n']],
    ['with waves and an info string that holds a backtick', ['~~~ yaml `a`', 'a: 1', '~~~'], ['a: 1\n']],
    ['with a longer closing fence', ['```yaml', 'a: 1', '`````  '], ['a: 1\n']],
    ['with shorter fences in it', ['````yaml', 'a: |', '  ```', '````'], ['a: |\n  ```\n']],
    ['with the other kind of fence in it', ['```yaml', 'a: |', '~~~', '```'], ['a: |\n~~~\n']],
    ['without a line', ['```yaml', '```'], ['']],
    ['indented in a list', ['- one', '', '  ```yaml', '  a:', '    b: 1', '  ```'], ['a:\n  b: 1\n']],
    [
      'indented in a list of lists',
      ['1. one', '    - two', '', '        ```yaml', '        a: 1', '        ```'],
      ['a: 1\n'],
    ],
    ['indented by tabs', ['1.\tone', '', '\t```yaml', '\ta:', '\t  b: 1', '\t```'], ['a:\n  b: 1\n']],
    ['behind the marker of a list', ['2. ```yaml', '   a: 1', '   ```'], ['a: 1\n']],
    [
      'with empty lines that are not indented',
      ['  ```yaml', '  a: 1', '', '  b: 2', '  ```'],
      ['a: 1\n\nb: 2\n'],
    ],
    ['indented less than its fence', ['   ```yaml', 'a:', '  b: 1', '   ```'], ['a:\n  b: 1\n']],
    ['partly indented less than its fence', ['   ```yaml', '  a:', '   b: 1', '```'], ['a:\n b: 1\n']],
    ['indented deeper than its fence', ['```yaml', '  a:', '    b: 1', '```'], ['  a:\n    b: 1\n']],
    [
      'behind a quote marker',
      ['> ```yaml', '> a:', '>   b: 1', '>', '> c: 2', '> ```'],
      ['a:\n  b: 1\n\nc: 2\n'],
    ],
    ['behind quote markers without a blank', ['>```yaml', '>a:', '>  b: 1', '>```'], ['a:\n  b: 1\n']],
    ['behind two quote markers', ['> > ```yaml', '> > a: 1', '>> b: 2', '> > ```'], ['a: 1\nb: 2\n']],
    ['of a list in a quote', ['> - one', '>', '>   ```yaml', '>   a: 1', '>   ```'], ['a: 1\n']],
    ['of a quote in a list', ['- > ```yaml', '  > a: 1', '  > ```'], ['a: 1\n']],
    ['behind a comment', ['<!-- a', '-->', '```yaml', 'a: 1', '```'], ['a: 1\n']],
    [
      'behind another',
      ['```yaml', 'a: 1', '```', '```', 'b', '```', '```json', '{}', '```'],
      ['a: 1\n', '{}\n'],
    ],
  ])('%s is found', (_, lines, texts) => {
    expect(textsIn(...lines)).toEqual(texts);
  });

  test.each<[string, string[]]>([
    ['that is never closed', ['```yaml', 'a: 1']],
    ['whose quote ends before it is closed', ['> ```yaml', '> a: 1', '', 'b']],
    ['closed by a shorter fence', ['````yaml', 'a: 1', '```']],
    ['closed by another kind of fence', ['```yaml', 'a: 1', '~~~']],
    ['closed by a line that says more', ['```yaml', 'a: 1', '``` b']],
    ['in a block of Markdown', ['````markdown', '```yaml', 'a: 1', '```', '````']],
    ['in a comment', ['<!--', '```yaml', 'a: 1', '```', '-->']],
    ['that is a piece of code in a line', ['```yaml a: 1```']],
    ['with two backticks', ['``yaml', 'a: 1', '``']],
  ])('%s is none', (_, lines) => {
    expect(textsIn(...lines)).toEqual([]);
  });

  test('behind a byte order mark is found', () => {
    expect(findManifestBlocks('\uFEFF```yaml\na: 1\n```\n').map(({ text }) => text)).toEqual(['a: 1\n']);
  });

  test('that ends the file without a line break is found', () => {
    expect(findManifestBlocks('```yaml\r\na: 1\r\n```').map(({ text }) => text)).toEqual(['a: 1\n']);
  });

  test('does not end the search for a fence where its quote ends', () => {
    expect(textsIn('> ```yaml', '> a: 1', '```yaml', 'b: 2', '```')).toEqual(['b: 2\n']);
  });
});

describe('an edit of a block', () => {
  test.each<[string, string, string]>([
    [
      'in a quote',
      '> ```yaml\n> a: 1\n>\n> b: 2\n> ```\n',
      '> ```yaml\n> c:\n>\n>   d: 1\n>\n> b: 2\n> e: 3\n> ```\n',
    ],
    [
      'in a list',
      '-   ```yaml\n    a: 1\n\n    b: 2\n    ```\n',
      '-   ```yaml\n    c:\n\n      d: 1\n\n    b: 2\n    e: 3\n    ```\n',
    ],
    [
      'with Windows line ends',
      '```yaml\r\na: 1\r\n\r\nb: 2\r\n```\r\n',
      '```yaml\r\nc:\r\n\r\n  d: 1\r\n\r\nb: 2\r\ne: 3\r\n```\r\n',
    ],
  ])('gets the prefix of the block %s', (_, outer, expected) => {
    const [block] = findManifestBlocks(outer);
    if (!block) throw new Error('no block');
    expect(block.text).toBe('a: 1\n\nb: 2\n');
    const edits = [
      { start: 0, end: 4, text: 'c:\n\n  d: 1' },
      { start: 11, end: 11, text: 'e: 3\n' },
    ];
    expect(
      applyEdits(
        outer,
        edits.map((edit) => block.carryOut(edit)),
      ),
    ).toBe(expected);
  });

  test('into an empty line completes its prefix', () => {
    const outer = '> ```yaml\n> a: 1\n>\n> ```\n';
    const [block] = findManifestBlocks(outer);
    if (!block) throw new Error('no block');
    expect(applyEdits(outer, [block.carryOut({ start: 5, end: 5, text: 'b: 2' })])).toBe(
      '> ```yaml\n> a: 1\n> b: 2\n> ```\n',
    );
  });
});

test('what is fenced, wherever that is, is found as it was, and every character of it in its place', () => {
  const line = fc.stringMatching(/^[ a-z:#>\-é]{0,12}$/);
  const marker = fc.constantFrom('', '  ', '> ', '>', '  > ', '> > ', '>   ', '- ', '10. ', '> - ', '- > ');
  fc.assert(
    fc.property(fc.array(line), marker, fc.constantFrom('\n', '\r\n'), (lines, before, lineBreak) => {
      const text = lines.map((content) => `${content.trimEnd()}\n`).join('');
      const outer = fence(text, before, lineBreak);
      const blocks = findManifestBlocks(outer);
      expect(blocks.map((block) => block.text)).toEqual([text]);
      for (const block of blocks) {
        for (let at = 0; at < text.length; at++) {
          if (text[at] !== '\n') expect(outer[block.toOuter(at)]).toBe(text[at]);
        }
      }
    }),
    runs(300),
  );
});
