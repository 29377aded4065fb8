import type { Transform } from '../../src/transform';
import { Declined, entryOf, type Mapping, valueAt } from '../../src/yaml';
import { madeUp } from '../support/made-up';
import { at, planOf, setting } from '../support/asking';

const condition = 'not rewritten: the required change depends on a template condition';
const a = setting('a');

/** What is asked for only where a key has a certain value. */
function onlyWhere(v: string, transform: Transform): Transform {
  return {
    ...transform,
    migrate(document, context) {
      const found = valueAt(document.root, 'v');
      if (found?.kind === 'scalar' && found.value === v) transform.migrate(document, context);
    },
  };
}

/** A mapping below a key gets a new entry, behind the first of some others that there is. */
function inserting(key: string, ...after: readonly string[]): Transform {
  return madeUp({
    ...{ id: 'insert', triggers: [key], kind: 'required' },
    migrate({ root }, { rewrite }) {
      const holder = key === '' ? root : valueAt(root, key);
      if (holder?.kind !== 'mapping' || entryOf(holder, 'z')) return;
      rewrite(holder, 'z: 1', (edit) => {
        edit.insert(holder, 'z', 1, after.flatMap((each) => entryOf(holder, each) ?? [])[0]);
      });
    },
  });
}

/** What is asked for only where `spec` does not have a key. */
function unlessThere(key: string, transform: Transform): Transform {
  return {
    ...transform,
    migrate(document, context) {
      if (!valueAt(document.root, 'spec', key)) transform.migrate(document, context);
    },
  };
}

/** A list gets a new item. */
const appending = madeUp({
  ...{ id: 'append', triggers: ['list'], kind: 'required' },
  migrate({ root }, { rewrite }) {
    const list = valueAt(root, 'list');
    if (
      list?.kind !== 'sequence' ||
      list.items.some(({ value }) => value.kind === 'scalar' && value.value === 'z')
    )
      return;
    rewrite(list, '- z', (edit) => {
      edit.append(list, 'z');
    });
  },
});

const noting = at('b', ({ report }, value) => {
  report({ level: 'note', at: value, message: 'so' });
});
const removing = madeUp({
  ...{ id: 'remove', triggers: ['a'], kind: 'required' },
  migrate({ root }, { rewrite }) {
    const entry = entryOf(root, 'a');
    if (entry)
      rewrite(root as Mapping, 'a goes', (edit) => {
        edit.remove(entry);
      });
  },
});
/** At a key, sets some keys where another one has a certain value: all of them, or what is declined at that value. */
const where = (key: string, other: string, values: Readonly<Record<string, string>>): Transform =>
  at(key, ({ rewrite }, value, { root }) => {
    const found = valueAt(root, other);
    const wanted = found?.kind === 'scalar' ? values[String(found.value)] : undefined;
    if (wanted === undefined) return;
    const scalars = wanted.split(' ').flatMap((each) => {
      const one = valueAt(root, each);
      return one?.kind === 'scalar' && one.value === 'old' ? one : [];
    });
    if (wanted !== 'no' && scalars.length === 0) return;
    rewrite(value, `at ${key}`, (edit) => {
      if (wanted === 'no') throw new Declined('so');
      for (const each of scalars) edit.set(each, 'new');
    });
  });
/** Tells of a key where another one has a certain value. */
const notingWhere = (key: string, other: string, wanted: string): Transform =>
  at(key, ({ report }, value, { root }) => {
    const found = valueAt(root, other);
    if (found?.kind === 'scalar' && found.value === wanted)
      report({ level: 'note', at: value, message: 'so' });
  });

const either = (one: string, other: string, rest = '') =>
  `{{ if .x }}\n${one}\n{{ else }}\n${other}\n{{ end }}\n${rest}`;
const three = (one: string, two: string, other: string, rest = '') =>
  `{{ if .x }}\n${one}\n{{ else if .y }}\n${two}\n{{ else }}\n${other}\n{{ end }}\n${rest}`;
const both = either('v: one', 'v: two', 'a: old\n');
const made = { one: 'a', two: 'a' };
const common = either('v: one\na: old', 'v: two\nd: old', 'c: old\n');
const branches = `${either('v: one', 'v: two')}spec:\n${either('  b: 1', '  c: 1')}`;
/** A field that a condition brings, and what its `else` has. */
const optional = (other: string) => `spec:\n  a: 1\n{{ if .x }}\n  b: 1\n${other}{{ end }}\n`;
const insteadOfB = unlessThere('b', inserting('spec'));
const withoutElse = `${condition} without an else that writes "b" too`;
const list = `list:\n${either('  - b', '  - c')}`;
const keys = either('  b: 1', '  c: 1').replace(/^/, 'spec:\n');
const behind = 'spec:\n  b: 1\n{{ if .x }}\n  c: 1\n{{ end }}\n  d: 1\n';
const before = 'spec:\n{{ if .x }}\n  c: 1\n{{ end }}\n  b: 1\n  d: 1\n';

/** Each row: a template, what is asked of its branches, what becomes of it, and what is said, by the text there. */
test.each<[name: string, text: string, Transform[], result: string | undefined, said: readonly string[]]>([
  ['in all', either('b: 1', 'b: 2', 'a: old\n'), [a], either('b: 1', 'b: 2', 'a: new\n'), []],
  ['in one branch', either('a: old', 'b: 2'), [a], either('a: new', 'b: 2'), []],
  ['in each branch', either('a: old', 'a: old'), [a], either('a: new', 'a: new'), []],
  [
    'below a condition alone',
    '{{ if .x }}\na: old\n{{ end }}\nb: 1\n',
    [a],
    '{{ if .x }}\na: new\n{{ end }}\nb: 1\n',
    [],
  ],
  ['for all branches', both, [where('a', 'v', made)], both.replace('old', 'new'), []],
  ['for one branch', both, [where('a', 'v', { one: 'a' })], undefined, [`error 6: ${condition}: at a`]],
  ['for the other branch', both, [where('a', 'v', { two: 'a' })], undefined, [`error 6: ${condition}: at a`]],
  [
    'in part for one branch',
    `${both}c: old\n`,
    [where('a', 'v', { one: 'a c', two: 'a' })],
    undefined,
    [`error 7: ${condition}: at a`],
  ],
  [
    'against one branch',
    both,
    [where('a', 'v', { one: 'no', two: 'a' })],
    undefined,
    ['error 6: not rewritten: so'],
  ],
  [
    'against each branch',
    both,
    [where('a', 'v', { one: 'no', two: 'no' })],
    undefined,
    ['error 6: not rewritten: so'],
  ],
  [
    'of a branch and what all have',
    common,
    [where('a', 'v', { one: 'a c' }), where('d', 'v', { two: 'd c' })].map((each) => ({
      ...each,
      id: 'own',
    })),
    common.replaceAll('old', 'new'),
    [],
  ],
  [
    'of a branch and what all have, without the other branch',
    common,
    [where('a', 'v', { one: 'a c' })],
    undefined,
    [`error 3: ${condition}: at a`],
  ],
  [
    'of what two branches have in common, and two others',
    three('v: one\na: old', 'v: two\nd: old', 'v: three\ne: old', 'b: old\nc: old\n'),
    [
      where('a', 'v', { one: 'a b' }),
      where('d', 'v', { two: 'd c' }),
      where('e', 'v', { three: 'e b c' }),
    ].map((each) => ({ ...each, id: 'own' })),
    undefined,
    [`error 3: ${condition}: at a`],
  ],
  ['that goes', either('b: 1', 'b: 2', 'a: old\n'), [removing], either('b: 1', 'b: 2'), []],
  ['that comes', keys, [inserting('spec')], `${keys}  z: 1\n`, []],
  [
    'that comes behind what a branch has',
    behind,
    [inserting('spec', 'c', 'b')],
    behind.replace('{{ end }}', '{{ end }}\n  z: 1'),
    [],
  ],
  [
    'that comes behind what the other branch has',
    before,
    [inserting('spec', 'c', 'b')],
    before.replace('b: 1', 'b: 1\n  z: 1'),
    [],
  ],
  [
    'that comes at the root',
    either('b: 1', 'c: 1', 'a: 1\n'),
    [inserting('')],
    `${either('b: 1', 'c: 1', 'a: 1\n')}z: 1\n`,
    [],
  ],
  [
    'that comes for one branch',
    branches,
    [onlyWhere('one', inserting('spec'))],
    undefined,
    [`error 8: ${condition}: z: 1`],
  ],
  [
    'that comes at the root for one branch',
    branches,
    [onlyWhere('one', inserting(''))],
    undefined,
    [`error 2: ${condition}: z: 1`],
  ],
  [
    'that comes where an optional field is not',
    optional(''),
    [insteadOfB],
    undefined,
    [`error 3: ${withoutElse}`],
  ],
  [
    'that comes where a field is not that hangs on two conditions',
    `spec:\n  a: 1\n{{ with .y }}\n{{ if .x }}\n  b: 1\n{{ else }}\n  b: 2\n{{ end }}\n{{ end }}\n`,
    [insteadOfB],
    undefined,
    [`error 3: ${withoutElse}`],
  ],
  [
    'that never comes, since an else has the field',
    optional('{{ else }}\n  b: 2\n'),
    [insteadOfB],
    undefined,
    [],
  ],
  [
    'that comes where a field of a loop is not',
    'spec:\n  a: 1\n{{ range .x }}\n  b: 1\n{{ end }}\n',
    [insteadOfB],
    undefined,
    [`error 1: ${condition}: z: 1`],
  ],
  ['an item that comes', list, [appending], `${list}  - z\n`, []],
  [
    'an item that comes for one branch',
    `${either('v: one', 'v: two')}${list}`,
    [onlyWhere('one', appending)],
    undefined,
    [`error 8: ${condition}: - z`],
  ],
  [
    'for one branch, beside what is for all',
    `${both}c: old\n`,
    [where('a', 'v', { one: 'no', two: 'a' }), setting('c')],
    `${both}c: new\n`,
    ['error 6: not rewritten: so'],
  ],
  [
    'against one branch, for two reasons',
    `${both}c: old\n`,
    [where('a', 'v', { one: 'no' }), where('c', 'v', { two: 'no' })],
    undefined,
    ['error 6: not rewritten: so', 'error 7: not rewritten: so'],
  ],
  ['that is told', either('b: 1', 'c: 1'), [noting], undefined, ['note 2: so']],
  ['that is told of all', either('c: 1', 'd: 1', 'b: 1\n'), [noting], undefined, ['note 6: so']],
  [
    'that is told of all for one branch',
    either('v: one', 'v: two', 'b: 1\n'),
    [notingWhere('b', 'v', 'one')],
    undefined,
    [],
  ],
])('templates are asked about branch by branch: what is %s', (_name, text, transforms, result, said) => {
  const { all } = planOf(text, transforms, { path: 'chart/templates/a.yaml' });
  expect(all.text).toBe(result ?? text);
  const help = /(?<=^change it manually in the branches of the condition)(: .*)/;
  expect(
    all.notes.map((note) => {
      const line = text.slice(0, note.offset).split('\n').length;
      return `${note.level} ${line}: ${note.message}${help.exec(note.help ?? '')?.[0] ?? ''}`;
    }),
  ).toEqual(said);
});

test('what stays on purpose in one branch stays', () => {
  const keeping = at('a', ({ keep }, value) => {
    keep(value);
  });
  const text = either('a: old', 'b: 1');
  const { kept } = planOf(text, [keeping], { path: 'chart/templates/a.yaml' }).all;
  expect(kept.map(({ start, end }) => text.slice(start, end))).toEqual(['old']);
});
