import { allIgnoresOf, ignoresOfMarkdown, ignoresOfPlainText } from '../../src/migrate/ignores';
import { ManifestFile } from '../../src/migrate/manifest-file';

const inText = (lines: string): string =>
  `kind: ConfigMap\ndata:\n  own: 1\n  a.yaml: |\n${lines.replaceAll(/^/gm, '    ').trimEnd()}\n`;

/** Texts with comments, and what each of these is for; undefined where it is above nothing. */
const cases: readonly [name: string, path: string, text: string, ranges: readonly (string | undefined)[]][] =
  [
    [
      'a key, and one in a text',
      'a.yaml',
      `${inText('a: 1\n# istio-migrate-ignore\nb: 2\nc: 3')}# istio-migrate-ignore\nend: 1\n`,
      ['# istio-migrate-ignore\nend: 1', '# istio-migrate-ignore\n    b: 2'],
    ],
    [
      'all of a text',
      'a.yaml',
      inText('a: 1\n# istio-migrate-ignore-file'),
      ['|\n    a: 1\n    # istio-migrate-ignore-file\n'],
    ],
    ['nothing in a text', 'a.yaml', inText('a: 1\n# istio-migrate-ignore'), [undefined]],
    [
      'a key in a text in a text',
      'a.yaml',
      inText('a: |\n  b: 1\n  # istio-migrate-ignore\n  c: 2'),
      ['# istio-migrate-ignore\n      c: 2'],
    ],
    [
      'a text that is there twice',
      'a.yaml',
      `${inText('a: 1\n# istio-migrate-ignore\nb: 2').replace('|', '&a |')}  b.yaml: *a\n`,
      ['# istio-migrate-ignore\n    b: 2'],
    ],
    ['a text that is no YAML', 'a.yaml', inText('a: [1\n# istio-migrate-ignore\nb: 2'), []],
    ['a text alone', 'a.yaml', '|\n  a: 1\n  # istio-migrate-ignore\n  b: 2\n', []],
    [
      'keys in blocks, and all of a guide',
      'a.md',
      '# A\n> ```yaml\n> a: 1\n> # istio-migrate-ignore\n> b: 2\n> ```\n<!-- istio-migrate-ignore-file -->\n',
      ['ALL', '# istio-migrate-ignore\n> b: 2'],
    ],
    [
      'all of a block',
      'a.md',
      '```yaml\na: 1\n# istio-migrate-ignore-file\n```\n',
      ['a: 1\n# istio-migrate-ignore-file\n'],
    ],
    ['a heading', 'a.md', '# istio-migrate-ignore-file\n', []],
    ['lines of a script', 'a.sh', 'a\n# istio-migrate-ignore\nb\nc\n', ['# istio-migrate-ignore\nb']],
  ];

test.each(cases)('what a comment is for: %s', (_name, path, text, ranges) => {
  const ignores = path.endsWith('.md')
    ? ignoresOfMarkdown(path, text)
    : path.endsWith('.sh')
      ? ignoresOfPlainText(text)
      : allIgnoresOf(new ManifestFile(path, text));
  const shown = ignores.map(({ range }) =>
    range?.end === Infinity ? 'ALL' : range && text.slice(range.start, range.end),
  );
  expect(shown).toEqual(ranges);
  for (const { offset } of ignores) expect(text.slice(offset)).toMatch(/^(?:#|<!--) istio-migrate-ignore/);
});
