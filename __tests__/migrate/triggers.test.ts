import { Facts } from '../../src/facts';
import {
  countsIn,
  inTurns,
  planWordsOf,
  surveyWordsOf,
  triggeredBy,
  triggersAmong,
  withOccasion,
  wordsOfScripts,
} from '../../src/migrate/triggers';
import type { ConditionalTriggers, Survey, Transform } from '../../src/transform';
import { madeUp } from '../support/made-up';

const beside: ConditionalTriggers = { words: ['tls', 'port'], beside: ['Route', 'Gateway'] };
const inFile: ConditionalTriggers = { words: ['tls'], countIn: (path) => path === 'known.yaml' };
const inDocument: ConditionalTriggers = { ...beside, inDocumentWith: ['v1', 'v2'] };

test.each([
  // What a text holds, what is waited for, whether it may be seen for that, and the words for which it is.
  ['own old', [], true, ['own']],
  ['tls', [beside], false, []],
  ['Route', [beside], false, []],
  ['tls Route', [beside], true, ['tls']],
  ['tls Gateway', [beside], true, ['tls']],
  ['port tls Route', [beside], true, ['tls port']],
  ['own tls Gateway', [beside], true, ['own', 'tls']],
  ['port', [inFile], false, []],
  ['tls', [inFile], true, []],
  ['tls', [{ ...inFile, countIn: () => true }], true, ['tls']],
  ['tls', [{ words: ['tls'] }], false, []],
  ['tls Route', [inDocument], true, []],
  ['tls Route v2', [inDocument], true, ['tls']],
  ['v2', [inDocument], false, []],
] as const)('for "%s" beside what is rare: %j', (text, conditionalTriggers, isSeen, words) => {
  const held = new Set(text.split(' '));
  const transform = madeUp({ triggers: ['own', 'other'], conditionalTriggers });
  expect(triggeredBy(held, [transform])).toEqual(isSeen ? [transform] : []);
  const among = triggersAmong(held, 'unknown.yaml', transform, new Facts());
  expect(among.map((each) => each.words.join(' '))).toEqual(words);
});

test('what stands in a file counts only where the tree says so', () => {
  const transform = madeUp({ conditionalTriggers: [inFile] });
  const among = (path: string) => triggersAmong(new Set(['tls']), path, transform, new Facts());
  expect(among('known.yaml')).toHaveLength(1);
  expect(among('unknown.yaml')).toEqual([]);
});

test.each([
  ['tls v1', true],
  ['port v2', true],
  ['tls', false],
  ['v1 v2', false],
])('a document with "%s" counts: %s', (text, isCounted) => {
  expect(countsIn(new Set(text.split(' ')), inDocument)).toBe(isCounted);
});

const survey = (triggers: string, parts: Partial<Survey> = {}): Survey => ({
  triggers: [triggers],
  collect: () => undefined,
  ...parts,
});
const script = survey('helm', { readsScripts: true, occasion: ['rare'] });
const building = survey('built', { buildsOnFacts: true });

test.each<[Partial<Transform>, Record<'plan' | 'surveys' | 'scripts', string>]>([
  [{}, { plan: 'own', surveys: '', scripts: 'own' }],
  [{ occasion: ['now'] }, { plan: 'own', surveys: 'now', scripts: 'own' }],
  [{ surveys: [script, building] }, { plan: 'own', surveys: 'helm rare built', scripts: 'helm own' }],
  [
    { conditionalTriggers: [inDocument, inFile] },
    { plan: 'own tls port tls Route Gateway v1 v2', surveys: '', scripts: 'own tls port tls' },
  ],
  [
    { conditionalTriggers: [beside], hasUnits: () => true },
    { plan: 'own tls port Route Gateway', surveys: 'own tls port Route Gateway', scripts: 'own tls port' },
  ],
])('the words that are searched for: %j', (parts, words) => {
  const transform = madeUp({ triggers: ['own'], ...parts });
  const found = {
    plan: planWordsOf([transform]),
    surveys: surveyWordsOf(transform),
    scripts: wordsOfScripts([transform, { ...transform, triggers: [], conditionalTriggers: [] }]),
  };
  expect(Object.fromEntries(Object.entries(found).map(([of, each]) => [of, each.join(' ')]))).toEqual(words);
});

test('what waits for an occasion is left out without it', () => {
  const waiting = [{}, { occasion: ['one', 'other'] }, { occasion: ['none'] }];
  expect(withOccasion(waiting, (word) => word === 'other')).toEqual(waiting.slice(0, 2));
});

test('what builds on what others find comes behind them', () => {
  expect(inTurns([building, script])).toEqual([[script], [building]]);
});
