import { outcomeOf } from '../../src/migrate/outcome';
import type { FileMigration } from '../../src/migrate/plan';
import { madeUp } from '../support/made-up';
import type { AskedFor } from '../../src/migrate/request';

const nothing: FileMigration = {
  text: '',
  edits: [],
  proven: [],
  done: [],
  notes: [],
  kept: [],
  ignores: [],
};

/** Rewrites of keys by name, done with edits that remove some stretches of a text. */
function summaries(text: string, keys: string, removed: readonly string[]): readonly string[] {
  const done = keys.split(' ').map((summary): AskedFor => ({
    ...{ id: Symbol(summary), transform: madeUp({}), object: undefined, due: {}, notes: [], summary },
    offset: text.indexOf(`${summary}:`),
  }));
  const edits = removed.map((stretch) => {
    const start = text.indexOf(stretch);
    return { start, end: start + stretch.length, text: '' };
  });
  const { rewrites } = outcomeOf('a.yaml', text, { ...nothing, proven: [{ done, edits }] }, 'before');
  return rewrites.map(({ summary }) => summary);
}

const two = '# of a\na: 1 # 1\n# of b\nb: 2 # 2\n# end\n';

test.each<[name: string, text: string, keys: string, removed: string[], summaries: string[]]>([
  ['none', two, 'a', ['a: 1'], ['a']],
  ['above and behind', two, 'a', ['# of a\na: 1 # 1\n'], ['a; removes the comments "# of a", "# 1"']],
  [
    'of the next, and on the line',
    two,
    'b a',
    ['# of a\na: 1 # 1\n# of b\nb: 2 # 2\n'],
    ['b; removes the comments "# of b", "# 2"', 'a; removes the comments "# of a", "# 1"'],
  ],
  ['behind the last', two, 'a b', ['b: 2 # 2\n# end\n'], ['a', 'b; removes the comments "# 2", "# end"']],
  [
    'of the nearest, in an edit of its own',
    two,
    'a b',
    ['# of a\n', 'b: 2'],
    ['a; removes the comment "# of a"', 'b'],
  ],
  [
    'below all, in an edit of its own',
    two,
    'a b',
    ['a: 1', '# end\n'],
    ['a', 'b; removes the comment "# end"'],
  ],
  [
    'of the same edit, before one that is nearer',
    'a: 1\nlong: 123456789\n# of what is gone\nb: 2\n',
    'a b',
    ['a: 1\nlong: 123456789\n# of what is gone\n', 'b: 2'],
    ['a; removes the comment "# of what is gone"', 'b'],
  ],
  [
    'more than two',
    '# one\n# two\n# three\n# four\na: 1\n',
    'a',
    ['# one\n# two\n# three\n# four\na: 1\n'],
    ['a; removes the comments "# one", "# two", "# three", "# four"'],
  ],
])('a summary quotes the comments that are removed: %s', (_name, text, keys, removed, expected) => {
  expect(summaries(text, keys, removed)).toEqual(expected);
});

test('findings have their places, in order, and each is there once', () => {
  const note = { transform: 'one', level: 'note', message: 'so', offset: 5 } as const;
  const whole = { type: 'rewrite', message: 'all' } as const;
  const about = { at: 0, start: 0, end: 5 };
  const migration: FileMigration = {
    ...nothing,
    text: 'new: 1\na: 1\nb: 2\n',
    edits: [{ start: 0, end: 0, text: 'new: 1\n' }],
    notes: [
      {
        ...note,
        offset: 8,
        help: 'do',
        pin: 'a: 1',
        isUntilRaised: true,
        release: '1.28',
        phase: 'after',
        whole,
      },
      note,
      { ...note, transform: 'other', about },
      { ...note, offset: 7 },
    ],
  };
  const found = { transform: 'one', level: 'note', message: 'so', path: 'a.yaml' };
  const rest = { help: 'do', pin: 'a: 1', isUntilRaised: true, release: '1.28', phase: 'after', whole };
  for (const [positions, line] of [
    ['before', 2],
    ['after', 3],
  ] as const) {
    const { findings } = outcomeOf('a.yaml', 'a: 1\nb: 2\n', migration, positions);
    expect(findings).toStrictEqual([
      { ...found, line, column: 1 },
      { ...found, line, column: 3 },
      { ...found, ...rest, line, column: 4 },
    ]);
  }
});

test.each([
  [{}, 'invalid YAML: so', 'it holds istiod: fix the YAML error and run again; nothing in it was rewritten'],
  [{ help: 'do' }, 'cannot be read: so', 'do'],
])('a file that cannot be read is a warning: %j', (parts, message, help) => {
  const problem = { message: 'so', offset: 5, matter: 'istiod', ...parts };
  const { findings } = outcomeOf('a.yaml', 'a: 1\nb: 2\n', { ...nothing, problem }, 'before');
  expect(findings).toEqual([
    { transform: 'manifest', level: 'warning', path: 'a.yaml', line: 2, column: 1, message, help },
  ]);
});
