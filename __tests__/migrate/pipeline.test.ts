import { pinSurvey } from '../../src/install/pins/pins';
import { ManifestFile } from '../../src/migrate/manifest-file';
import {
  type MigratedFile,
  migrateStages,
  type PlannedFile,
  prepared,
  type Upgraded,
} from '../../src/migrate/pipeline';
import type { FileMigration } from '../../src/migrate/plan';
import { type Hit, type Source, type Upgrade, wordsOf } from '../../src/migrate/survey';
import type { Transform } from '../../src/transform';
import { Words } from '../../src/words';
import { at, setting } from '../support/asking';
import { madeUp } from '../support/made-up';
import { upgrade, versionOf } from '../support/upgrade';

const to = upgrade.target;
const range: Upgrade = { to, from: upgrade.from };

/** What came of a run. */
interface Came {
  readonly migrated: readonly MigratedFile[];
  readonly upgraded: Upgraded;
  /** The file that a transform looks at, and of how many. */
  readonly looked: readonly string[];
}

/** Runs transforms over a tree, and says what of each plan is carried out. */
function run(
  tree: Readonly<Record<string, string>>,
  transforms: readonly Transform[],
  {
    choose = () => undefined,
    alsoDue = () => false,
    missing = '',
  }: {
    readonly choose?: (file: PlannedFile) => FileMigration | undefined;
    readonly alsoDue?: (hit: Hit) => boolean;
    readonly missing?: string;
  } = {},
): Came {
  const by = Words.of(wordsOf(transforms));
  const looked: string[] = [];
  const source: Source = {
    given: Object.entries(tree).map(([path, text]) => ({
      absolute: `/${path}`,
      path,
      by,
      words: by.in(text),
    })),
    around: [],
    open: ({ path }) => (path === missing ? undefined : new ManifestFile(path, tree[path] ?? '')),
    onFile: (step, of) => looked.push(`${step} ${of}`),
  };
  const stages = migrateStages(source, transforms, range, alsoDue);
  const migrated: MigratedFile[] = [];
  let step = stages.next();
  while (step.done !== true) {
    const { value } = step;
    if (value.kind === 'migrated') migrated.push(value);
    step = stages.next(value.kind === 'planned' ? choose(value) : undefined);
  }
  return { migrated, upgraded: step.value, looked };
}

/** The texts that files come to, by path. */
function textsOf({ migrated }: Came): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(migrated.map(({ hit, migration }) => [hit.path, migration?.text]));
}

const a = setting('a');
/** Changes again what the first of two makes. */
const first = setting('a', { to: 'middle' });
const second = at(
  'a',
  ({ rewrite }, value) => {
    if (value.value !== 'middle') return;
    rewrite(value, 'a: new', (edit) => {
      edit.set(value, 'new');
    });
  },
  { id: 'second', triggers: ['middle'], follows: ['a'] },
);
const failing = at('bad', () => {
  throw new TypeError('so');
});

test('each file with a word is planned, and handed on once', () => {
  const came = run({ 'a.yaml': 'a: old\n', 'b.yaml': 'b: old\n', 'c.yaml': 'a: new\n' }, [a]);
  expect(textsOf(came)).toEqual({ 'a.yaml': 'a: new\n', 'c.yaml': 'a: new\n' });
  expect(came.migrated.every(({ isTriggered }) => isTriggered)).toBe(true);
  expect(came.looked).toEqual(['migrating 2', 'migrating 2']);
});

test('further files are handed on as they are', () => {
  const alsoDue = ({ path }: Hit) => path === 'b.yaml';
  const came = run({ 'a.yaml': 'a: old\n', 'b.yaml': 'b: old\n' }, [first, second], { alsoDue });
  expect(textsOf(came)).toEqual({ 'a.yaml': 'a: new\n', 'b.yaml': 'b: old\n' });
  expect(came.migrated.map(({ isTriggered }) => isTriggered)).toEqual([true, false]);
});

test('a later stage sees what an earlier one made, and both are one migration', () => {
  const came = run({ 'a.yaml': 'x: 1\na: old\n', 'b.yaml': 'a: middle\n', 'c.yaml': 'a: other\n' }, [
    first,
    second,
  ]);
  expect(textsOf(came)).toEqual({ 'a.yaml': 'x: 1\na: new\n', 'b.yaml': 'a: new\n' });
  const [{ file, migration, isTriggered } = { file: undefined, migration: undefined, isTriggered: false }] =
    came.migrated;
  expect(file?.text).toBe('x: 1\na: old\n');
  expect(migration?.edits).toEqual([{ start: 8, end: 11, text: 'new' }]);
  expect(migration?.done.map(({ summary }) => summary)).toEqual(['a: middle', 'a: new']);
  expect(isTriggered).toBe(true);
  const { facts } = came.upgraded;
  expect([...facts.keys()]).toEqual(['a', 'second']);
  expect(facts.get('a')).not.toBe(facts.get('second'));
});

test('what is changed in the first stage alone is handed on in the last', () => {
  const came = run({ 'a.yaml': 'a: old\n', 'b.yaml': 'a: middle\n' }, [
    setting('a', { to: 'other' }),
    second,
  ]);
  expect(textsOf(came)).toEqual({ 'a.yaml': 'a: other\n', 'b.yaml': 'a: new\n' });
});

test.each([
  ['all', 'a: new\nb: new\n', 'a: new, b: new'],
  ['some', 'a: new\nb: old\n', 'a: new'],
  ['none', 'a: old\nb: old\n', ''],
])('of a plan, %s is carried out', (what, text, done) => {
  const choose = ({ plan }: PlannedFile) =>
    what === 'all'
      ? undefined
      : plan.only(new Set(what === 'some' ? plan.all.done.slice(0, 1).map(({ id }) => id) : []));
  const came = run({ 'a.yaml': 'a: old\nb: old\n' }, [a, setting('b')], { choose });
  expect(textsOf(came)).toEqual({ 'a.yaml': text });
  expect(came.migrated[0]?.migration?.done.map(({ summary }) => summary).join(', ')).toBe(done);
});

test('other files are seen as they are planned, until it is their turn', () => {
  const seen: unknown[] = [];
  const choose = ({ planOf }: PlannedFile) => {
    seen.push(['a.yaml', 'b.yaml', 'other.yaml'].map((path) => planOf(path)?.plan.all.text));
    return undefined;
  };
  run({ 'a.yaml': 'a: old\n', 'b.yaml': 'a: old # b\n', 'c.yaml': 'q: 1\n' }, [a], { choose });
  expect(seen).toEqual([
    [undefined, 'a: new # b\n', undefined],
    [undefined, undefined, undefined],
  ]);
});

test.each([
  ['a fault', { 'a.yaml': 'bad: 1\n', 'b.yaml': 'a: old\n' }, [a, failing], ''],
  [
    'a fault in the second stage',
    { 'a.yaml': 'a: old\nbad: 1\n', 'b.yaml': 'a: old\n' },
    [first, { ...failing, follows: ['a'] }],
    '',
  ],
  ['a file that is gone', { 'a.yaml': 'a: old\n', 'b.yaml': 'a: old\n' }, [a], 'a.yaml'],
])('%s leaves the other files alone', (name, tree, transforms, missing) => {
  const came = run(tree, transforms, { missing });
  const [one] = came.migrated;
  expect(one?.migration).toBeUndefined();
  expect(one?.file?.text).toBe(missing === '' ? tree['a.yaml'] : undefined);
  expect(one?.fault instanceof TypeError).toBe(name !== 'a file that is gone');
  expect(textsOf(came)['b.yaml']).not.toBe('a: old\n');
});

test('an upgrade for which there is nothing to do has a range', () => {
  const { upgraded, migrated } = run({ 'a.yaml': 'a: old\n' }, []);
  expect(migrated).toEqual([]);
  expect(upgraded).toEqual({
    range: { from: upgrade.from, to, isFromKnown: true, pins: [] },
    facts: new Map(),
    searched: [],
  });
});

test('mentions are searched for of what the range asks for', () => {
  const passed = { ...setting('b'), kind: 'advice' as const, release: '1.27' };
  const { upgraded } = run({ 'a.yaml': 'a: old\n' }, [a, { ...passed, follows: ['a'] }]);
  expect(upgraded.searched.map(({ id }) => id)).toEqual(['a']);
  expect(upgraded.range).toMatchObject({ from: upgrade.from, to });
});

/** Each row: how an upgrade is asked for; of some transforms, those that run, and how many surveys each has. */
test.each<[name: string, Upgrade, ids: string, pins: boolean]>([
  ['from a version', { to, from: upgrade.from }, 'required advice 1.28', false],
  ['from a later version', { to: versionOf('1.29'), from: versionOf('1.28') }, 'required', false],
  ['with all pins', { to, from: upgrade.from, listsPins: true }, 'required advice 1.28', true],
  ['from where the tree says', { to: versionOf('1.29') }, 'required advice 1.28', true],
])('what runs is prepared for an upgrade %s', (_name, asked, ids, pins) => {
  const survey = { triggers: ['s'], collect: () => undefined };
  const all = [
    madeUp({ id: 'required', kind: 'required', release: '1.28', surveys: [survey] }),
    madeUp({ id: 'advice', kind: 'advice', release: '1.28' }),
    madeUp({ id: '1.28', kind: 'pin', release: '1.28' }),
  ];
  const made = prepared(all, asked);
  expect(made.map(({ id }) => id).join(' ')).toBe(ids);
  for (const { kind, surveys = [] } of made) {
    expect(surveys.includes(pinSurvey)).toBe(pins);
    expect(surveys.includes(survey)).toBe(kind === 'required');
    expect(surveys).toHaveLength(
      (kind === 'advice' ? 0 : 3) + (kind === 'required' ? 1 : 0) + (pins ? 1 : 0),
    );
  }
});
