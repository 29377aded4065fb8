import type { FileMigration } from '../../src/migrate/plan';
import type { Transform } from '../../src/transform';
import { Declined } from '../../src/yaml';
import { at, planOf, saidOf, setting, summariesOf } from '../support/asking';

/** Of a plan, only what is called so; undefined where it cannot be done without the rest. */
function only(text: string, transforms: readonly Transform[], wanted: string): FileMigration | undefined {
  const { all, only } = planOf(text, transforms);
  const names = wanted.split(', ');
  return only(new Set(all.done.flatMap(({ id, summary }) => (names.includes(summary) ? id : []))));
}

const [a, b] = [setting('a', { to: 'a much longer value' }), setting('b')];
/** Asks for its rewrite only where the other one has still to be done. */
const before = (key: string, other: string): Transform => {
  const set = setting(key);
  return {
    ...set,
    migrate(document, context) {
      if (new RegExp(`^${other}: old`, 'm').test(document.text)) set.migrate(document, context);
    },
  };
};
const [aLong, bNew] = ['a: a much longer value', 'b: new'];

test.each<[name: string, text: string, Transform[], wanted: string, result: string | undefined]>([
  ['the first', 'a: old\nb: old\n', [a, b], aLong, `${aLong}\nb: old\n`],
  ['the second', 'a: old\nb: old\n', [a, b], bNew, 'a: old\nb: new\n'],
  ['all', 'a: old\nb: old\n', [a, b], `${aLong}, ${bNew}`, `${aLong}\nb: new\n`],
  ['none', 'a: old\nb: old\n', [a, b], 'none', 'a: old\nb: old\n'],
  ['one of another document', 'c: 1\n---\na: old\nb: old\n', [a, b], aLong, `c: 1\n---\n${aLong}\nb: old\n`],
  [
    'one of each document',
    'a: old\nb: old\n---\nb: old\nc: 1\n',
    [a, b],
    bNew,
    'a: old\nb: new\n---\nb: new\nc: 1\n',
  ],
  [
    'one without which the other would not be asked for again',
    'a: old\nb: old\n',
    [a, before('b', 'a')],
    aLong,
    undefined,
  ],
  [
    'one without which the other is asked for again',
    'a: old\nb: old\n',
    [a, before('b', 'a')],
    bNew,
    'a: old\nb: new\n',
  ],
])('only some of the rewrites are made: %s', (_name, text, transforms, wanted, result) => {
  const migration = only(text, transforms, wanted);
  expect(migration?.text).toBe(result);
  if (result !== undefined && result !== text)
    expect([...new Set(summariesOf(migration?.done ?? []).split(', '))].join(', ')).toBe(wanted);
});

test('in texts, too, only some of the rewrites are made', () => {
  const text =
    'kind: ConfigMap\ndata:\n  a.yaml: |\n    a: old\n    b: old\n  b.yaml: |\n    b: old\n    c: old\n';
  const transforms = [a, b, setting('c')];
  expect(planOf(text, transforms).all.text).toBe(
    text.replaceAll('a: old', aLong).replaceAll(/\b([bc]): old/g, '$1: new'),
  );
  expect(only(text, transforms, bNew)?.text).toBe(text.replaceAll('b: old', bNew));
  expect(only(text, transforms, 'c: new')?.text).toBe(text.replace('c: old', 'c: new'));
});

/** Asks for more with each run. */
const growing = (key: string): Transform =>
  at(key, ({ rewrite }, value) => {
    rewrite(value, `${key} grows`, (edit) => {
      edit.set(value, `${String(value.value)}!`);
    });
  });
const declining = (key: string, reason = 'so'): Transform =>
  at(key, ({ rewrite }, value) => {
    rewrite(value, key, () => {
      throw new Declined(reason);
    });
  });
const reporting = (key: string): Transform =>
  at(key, ({ report }, value) => {
    report({ level: 'note', at: value, message: 'look' });
  });

test('what a second run would change again is not changed at all, and all of it is told', () => {
  const text = 'a: old\nb: old\nc: 1\nd: 1\n';
  const { all } = planOf(text, [growing('a'), b, declining('c'), reporting('d')]);
  expect(all.text).toBe(text);
  expect(all.done).toEqual([]);
  const reason = 'not rewritten: a second run would change the result again (a grows)';
  expect(saidOf(all)).toEqual([
    'note 22: look',
    'error 17: not rewritten: so',
    `error 3: ${reason}`,
    `error 10: ${reason}`,
  ]);
});

test('what is ignored in the whole file is so in a second run, and what is ignored in another document is not', () => {
  const text = (ids: string) =>
    `a: old\nb: old\n---\n# istio-migrate-ignore-file ${ids}\nc: 1\n---\n# istio-migrate-ignore\nb: old\n`;
  expect(planOf(text('b'), [a, b]).all.text).toBe(text('b').replace('a: old', aLong));
  const both = planOf(text('d'), [a, b]).all.text;
  expect(both).toBe(text('d').replace('a: old\nb: old', `${aLong}\nb: new`));
});

const sops = 'sops: {mac: x}\n';
const encrypted = 'it is encrypted by SOPS, and an edit would break its checksum';
const left = 'encrypted by SOPS, so it is not rewritten: an edit would break its checksum';

test.each<[name: string, text: string, Transform[], said: string[], by: string | undefined]>([
  ['nothing', 'c: old\n', [a], [], undefined],
  ['a rewrite', 'a: old\n', [a], [`note 7: ${left}`], 'a'],
  ['what cannot be done anyway', 'a: old\n', [declining('a')], [`note 7: ${left}`], 'a'],
  ['what is told', 'b: 1\n', [a, reporting('b')], [`note 5: ${left}`], 'b'],
  ['a rewrite and what is told', 'a: old\nb: 1\n', [reporting('b'), a], [`note 12: ${left}`], 'a'],
  ['no value that is called so', 'sops: {a: 1}\na: old\n', [a], [], undefined],
  [
    'what keeps others',
    'a: old\nb: 1\nc: 1\n',
    [a, declining('b', `a Pool: ${encrypted}`), declining('c')],
    [`error 10: not rewritten: a Pool: ${encrypted}`],
    'b',
  ],
])('in a document that SOPS encrypts: %s', (name, text, transforms, said, by) => {
  const isEncrypted = !name.startsWith('no value');
  const file = isEncrypted ? text + sops : text;
  const { all, only } = planOf(file, transforms);
  expect(saidOf(all)).toEqual(said);
  expect(all.notes.map((note) => note.transform).join()).toBe(by ?? '');
  expect(all.text === file).toBe(isEncrypted);
  if (isEncrypted) expect(only(new Set())).toEqual(all);
  const [note] = all.notes;
  if (note?.level === 'note')
    expect(note).toMatchObject({
      stays: 'document',
      help: expect.stringMatching(/^run istio-migrate on a decrypted copy/) as unknown,
    });
});

test('others are told that a document is encrypted', () => {
  const found: unknown[] = [];
  const collecting = at('a', ({ collect, locate }, value) => {
    collect?.({ name: 'fact' }, locate(value), (obstacle) => obstacle);
  });
  const collect = (
    _kind: unknown,
    { line }: { readonly line: number },
    factOf: (obstacle: undefined) => unknown,
  ) => {
    found.push(line, factOf(undefined));
  };
  planOf(`a: old\n---\na: old\n${sops}`, [collecting], { collect });
  expect(found).toEqual([1, undefined, 3, encrypted]);
  expect(() => planOf(`a: old\n${sops}`, [collecting])).not.toThrow();
});

const injector =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-sidecar-injector}\ndata:\n  values: |\n    a: old\n  config: old\n';
const source = 'spec:\n  source:\n    helm:\n      valuesObject: {b: 1}\n      values: |\n        a: old\n';
const broken = 'data:\n  x: |\n    apiVersion: v1\n    kind: Thing\n    a: [1\n';
const isRendered = 'rendered from the istiod chart, so this text is not rewritten';
const isUnused = 'Argo CD ignores helm.values beside helm.valuesObject, so this text is not rewritten';
const isBroken = 'the manifest or values in this text are not valid YAML, so they are not rewritten';
const ignore = '# istio-migrate-ignore\n';
const names = { mentions: [{ words: ['a:'], level: 'warning', message: 'a', help: 'b' }] } as const;

/** Each row: a text in a document that is not rewritten, and what is said of it. */
test.each<[name: string, text: string, said: readonly string[]]>([
  ['one that istiod is rendered with', injector, [`note 80: ${isRendered}`]],
  ['the same, and a comment', injector.replace('  values', `  ${ignore}  values`), []],
  ['the same with a name twice', `${injector}data: {}\n`, []],
  ['one of another name', injector.replace('istio-s', 's'), []],
  ['one that Argo CD does not read', source, [`note 67: ${isUnused}`]],
  ['the same, and a comment', source.replace('      values:', `      ${ignore}      values:`), []],
  ['the same without what matters', source.replace('a: old', 'b: old'), []],
  ['one that is no YAML', broken, [`warning 58: ${isBroken}`]],
  ['the same, and a comment', broken.replace('  x', `  ${ignore}  x`), []],
])('of a text is told: %s', (_name, text, said) => {
  const migration = planOf(`${text}---\n`, [setting('a', names)]).all;
  expect(saidOf(migration)).toEqual(said);
  if (text === source)
    expect(migration.kept.map(({ start, end }) => text.slice(start, end))).toEqual(['|\n        a: old\n']);
});

test('of a text that a transform reports on, nothing else is told', () => {
  const reporting = setting('a', names);
  const all = (offset: number) =>
    planOf(broken, [
      {
        ...reporting,
        migrate: (_, { report }) => {
          report({ level: 'note', at: { kind: 'spot', offset }, message: 'so' });
        },
      },
    ]).all;
  expect(saidOf(all(58))).toEqual(['note 58: so']);
  expect(saidOf(all(57))).toEqual(['note 57: so', `warning 58: ${isBroken}`]);
});
