import { Choices } from '../../src/migrate/choices';
import { type FilePlan, unchanged } from '../../src/migrate/plan';
import { madeUp } from '../support/made-up';
import type { AskedFor } from '../../src/migrate/request';

/**
 * A plan for a file, whose text is the names of what is done. Of each rewrite it is said which others it cannot be done
 * without.
 */
function planOf(needs: Readonly<Record<string, string>>): FilePlan {
  const note = { transform: 'own', level: 'note', offset: 0, message: 'so' } as const;
  const requests = Object.keys(needs).map((summary, index): AskedFor => ({
    ...{ id: Symbol(summary), transform: madeUp({ id: 'own', kind: 'required' }), object: undefined },
    // The last one in the order of the transforms is the first in the file.
    ...{ offset: 10 - index, due: {}, notes: [], summary },
  }));
  const with_ = (done: readonly AskedFor[]) => unchanged(namesOf(done), { done, notes: [note] });
  return {
    all: with_(requests),
    only(accepted) {
      const done = requests.filter(({ id }) => accepted.has(id));
      const names = new Set(done.map(({ summary }) => summary));
      const isWhole = [...names].every((name) =>
        (needs[name] ?? '').split(' ').every((other) => other === '' || names.has(other)),
      );
      return isWhole ? with_(done) : undefined;
    },
  };
}

function namesOf(requests: readonly AskedFor[]): string {
  return requests.map(({ summary }) => summary).join(' ');
}

/** Each row: rewrites with what they need, the answers, and the offers, the text and the reasons for what is left. */
test.each<
  [
    name: string,
    needs: Readonly<Record<string, string>>,
    answers: string,
    offers: readonly string[],
    text: string,
    left: readonly string[],
  ]
>([
  ['all', { b: '', a: '' }, 'yy', ['a', 'b'], 'b a', []],
  ['the first', { b: '', a: '' }, 'yn', ['a', 'b'], 'a', ['b: you declined it']],
  ['none', { b: '', a: '' }, 'nn', ['a', 'b'], '', ['a: you declined it', 'b: you declined it']],
  ['two together', { b: 'a', a: 'b', c: '' }, 'yy', ['c', 'a b'], 'b a c', []],
  [
    'not the two together',
    { b: 'a', a: 'b', c: '' },
    'yn',
    ['c', 'a b'],
    'c',
    ['a: you declined it', 'b: you declined it'],
  ],
  ['what a later one is needed for', { b: '', a: 'b', c: '' }, 'yy', ['c', 'a b'], 'b a c', []],
  ['what was accepted is no longer offered with', { b: 'a', a: '' }, 'yy', ['a', 'b'], 'b a', []],
  [
    'what is needed is declined',
    { b: 'a', a: '' },
    'n',
    ['a'],
    '',
    ['a: you declined it', 'b: it needs another rewrite, which you declined'],
  ],
])('rewrites are offered one by one: %s', (_name, needs, answers, offers, text, left) => {
  const choices = new Choices(planOf(needs));
  const offered: string[] = [];
  const all = Object.keys(needs).length;
  expect(choices.count).toEqual({ decided: 0, all });
  for (let offer = choices.next(); offer; offer = choices.next()) {
    expect(choices.next()).toEqual(offer);
    offered.push(namesOf(offer.requests));
    expect(offer.after.text).not.toBe(offer.before.text);
    if (answers[offered.length - 1] === 'y') choices.accept(offer);
    else choices.decline(offer);
    expect(choices.count.decided).toBe(all - choices.rest.length);
  }
  const { migration, left: count } = choices.result();
  expect([offered, migration.text]).toEqual([offers, text]);
  const [own, ...reasons] = migration.notes;
  expect(own?.message).toBe('so');
  const shown = reasons.map(
    ({ offset, message }) =>
      `${Object.keys(needs)[10 - offset] ?? ''}: ${message.replace('not rewritten: ', '')}`,
  );
  expect([count, shown]).toEqual([left.length, left]);
  for (const { help, message } of reasons)
    expect(help).toBe(
      message.includes('another') ? 'run again and accept both rewrites' : 'run again to make this rewrite',
    );
  expect(choices.count).toEqual({ decided: all, all });
});

/** Each row: rewrites with what they need, the first answer, which of the rest is declined, and the text. */
test.each<
  [needs: Readonly<Record<string, string>>, first: boolean, isDeclined: string, text: string, left: number]
>([
  [{ c: '', b: '', a: '' }, true, '', 'c b a', 0],
  [{ c: '', b: '', a: '' }, false, '', 'c b', 1],
  [{ c: '', b: '', a: '' }, true, 'b', 'c a', 1],
  [{ c: 'b', b: '', a: '' }, true, 'b', 'a', 2],
  [{ c: '', b: 'a', a: '' }, false, '', 'c', 2],
])('the rest is accepted: %j', (needs, isFirst, isDeclined, text, left) => {
  const choices = new Choices(planOf(needs));
  const first = choices.next();
  if (!first) throw new Error('nothing is offered');
  if (isFirst) choices.accept(first);
  else choices.decline(first);
  if (isDeclined === '') choices.acceptRest();
  else choices.acceptRest(({ summary }) => summary === isDeclined);
  expect([choices.next(), choices.rest]).toEqual([undefined, []]);
  expect(choices.result()).toMatchObject({ migration: { text }, left });
});

test('several are offered together, with what they need', () => {
  const choices = new Choices(planOf({ d: '', c: 'd', b: '', a: '' }));
  const [a, b, c] = choices.rest;
  if (!a || !b || !c) throw new Error('nothing is left');
  expect(namesOf(choices.rest)).toBe('a b c d');
  expect(namesOf(choices.offerOf([a, b])?.requests ?? [])).toBe('a b');
  expect(namesOf(choices.offerOf([a, c])?.requests ?? [])).toBe('a c d');
});

test('a file that cannot stay as it is, is a fault', () => {
  const plan = planOf({ a: '' });
  const choices = new Choices({ ...plan, only: () => undefined });
  expect(() => choices.result()).toThrow('a file without any of its rewrites cannot be made');
});
