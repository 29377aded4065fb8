import { unifiedDiff } from '../../src/report/diff';
import { expectRoundTrip, Repository } from './repository';

const texts: readonly (readonly [name: string, before: string, after: string])[] = [
  ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n'],
  ['a first line that is added', 'a\n', 'new\na\n'],
  ['a last line that is added', 'a\n', 'a\nnew\n'],
  ['a first line that goes', 'old\na\n', 'a\n'],
  ['a last line that goes', 'a\nold\n', 'a\n'],
  ['changes with six lines between, in one hunk', 'a\n1\n2\n3\n4\n5\n6\nb\n', 'A\n1\n2\n3\n4\n5\n6\nB\n'],
  ['changes with seven lines between', 'a\n1\n2\n3\n4\n5\n6\n7\nb\n', 'A\n1\n2\n3\n4\n5\n6\n7\nB\n'],
  ['Windows line ends', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
  ['mixed line ends', 'a\r\nb\nc\r\nd\n', 'a\r\nb\nC\r\nd\n'],
  ['a line end that alone changes', 'a\r\nb\r\n', 'a\r\nb\n'],
  ['a lone carriage return in a line', 'a\rb\nc\rd\n', 'a\rb\nc\rD\n'],
  ['two carriage returns before a line feed', 'a\r\r\nb\n', 'a\r\r\nB\n'],
  ['a carriage return as the last character', 'a\nb\r', 'A\nb\r'],
  ['no line end at the end on either side', 'a\nb', 'A\nb'],
  ['a line end at the end that is added', 'a\nb', 'a\nb\n'],
  ['a line end at the end that goes', 'a\nb\n', 'a\nb'],
  ['a last line without an end that changes', 'a\nb', 'a\nB'],
  ['a byte order mark', '\uFEFFa\nb\n', '\uFEFFA\nb\n'],
  ['a byte order mark that stays as it is', '\uFEFFa\nb\n', '\uFEFFa\nB\n'],
  ['trailing spaces and tabs', 'a \t\nb  \n', 'a \t\nB  \n'],
  ['blank lines and lines of spaces', '\n  \n\na\n\n', '\n  \n\nA\n\n'],
  ['form feeds and vertical tabs', 'a\fb\n\f\nc\v\n', 'a\fB\n\f\nC\v\n'],
  ['Unicode line separators', 'a\u2028b\nc\u2029d\u0085e\n', 'a\u2028B\nc\u2029d\u0085E\n'],
  ['characters beyond the basic plane', '😀: 1\nb\n', '😀: 2\nb\n'],
  [
    'lines that look like headers',
    '-- a\n++ b\n@@ -1 +1 @@\ndiff --git a/x b/x\n',
    '-- A\n++ B\n@@\n\\ No newline\n',
  ],
  ['an empty text before', '', 'a\nb\n'],
  ['an empty text after', 'a\nb', ''],
  ['a lone line feed after', '', '\n'],
];

describe('unifiedDiff', () => {
  it('is empty if nothing changes', () => {
    expect(unifiedDiff('a.yaml', 'a\n', 'a\n')).toBe('');
  });

  it('shows three lines of context and leaves out a length of one', () => {
    expect(unifiedDiff('dir/a.yaml', '1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toBe(
      [
        'diff --git a/dir/a.yaml b/dir/a.yaml',
        '--- a/dir/a.yaml',
        '+++ b/dir/a.yaml',
        '@@ -2,7 +2,7 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
        '',
      ].join('\n'),
    );
  });

  it('says where the line end at the end is missing', () => {
    expect(unifiedDiff('a', 'a', 'b')).toBe(
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n' +
        '-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
    );
  });

  it.each(texts)('can be applied and taken back: %s', (_name, before, after) => {
    expectRoundTrip([{ path: 'a.yaml', before, after }]);
  });

  it('can be applied with core.autocrlf on where all line ends of a file are alike', () => {
    const cases = [
      { path: 'windows.yaml', before: 'a\r\nb\r\nc\r\n', after: 'a\r\nB\r\nc\r\n' },
      { path: 'unix.yaml', before: 'a\nb\nc\n', after: 'a\nB\nc\n' },
    ];
    expectRoundTrip(cases.slice(0, 1), ['-c', 'core.autocrlf=true']);
    expectRoundTrip(cases, ['-c', 'core.autocrlf=input']);
  });

  it('can be applied for many files at once', () => {
    expectRoundTrip(
      texts.map(([, before, after], index) => ({ path: `dir ${index}/é.yaml`, before, after })),
    );
  });

  it.each([
    ['spaces', 'a b/c d.yaml'],
    ['a space at the end', 'a '],
    ['what looks like the second name', 'a b/a.yaml b/a.yaml'],
    ['quotes', 'say "hello".yaml'],
    ['an apostrophe', "it's.yaml"],
    ['tabs', 'a\tb.yaml'],
    ['line feeds', 'a\nb.yaml'],
    ['carriage returns', 'a\rb.yaml'],
    ['other control characters', '\u0001\u0007\b\v\f\u001B\u007F.yaml'],
    ['backslashes', 'a\\b.yaml'],
    ['letters beyond ASCII', 'café/日本語.yaml'],
    ['letters beyond ASCII, and spaces', 'café au lait.yaml'],
    ['characters beyond the basic plane', '😀.yaml'],
    ['C1 controls and line separators', '\u009B\u2028\u202E.yaml'],
    ['shell characters', '$HOME*?[a]{b}~!#%&();|<>.yaml'],
    ['dashes', '-rf/--git.yaml'],
  ])('names and applies as git does a path with %s', (_name, path) => {
    const repository = new Repository();
    try {
      repository.write(path, 'a\nb\n');
      repository.git(['add', '--', path]);
      repository.write(path, 'a\nB\n');
      const fromGit = repository.git(['diff']).replace(/^index .*\n/m, '');
      expect(unifiedDiff(path, 'a\nb\n', 'a\nB\n')).toBe(fromGit);
    } finally {
      repository.remove();
    }
    expectRoundTrip([{ path, before: 'a\nb\n', after: 'a\nB\n' }]);
  });

  it.each(texts)('is what git prints: %s', (_name, before, after) => {
    const repository = new Repository();
    try {
      repository.write('a.yaml', before);
      repository.git(['add', 'a.yaml']);
      repository.write('a.yaml', after);
      // Git adds the nearest heading after the `@@`.
      const fromGit = repository
        .git(['diff', '--minimal'])
        .replace(/^index .*\n/m, '')
        .replace(/^(@@ .*? @@).*$/gm, '$1');
      expect(unifiedDiff('a.yaml', before, after)).toBe(fromGit);
    } finally {
      repository.remove();
    }
  });

  it('is applied from a folder of the work tree only if it names the path from the root', () => {
    const repository = new Repository();
    try {
      repository.write('dir/a.yaml', 'a\n');
      repository.git(['apply'], unifiedDiff('a.yaml', 'a\n', 'b\n'), 'dir');
      expect(repository.bytes('dir/a.yaml').toString()).toBe('a\n');
      repository.git(['apply'], unifiedDiff('dir/a.yaml', 'a\n', 'b\n'), 'dir');
      expect(repository.bytes('dir/a.yaml').toString()).toBe('b\n');
    } finally {
      repository.remove();
    }
  });
});
