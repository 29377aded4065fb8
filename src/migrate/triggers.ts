import { once } from '../once';
import type { Facts } from '../facts';
import { wordsGivenTo } from '../install/given';
import type { ConditionalTriggers, Survey, Transform } from '../transform';

/** Leaves out what waits for an occasion which no text gives: one that holds a certain word. */
export function withOccasion<T extends Pick<Transform, 'occasion'>>(
  waiting: readonly T[],
  isHeld: (word: string) => boolean,
): T[] {
  return waiting.filter(({ occasion }) => !occasion || occasion.some(isHeld));
}

/** What the transforms have to know of the whole tree; what several ask for is there once. */
export function surveysOf(transforms: readonly Transform[]): Survey[] {
  return [...new Set(transforms.flatMap(({ surveys = [] }) => surveys))];
}

/** Surveys one after the other: those that build on what others find come behind them. */
export function inTurns(surveys: readonly Survey[]): Survey[][] {
  const isBuilding = ({ buildsOnFacts = false }: Survey) => buildsOnFacts;
  return [surveys.filter((each) => !isBuilding(each)), surveys.filter(isBuilding)];
}

/** Every word for which a transform may have to see a document. */
export function triggersOf({ triggers, conditionalTriggers = [] }: Transform): readonly string[] {
  return [...triggers, ...conditionalTriggers.flatMap(({ words }) => words)];
}

/**
 * The transforms that may have to see a text for the words that it holds, in their order: facts of the tree may say of
 * some that they do not.
 */
export function triggeredBy(held: ReadonlySet<string>, transforms: readonly Transform[]): Transform[] {
  return transforms.filter(
    (transform) =>
      transform.triggers.some((word) => held.has(word)) || counting(held, transform, () => true).length > 0,
  );
}

/** The conditional triggers of a transform that count in a text which holds some words. */
function counting(
  held: ReadonlySet<string>,
  { conditionalTriggers = [] }: Transform,
  counts: (countIn: NonNullable<ConditionalTriggers['countIn']>) => boolean,
): readonly ConditionalTriggers[] {
  const isHeld = (word: string) => held.has(word);
  return conditionalTriggers.filter(
    ({ words, beside, countIn }) =>
      words.some(isHeld) && (beside?.some(isHeld) === true || (countIn !== undefined && counts(countIn))),
  );
}

/** The words that tell which of the transforms have to see the documents of a text; put together once. */
export const planWordsOf = once(
  (transforms: readonly Transform[]): readonly string[] => transforms.flatMap(planWordsOfOne),
  new WeakMap(),
);

function planWordsOfOne(transform: Transform): readonly string[] {
  const { conditionalTriggers = [] } = transform;
  const others = conditionalTriggers.flatMap(({ beside = [], inDocumentWith = [] }) => [
    ...beside,
    ...inDocumentWith,
  ]);
  return [...triggersOf(transform), ...others];
}

/**
 * Every word for which a transform has to know of a file before it can migrate another: of units, each file that it might
 * change, since a part of one may be there.
 */
export function surveyWordsOf(transform: Transform): readonly string[] {
  const { surveys = [], occasion = [], hasUnits } = transform;
  const ofSurveys = surveys.flatMap((survey) => [...survey.triggers, ...(survey.occasion ?? [])]);
  return [...ofSurveys, ...occasion, ...(hasUnits ? planWordsOfOne(transform) : [])];
}

/** Every word for which a survey glances at a script. */
export function scriptWordsOf(transforms: readonly Transform[]): readonly string[] {
  return surveysOf(transforms).flatMap(({ readsScripts, triggers }) => (readsScripts ? triggers : []));
}

/** Every word by which a script or a module of Terraform says that a chart is installed, and what with. */
export function wordsOfScripts(transforms: readonly Transform[]): readonly string[] {
  return [...scriptWordsOf(transforms), ...transforms.flatMap(triggersOf)];
}

/** The words that a text holds, with those of what its file is given to. */
export function heldBy(path: string, words: ReadonlySet<string>, facts: Facts): ReadonlySet<string> {
  const given = wordsGivenTo(path, facts);
  return given.length === 0 ? words : new Set([...words, ...given]);
}

/** Words for which a transform has to see a document that holds one of them, and one of those that must be beside it. */
export type CountingWords = Pick<ConditionalTriggers, 'words' | 'inDocumentWith'>;

/** Of the words that a text holds, those for which a transform has to see the documents that they stand in. */
export function triggersAmong(
  held: ReadonlySet<string>,
  path: string,
  transform: Transform,
  facts: Facts,
): CountingWords[] {
  return [{ words: transform.triggers }, ...counting(held, transform, (countIn) => countIn(path, facts))]
    .map((each): CountingWords => ({ ...each, words: each.words.filter((word) => held.has(word)) }))
    .filter((each) => countsIn(held, each));
}

/** Whether a document holds what a transform has to see it for. */
export function countsIn(held: ReadonlySet<string>, { words, inDocumentWith }: CountingWords): boolean {
  const isHeld = (word: string) => held.has(word);
  return words.some(isHeld) && (inDocumentWith?.some(isHeld) ?? true);
}
