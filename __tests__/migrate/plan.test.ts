import { Facts, NotAllGiven } from '../../src/facts';
import { startOf } from '../../src/kubernetes/object';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { declinedNote, planOfUnchanged, prove } from '../../src/migrate/plan';
import { LeftAlone } from '../../src/suppress/ignore';
import { Words } from '../../src/words';
import { applyEdits, Declined, Editor, isParseProblem, valueAt } from '../../src/yaml';
import { madeUp } from '../support/made-up';
import type { Request } from '../../src/migrate/request';

const fix = 'change it manually, or fix what prevents the rewrite and run again';

test.each([
  ['required', new Declined('so'), { level: 'error', offset: 3, help: fix }],
  ['cleanup', new Declined('so', 7, 'do it'), { level: 'warning', offset: 7, help: 'do it' }],
  [
    'required',
    new LeftAlone('so'),
    { level: 'note', offset: 3, help: 'remove or move the ignore comment to have this rewritten' },
  ],
  [
    'hardening',
    new NotAllGiven('so', { type: 'finding', message: 'all' }),
    { level: 'warning', offset: 3, help: fix, whole: { type: 'finding', message: 'not rewritten: all' } },
  ],
  [
    'required',
    new NotAllGiven('so', { type: 'rewrite', message: 'all' }, 7),
    { level: 'error', offset: 7, help: fix, whole: { type: 'rewrite', message: 'all' } },
  ],
] as const)('of a rewrite that is not made (%s), the reason is reported', (kind, reason, note) => {
  const transform = madeUp({ id: 'own', kind });
  const found = { transform: 'own', message: 'not rewritten: so', ...note };
  const asked = { transform, offset: 3 };
  expect(declinedNote(asked, reason)).toStrictEqual(found);
  const about = { at: 3, start: 3, end: 9 };
  const isAbout = reason instanceof LeftAlone ? {} : { about };
  expect(declinedNote({ ...asked, about }, reason)).toStrictEqual({ ...found, ...isAbout });
  const value = { layer: 'a', name: 'b', keys: [] };
  const isStaying = reason instanceof LeftAlone ? {} : { stays: value };
  expect(declinedNote({ ...asked, value }, reason)).toStrictEqual({ ...found, ...isStaying });
});

describe('as many of the requests are made as can be made together', () => {
  const text = 'a: 1\nb: 2\nc: 3\nd: 4\n';
  const [read] = new ManifestFile('a.yaml', text).documentsFor([{ wants: () => true }], Words.of([]));
  const document = read?.read();
  if (!document || isParseProblem(document)) throw new Error('it cannot be read');

  /** Sets a key to a value. */
  const request = (summary: string): Request => {
    const [key = '', value = ''] = summary.split(' ');
    const scalar = valueAt(document.root, key);
    if (scalar?.kind !== 'scalar') throw new Error(`not a scalar: ${key}`);
    const editor = new Editor();
    editor.set(scalar, value);
    const { changes } = editor;
    const offset = startOf(scalar);
    return {
      id: Symbol(),
      transform: madeUp({}),
      object: undefined,
      offset,
      summary,
      due: {},
      notes: [],
      changes,
    };
  };

  test.each([
    ['a x, b u, d z', 'a: x\nb: u\nc: 3\nd: z\n', 'a x, b u, d z', []],
    ['a x, a w, b z', 'a: x\nb: z\nc: 3\nd: 4\n', 'a x, b z', [3]],
    ['a x, b u, c z, c w, d v', 'a: x\nb: u\nc: z\nd: v\n', 'a x, b u, c z, d v', [13]],
    ['', text, '', []],
  ])('of "%s"', (wanted, result, made, declined) => {
    const requests = wanted.split(', ').flatMap((each) => (each === '' ? [] : request(each)));
    const attempt = prove(document, { requests, refusals: [], notes: [], kept: [] }, new Facts());
    expect(attempt.done.map(({ summary }) => summary).join(', ')).toBe(made);
    expect(attempt.notes.map(({ offset }) => offset)).toEqual(declined);
    expect(attempt.rewrite === undefined).toBe(made === '');
    expect(applyEdits(text, attempt.rewrite?.edits ?? [])).toBe(result);
  });

  test('what was refused is reported beside what is said', () => {
    const note = { transform: 'own', level: 'note', message: 'so', offset: 0 } as const;
    const refused = { ...note, message: 'no' };
    const refusals = [{ transform: madeUp({}), offset: 0, note: refused }];
    const { notes } = prove(document, { requests: [], refusals, notes: [note], kept: [] }, new Facts());
    expect(notes).toEqual([note, refused]);
  });

  test('a fault is no reason', () => {
    const requests = [{ ...request('a x'), changes: [{ type: 'set' }] as never }];
    expect(() => prove(document, { requests, refusals: [], notes: [], kept: [] }, new Facts())).toThrow(
      TypeError,
    );
  });
});

test('a file without anything to do stays, whatever is accepted', () => {
  const kept = [{ start: 0, end: 1 }];
  const migration = { text: 'a', edits: [], proven: [], done: [], notes: [], kept, ignores: [] };
  const { all, only } = planOfUnchanged('a', { kept });
  expect([all, only(new Set())]).toEqual([migration, migration]);
  expect(planOfUnchanged('a', {}).all.kept).toEqual([]);
});
