import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { markdownReport } from '../../src/report/markdown';
import type { RunResult } from '../../src/run/decide';
import { transforms } from '../../transforms';
import { changedFile, finding, resultOf } from './result';
import { controlsIn } from '../support/controls';
import { runs } from '../support/seed';

const base = { workingDirectory: '/srv/repository/apps', root: '/srv/repository' };
const options = { rules: transforms, base, quiet: false };

function reportOf(parts: Partial<RunResult>): string {
  return markdownReport(resultOf(parts), options);
}

/** The report as a reader of Markdown sees it, with HTML taken as GitHub does. */
const renderer = new MarkdownIt({ html: true, linkify: true });

const rewrite = { transform: 'inference-pool', line: 7, column: 3, summary: 'InferencePool a/b: old → new' };

describe('nothing that comes from a manifest is markup', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '</details><script>alert(1)</script>',
    '<!-- comment',
    '[link](https://evil.example)',
    '![image](https://evil.example/x.png)',
    'https://evil.example and www.evil.example',
    '@octocat and @org/team',
    'someone@example.com',
    '#1 and owner/repository#2 and GH-3',
    'commit 0123456789abcdef0123456789abcdef01234567',
    '**bold** _it_ ~~gone~~ `code` ``more`` ```',
    '`',
    '``',
    '` @octocat',
    'a` <b>x</b> `b',
    '\\` <b>x</b>',
    '| cell | \\| cell',
    '$`math`$ $x$ :tada:',
    '&lt;b&gt; &#64;octocat',
    '{{ .Values.name | quote }}',
    '- [ ] task',
    '# heading',
    '> quote',
    '---',
    'line\n# heading\n\n<b>x</b>\n```\n@octocat',
    'line\r\n| a | b |',
    '[ref]: https://evil.example',
    '\u001B[31m\u202E',
    ' spaces ',
    '',
  ];

  /** The kinds of elements in the rendered report, and all its text outside and inside of code. */
  function read(report: string): { kinds: Set<string>; html: string[]; text: string; code: string[] } {
    const tokens = renderer.parse(report, {}).flatMap((token) => [token, ...(token.children ?? [])]);
    return {
      kinds: new Set(tokens.map(({ type }) => type)),
      html: tokens.filter(({ type }) => type.startsWith('html')).map(({ content }) => content.trim()),
      text: tokens
        .filter(({ type }) => type === 'text')
        .map(({ content }) => content)
        .join('\n'),
      code: tokens.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    };
  }

  function reportWith(value: string): string {
    return reportOf({
      files: [changedFile(value, { rewrites: [{ ...rewrite, summary: value }] })],
      findings: [
        finding('error', value, { path: value, help: value }),
        finding('note', value, { path: value, help: value }),
      ],
      faults: [{ path: value, message: value }],
      skipped: [{ path: value, reason: value }],
    });
  }

  const plain = read(reportWith('plain'));

  test.each(hostile)('%j', (value) => {
    const report = reportWith(value);
    const seen = read(report);
    for (const kind of seen.kinds) expect(plain.kinds).toContain(kind);
    expect(seen.html).toEqual(plain.html);
    expect(seen.text).not.toMatch(/[@<`*~$|\\&]|:\/\/|www\.|#\d|GH-\d|:tada:|0123456789abcdef/);
    expect(controlsIn(report)).toEqual([]);
  });

  test('whatever it is made of', () => {
    const pieces = [
      '`',
      '``',
      '\\',
      '|',
      '<b>',
      '</details>',
      '<!--',
      '-->',
      '@octocat',
      '#1',
      '*',
      '_',
      '~~',
      '$',
    ];
    const piece = fc.constantFrom(
      ...pieces,
      ' ',
      '  ',
      '\n',
      '[',
      ']',
      '(',
      ')',
      '{{',
      '}}',
      '{',
      '}',
      'a',
      ':a:',
      '&lt;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (chosen) => {
        const seen = read(reportWith(chosen.join('')));
        for (const kind of seen.kinds) expect(plain.kinds).toContain(kind);
        expect(seen.html).toEqual(plain.html);
        expect(seen.text).not.toMatch(/[@<`*~$|\\&]|#\d|:a:/);
      }),
      runs(300),
    );
  });

  test('what stands between brackets or braces is one stretch of code', () => {
    const message = 'give targetPorts: [{number: 8000}] or {{ .Values.a | quote }} (see _this_).';
    expect(reportOf({ findings: [finding('error', message)] })).toContain(
      'give targetPorts: `[{number: 8000}]` or `{{ .Values.a | quote }}` (see `_this_`).',
    );
  });

  test.each(['a`b', '`', '``', '` `', ' a ', 'a|b', '\\|', '<b>', '@octocat', '${x}'])(
    'a file of the name %j is shown as it is',
    (path) => {
      const report = reportOf({ findings: [finding('error', 'x', { path: `/else/${path}` })] });
      expect(read(report).code).toContain(`/else/${path}:1`);
    },
  );
});
