import { stripVTControlCharacters } from 'node:util';
import { colourDiff } from '../../src/report/colour';
import { unifiedDiff } from '../../src/report/diff';

const bold = (text: string): string => `\u001B[1m${text}\u001B[m`;
const cyan = (text: string): string => `\u001B[36m${text}\u001B[m`;
const red = (text: string): string => `\u001B[31m${text}\u001B[m`;
const green = (text: string): string => `\u001B[32m${text}\u001B[m`;

describe('colourDiff', () => {
  it('colours as git does', () => {
    expect(colourDiff(unifiedDiff('a', 'x\ny\nz', 'x\nY\nz'))).toBe(
      [
        bold('diff --git a/a b/a'),
        bold('--- a/a'),
        bold('+++ b/a'),
        cyan('@@ -1,3 +1,3 @@'),
        ' x',
        red('-y'),
        green('+Y'),
        ' z',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });

  it('does not take changed lines for headers', () => {
    const coloured = colourDiff(
      unifiedDiff('a', '-- a\n@@ -1 +1 @@\n', '++ b\n') + unifiedDiff('b', '1\n', '2\n'),
    );
    expect(coloured).toContain(red('--- a'));
    expect(coloured).toContain(red('-@@ -1 +1 @@'));
    expect(coloured).toContain(green('+++ b'));
    expect(coloured).toContain(bold('--- a/b'));
    expect(colourDiff(unifiedDiff('a', 'x\n-- y\n', '1\n2\nx\n'))).toContain(red('--- y'));
  });

  it('changes nothing but colour in a diff without control characters', () => {
    const diff = unifiedDiff('a b', 'x\r\n\ty\r\nz\r\n', 'x\r\n\tY\r\n');
    expect(stripVTControlCharacters(colourDiff(diff))).toBe(diff);
  });

  it('lets no value drive the terminal', () => {
    const coloured = colourDiff(unifiedDiff('a', 'x: "\u001B[2J"\n', 'x: "\u202E\r"\n'));
    expect(coloured).toContain(red('-x: "\\u001b[2J"'));
    expect(coloured).toContain(green('+x: "\\u202e\\u000d"'));
  });

  it('is empty for an empty diff', () => {
    expect(colourDiff('')).toBe('');
  });
});
