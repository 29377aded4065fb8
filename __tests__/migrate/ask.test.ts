import type { FileMigration } from '../../src/migrate/plan';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Transform } from '../../src/transform';
import { Declined, type Editor, type Entry, entryOf, type Mapping, type Place } from '../../src/yaml';
import { madeUp } from '../support/made-up';
import { at, planOf, saidOf, setting } from '../support/asking';

type Ask = (document: ManifestDocument, context: Context) => void;

function asking(migrate: Ask, parts: Partial<Transform> = {}): Transform {
  return madeUp({ ...{ id: 'own', triggers: ['a'], kind: 'required' }, migrate, ...parts });
}

function rootOf({ root }: ManifestDocument): Mapping {
  if (root?.kind !== 'mapping') throw new Error('it is no mapping');
  return root;
}

function entry(document: ManifestDocument, key: string): Entry {
  const found = entryOf(document.root, key);
  if (!found) throw new Error(`there is no ${key}`);
  return found;
}

/** Each row: a transform that cannot look at a document at all: its kind and its reason. */
test.each<[name: string, rows: readonly (readonly [Transform['kind'], string])[], said: readonly string[]]>([
  ['one', [['cleanup', 'a']], ['warning own-0 a']],
  [
    'two for the same reason',
    [
      ['cleanup', 'a'],
      ['pin', 'a'],
    ],
    ['warning own-0 a'],
  ],
  [
    'two for other reasons',
    [
      ['cleanup', 'a'],
      ['pin', 'b'],
    ],
    ['warning own-0 a', 'warning own-1 b'],
  ],
  [
    'the second of which matters more',
    [
      ['cleanup', 'a'],
      ['required', 'a'],
    ],
    ['error own-1 a'],
  ],
  [
    'the first of which matters more',
    [
      ['required', 'a'],
      ['cleanup', 'a'],
    ],
    ['error own-0 a'],
  ],
])('what cannot be looked at is told once: %s', (_name, rows, said) => {
  const transforms = rows.map(([kind, reason], index) =>
    asking(
      () => {
        throw new Declined(reason);
      },
      { id: `own-${index}`, kind, triggers: ['A_1', 'a'] },
    ),
  );
  const { all } = planOf('b: 1\n---\nA_1: 1\n', transforms);
  expect(
    all.notes.map(
      ({ level, transform, message }) => `${level} ${transform} ${message.replace('not rewritten: ', '')}`,
    ),
  ).toEqual(said);
  for (const { offset, stays } of all.notes) expect([offset, stays]).toEqual([5, 'document']);
  expect(planOf('# istio-migrate-ignore\nA_1: 1\n', transforms).all.notes).toEqual([]);
  // An ordinary word is one of anybody.
  expect(planOf('a: 1\n', transforms).all.notes).toEqual([]);
});

test('a fault is no reason', () => {
  const failing: Ask = () => {
    throw new TypeError('so');
  };
  const within: Ask = (document, { rewrite }) => {
    rewrite(rootOf(document), 'a', () => {
      failing(document, {} as Context);
    });
  };
  for (const migrate of [failing, within])
    expect(() => planOf('a: 1\n', [asking(migrate)])).toThrow(TypeError);
});

const object = 'apiVersion: v1\nkind: Thing\nmetadata: {name: x}\nspec:\n  b: 1\n  c: 1\na: 1';

/** Each row: a place that a rewrite is asked for at, and the stretch that its finding speaks for. */
test.each<[name: string, text: string, (document: ManifestDocument) => Place, about: string]>([
  ['an object', object, rootOf, object],
  ['the version of an object', object, (document) => entry(document, 'apiVersion'), object],
  ['another key', object, (document) => entry(document, 'kind'), 'kind: Thing'],
  ['a mapping', object, (document) => entry(document, 'spec'), 'spec:\n  b: 1\n  c: 1'],
  ['a key on the last line', `${object} # end`, (document) => entry(document, 'a'), 'a: 1 # end'],
  ['a part of a line', object, () => ({ kind: 'spot', offset: 7 }), 'ion: v1'],
  ['what is no object', 'a: 1\nb: 1\n', rootOf, 'a: 1\nb: 1'],
])(
  'what is not rewritten is about all of an object, or what is on its lines: %s',
  (_name, text, placeIn, about) => {
    const declining = asking((document, { rewrite }) => {
      rewrite(placeIn(document), 'a', () => {
        throw new Declined('so', 0);
      });
    });
    const [note] = planOf(text, [declining]).all.notes;
    const { start = 0, end = 0, at: asked } = note?.about ?? {};
    expect(text.slice(start, end)).toBe(about);
    expect(asked).toBe(start);
  },
);

test.each([
  [object, 'Thing x'],
  ['a: 1\n', undefined],
])('a rewrite is for the object around it: %j', (text, name) => {
  const removing = asking((document, { rewrite }) => {
    rewrite(entry(document, 'a'), 'a', (edit) => {
      set(edit, entry(document, 'a'));
    });
  });
  expect(planOf(text, [removing]).all.done.map((request) => request.object)).toEqual([name]);
});

const help = 'change the setter and this line together';

/** Each row: a comment behind a value, a change of it, and why it is not made; undefined where it is. */
test.each<[comment: string, (edit: Editor, entry: Entry) => void, reason: string | undefined]>([
  ['# kpt-set: ${a}', set, '(kpt-set: ${a})'],
  ['#kpt-set: ${a} # b', set, '(kpt-set: ${a} # b)'],
  ['#  {"$kpt-set":"a"}', set, '({"$kpt-set":"a"})'],
  ['# { "$openapi":"a"}', set, '({ "$openapi":"a"})'],
  ['# {"$ref":"a"}', set, '({"$ref":"a"})'],
  [
    '# kpt-set: ${a}',
    (edit, value) => {
      edit.remove(value);
    },
    '(kpt-set: ${a})',
  ],
  [
    '# kpt-set: ${a}',
    (edit, { parent }) => {
      edit.insert(parent, 'z', 1);
    },
    undefined,
  ],
  ['# of kpt-set: ${a}', set, undefined],
  ['# {"$a":"a"}', set, undefined],
  ['', set, undefined],
])('a value is changed unless a setter of kpt decides on it: %s', (comment, change, reason) => {
  const text = `b: 1\na: old ${comment}\n`;
  const changing = asking((document, { rewrite }) => {
    if (entryOf(document.root, 'z')) return;
    rewrite(rootOf(document), 'a', (edit) => {
      change(edit, entry(document, 'a'));
    });
  });
  const { all } = planOf(text, [changing]);
  expect(all.done).toHaveLength(reason === undefined ? 1 : 0);
  const told =
    reason === undefined
      ? []
      : [{ offset: 8, message: `not rewritten: a kpt setter decides on this value ${reason}`, help }];
  expect(all.notes.map(({ offset, message, help }) => ({ offset, message, help }))).toEqual(told);
});

test.each([
  ['x: "a: old\\nb: 1\\n" # kpt-set: ${x}', '(kpt-set: ${x})'],
  ['x: | # kpt-set: ${x}\n  a: old', '(kpt-set: ${x})'],
  ['x: |-  # {"$openapi":"x"}\n  a: old\n  b: 1', '({"$openapi":"x"})'],
  // Of the text itself, or of what is beside it.
  ['x: |\n  a: old # of x', undefined],
  ['x: |\n  a: old\n# kpt-set: ${x}', undefined],
  ['y: b # kpt-set: ${y}\nx: "a: old\\nb: 1\\n"', undefined],
])('so is a text as a whole: %j', (entries, reason) => {
  const text = `kind: ConfigMap\ndata:\n  ${entries.replaceAll('\n', '\n  ')}\n`;
  const { all } = planOf(text, [setting('a')]);
  expect(all.text).toBe(reason === undefined ? text.replace('old', 'new') : text);
  expect(saidOf(all)).toEqual(
    reason === undefined
      ? []
      : [expect.stringMatching(/not rewritten: a kpt setter decides on this value \(/)],
  );
});

function set(edit: Editor, { value }: Entry): void {
  if (value.kind === 'scalar') edit.set(value, 'new');
}

const partly = 'an ignore comment excludes a part of it, and it can only be rewritten as a whole';

/**
 * Each row: where a rewrite is asked for, the keys that it changes, or the one that is the reason against it, and what is
 * said. A comment says to leave b alone.
 */
test.each<[place: string, changed: string, reason: string, said: readonly string[]]>([
  ['', 'a', '', []],
  ['', 'b', '', []],
  ['b', 'b', '', []],
  ['', 'a b', '', [`note 0: not rewritten: ${partly}`]],
  ['b', 'b c', '', [`note 40: not rewritten: ${partly}`]],
  ['a', '', 'a', ['error 0: not rewritten: so']],
  ['a', '', 'b', [`note 0: not rewritten: ${partly}`]],
  ['b', '', 'b', []],
  ['b', '', 'none', []],
  ['a', '', 'none', ['error 0: not rewritten: so']],
])('a comment counts: a rewrite at "%s" changes "%s", or not for "%s"', (place, changed, reason, said) => {
  const text = 'a: old\n# istio-migrate-ignore\nb: old\nc: old\n';
  const keys = changed.split(' ').filter((key) => key !== '');
  const changing = asking((document, { rewrite }) => {
    rewrite(place === '' ? rootOf(document) : entry(document, place), 'a', (edit, tell) => {
      tell({ level: 'note', at: entry(document, 'b'), message: 'of b' });
      if (reason !== '')
        throw new Declined('so', reason === 'none' ? undefined : entry(document, reason).range.start);
      for (const key of keys) set(edit, entry(document, key));
    });
  });
  const { all } = planOf(text, [changing]);
  expect(saidOf(all)).toEqual(said);
  expect(all.text).toBe(changed === 'a' ? text.replace('old', 'new') : text);
});

const inText = (text: string) => `kind: ConfigMap\ndata:\n  x: |\n    ${text.replaceAll('\n', '\n    ')}\n`;

test('what is said of a text lies in the file', () => {
  const text = inText('b: 1\na: old');
  const keeping = at('a', ({ keep, report }, value) => {
    keep(value);
    report({ level: 'note', at: value, message: 'so' });
  });
  const { all } = planOf(text, [keeping, setting('a', { told: [{ level: 'note', message: 'done' }] })]);
  const offset = text.indexOf('old');
  expect(all.kept).toEqual([{ start: offset, end: offset + 3 }]);
  expect(saidOf(all)).toEqual([`note ${offset}: so`, `note ${offset}: done`]);
  expect(all.text).toBe(text.replace('old', 'new'));
});

const applied = (text: string) =>
  `metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '${text}'\nb: old\n`;

test.each<[text: string, notes: Partial<FileMigration['notes'][number]>[]]>([
  [
    '{"a": "old", "b": "old"}',
    [
      {
        ...{
          transform: 'a',
          level: 'note',
          offset: 80,
          message: 'last-applied-configuration is not rewritten',
        },
        help: 'remove the annotation from the file: kubectl sets it in the cluster by itself',
      },
    ],
  ],
  ['{"a": "new"}', []],
])('what kubectl notes of an object stays: %s', (text, notes) => {
  const { all } = planOf(applied(text), [setting('a'), setting('b')]);
  expect(all.notes).toEqual(notes);
  expect(all.text).toBe(applied(text).replace('b: old', 'b: new'));
});
