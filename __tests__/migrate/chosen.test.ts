import { type Choice, chooseTransforms, stagesOf, withinRange } from '../../src/migrate/choices';
import { madeUp } from '../support/made-up';
import { upgradeTo, versionOf } from '../support/upgrade';

const kinds = ['required', 'cleanup', 'hardening', 'pin', 'advice', 'modernize'] as const;
const ofKinds = kinds.map((kind) => madeUp({ id: `a-${kind}`, kind, release: '1.28' }));
const everything: Choice = { only: [], skip: [] };

test.each<[Partial<Choice>, string, ids: string]>([
  [{}, '1.28', 'a-required a-cleanup a-hardening a-pin a-advice'],
  [{}, '1.27', ''],
  [{ modernize: true }, '1.28', 'a-required a-cleanup a-hardening a-pin a-advice a-modernize'],
  [{ skip: ['pin', 'a-required', 'advice'] }, '1.28', 'a-cleanup a-hardening'],
  [{ only: ['pin', 'a-required'] }, '1.28', 'a-required a-pin'],
  [{ only: ['modernize'] }, '1.28', 'a-modernize'],
  [{ only: ['pin', 'cleanup'], skip: ['a-pin'] }, '1.28', 'a-cleanup'],
  [{ only: ['pin'] }, '1.27', ''],
])('of the transforms, %j chooses for %s: %s', (choice, to, ids) => {
  const chosen = chooseTransforms(ofKinds, { ...everything, ...choice }, versionOf(to));
  expect(chosen.map(({ id }) => id).join(' ')).toBe(ids);
});

test.each([
  ['1.28', 'a-required a-cleanup a-hardening a-pin a-advice a-modernize'],
  ['1.29', 'a-required a-cleanup a-modernize'],
])('what only counts on the way is left out of an upgrade to %s that passes it by', (to, ids) => {
  const { range } = upgradeTo(to);
  expect(
    withinRange(ofKinds, range)
      .map(({ id }) => id)
      .join(' '),
  ).toBe(ids);
});

test('a transform may say itself that it is not due', () => {
  const asked = [madeUp({ isDue: () => true }), madeUp({ isDue: () => false }), madeUp({})];
  expect(withinRange(asked, upgradeTo('1.28').range)).toEqual([asked[0], asked[2]]);
});

test.each([
  ['', 'a c|b|d'],
  ['word', 'f|a c|b|d'],
])('transforms are in the stage behind those that they follow, with "%s" in the tree', (held, stages) => {
  const all = [
    madeUp({ id: 'a' }),
    madeUp({ id: 'b', follows: ['a', 'unknown'] }),
    madeUp({ id: 'c', follows: ['unknown'] }),
    madeUp({ id: 'd', follows: ['c', 'b'] }),
    ...(held === '' ? [] : [madeUp({ id: 'f', isFirst: true, occasion: ['other', 'word'] })]),
  ];
  const shown = stagesOf(all, (word) => word === held).map((stage) => stage.map(({ id }) => id).join(' '));
  expect(shown.join('|')).toBe(stages);
});

test('what is first has no stage of its own without its occasion', () => {
  const all = [madeUp({ id: 'a' }), madeUp({ id: 'f', isFirst: true, occasion: ['word'] })];
  expect(stagesOf(all, () => false)).toEqual([all]);
  expect(stagesOf([], () => true)).toEqual([]);
});
