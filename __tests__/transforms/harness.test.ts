import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFixtures } from '../support/fixtures';
import { strayChanges } from '../support/stray-changes';
import { visible } from '../support/visible';

describe('fixtures on disk', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fixtures-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function put(path: string, text = ''): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  test('a case is read with its output and findings', () => {
    put('a/from-old-to-new.input.yaml', 'old\r\n');
    put('a/from-old-to-new.output.yaml', '\uFEFFnew\n');
    put('a/from-old-to-new.findings.txt', 'note 1:1 new\n');
    expect(readFixtures(root, ['a'])).toEqual({
      problems: [],
      trees: [],
      fixtures: [
        {
          transform: 'a',
          title: 'from old to new',
          path: 'from-old-to-new.yaml',
          input: 'old\r\n',
          output: '\uFEFFnew\n',
          findings: 'note 1:1 new\n',
        },
      ],
    });
  });

  test('a case of several files is read from its folder', () => {
    put('a/whole-tree/input/b/one.yaml', 'old\n');
    put('a/whole-tree/input/two.yaml', 'stays\n');
    put('a/whole-tree/output/b/one.yaml', 'new\n');
    put('a/whole-tree/findings.txt', 'note b/one.yaml:1:1 new\n');
    expect(readFixtures(root, ['a'])).toEqual({
      problems: [],
      fixtures: [],
      trees: [
        {
          transform: 'a',
          title: 'whole tree',
          input: { 'b/one.yaml': 'old\n', 'two.yaml': 'stays\n' },
          output: { 'b/one.yaml': 'new\n', 'two.yaml': 'stays\n' },
          findings: 'note b/one.yaml:1:1 new\n',
        },
      ],
    });
  });

  test('without an output file the input stays', () => {
    put('a/stays.input.json', '{}');
    expect(readFixtures(root, ['a']).fixtures[0]).toMatchObject({ input: '{}', output: '{}', findings: '' });
  });

  test('a folder that names no transform is a problem', () => {
    put('a/stays.input.yaml');
    put('b/stays.input.yaml');
    expect(readFixtures(root, ['a']).problems).toEqual(['b: no transform has this name']);
  });

  test('a file that lies in no folder is a problem', () => {
    put('README.md');
    put('stays.input.yaml');
    expect(readFixtures(root, ['a']).problems).toEqual([
      'stays.input.yaml: lies in no folder of a transform',
    ]);
  });

  test('a folder without a case is a problem', () => {
    put('a/stays.output.yaml');
    expect(readFixtures(root, ['a']).problems).toEqual([
      'a/stays.output.yaml: belongs to no input file',
      'a: no fixture is here',
    ]);
  });

  test.each(['stays.output.json', 'other.findings.txt', 'stays.input.yml', 'Stays.input.yaml', 'notes.txt'])(
    'the file %s beside a case is a problem',
    (file) => {
      put('a/stays.input.yaml');
      put(`a/${file}`);
      expect(readFixtures(root, ['a']).problems).toEqual([`a/${file}: belongs to no input file`]);
    },
  );
});

describe('stray changes', () => {
  test('a changed line with its own line end is none', () => {
    expect(strayChanges('a: 1\r\nb: 2\r\n', 'a: 1\r\nb: 3\r\nc: 4\r\n')).toEqual([]);
  });

  test('a line added behind a file that ends without a line break is none', () => {
    expect(strayChanges('a: 1\nb: 2', 'a: 1\nb: 2\nc: 3')).toEqual([]);
    expect(strayChanges('a: 1\nb: 2\nc: 3', 'a: 1\nb: 2')).toEqual([]);
  });

  test('a line of blanks that moves along with the lines around it is none', () => {
    expect(strayChanges('a:\n  \n  b: 1\n', 'c:\n  a:\n    \n    b: 1\n')).toEqual([]);
  });

  test.each([
    ['a byte order mark that went', '\uFEFFa: 1\n', 'a: 2\n'],
    ['a final line break that came', 'a: 1\nb: 1', 'a: 1\nb: 2\n'],
    ['a line end of another kind', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nb: 3\n'],
    ['trailing spaces that went', 'a: 1  \nb: 2\n', 'a: 1\nb: 3\n'],
    ['trailing spaces that went from the last line', 'a: 1\nb: 2 ', 'a: 3\nb: 2'],
  ])('%s is one', (_, before, after) => {
    expect(strayChanges(before, after)).not.toEqual([]);
  });
});

test('what a person would overlook is made visible', () => {
  expect(visible('\uFEFFa: 1 \r\n\tb: 2')).toBe(
    '<byte order mark>a: 1·␍\n→   b: 2<no line break at the end>',
  );
});
