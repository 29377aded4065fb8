import { crosses, reaches, type UpgradeRange, type Version } from '../version';
import type { Facts } from '../facts';
import type { Survey, Transform } from '../transform';

/** Which of the transforms to run. */
export interface Choice {
  /** Ids and kinds; all if empty. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Whether to run what is optional, too. What `only` names runs in any case. */
  readonly modernize?: boolean;
}

/** The transforms that were chosen and that an upgrade to a version asks for, in their order. */
export function chooseTransforms(
  all: readonly Transform[],
  { only, skip, modernize = false }: Choice,
  to: Version,
): Transform[] {
  return all.filter((transform) => {
    const { id, kind, release } = transform;
    const isAmong = (names: readonly string[]) => names.includes(id) || names.includes(kind);
    if (!reaches({ to }, release) || isAmong(skip)) return false;
    return only.length === 0 ? kind !== 'modernize' || modernize : isAmong(only);
  });
}

/**
 * Leaves out what only counts on the way from an older release: a default that changes, a new hardening, advice on the
 * upgrade itself. What is gone or renamed counts wherever the upgrade starts.
 */
export function withinRange(
  transforms: readonly Transform[],
  range: Pick<UpgradeRange, 'from' | 'to'>,
): Transform[] {
  return transforms.filter(
    ({ kind, release }) => !['hardening', 'pin', 'advice'].includes(kind) || crosses(range, release),
  );
}

/**
 * The transforms by stage: in a later stage are those that change again what an earlier one makes. Nearly always there
 * is one stage.
 */
export function stagesOf(transforms: readonly Transform[]): (readonly Transform[])[] {
  const byId = new Map(transforms.map((transform) => [transform.id, transform]));
  const stageOf = (transform: Transform): number => {
    const earlier = (transform.follows ?? []).flatMap((id) => byId.get(id) ?? []);
    return Math.max(-1, ...earlier.map(stageOf)) + 1;
  };
  const stages: Transform[][] = [];
  for (const transform of transforms) (stages[stageOf(transform)] ??= []).push(transform);
  return stages;
}

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

/** Every word for which a transform may have to see a document. */
export function triggersOf({ triggers, conditionalTriggers = [] }: Transform): readonly string[] {
  return [...triggers, ...conditionalTriggers.flatMap(({ words }) => words)];
}

/** Whether a file that holds words may be one that a transform has to see: facts of the tree may say that it is not. */
export function mayBeTriggered(
  held: ReadonlySet<string>,
  { triggers, conditionalTriggers = [] }: Transform,
): boolean {
  const isHeld = (word: string) => held.has(word);
  return (
    triggers.some(isHeld) ||
    conditionalTriggers.some(
      ({ words, beside = [], countIn }) =>
        words.some(isHeld) && (countIn !== undefined || beside.some(isHeld)),
    )
  );
}

/** The words that tell which of the transforms have to see the documents of a text; put together once. */
export function planWordsOf(transforms: readonly Transform[]): readonly string[] {
  let words = wordsOfPlans.get(transforms);
  if (!words) {
    words = transforms.flatMap((transform) => [...triggersOf(transform), ...besideOf(transform)]);
    wordsOfPlans.set(transforms, words);
  }
  return words;
}

const wordsOfPlans = new WeakMap<readonly Transform[], readonly string[]>();

function besideOf({ conditionalTriggers = [] }: Transform): readonly string[] {
  return conditionalTriggers.flatMap(({ beside = [] }) => beside);
}

/** Every word for which a transform has to know of a file before it can migrate another. */
export function surveyWordsOf({ surveys = [], occasion = [] }: Transform): readonly string[] {
  const ofSurveys = surveys.flatMap((survey) => [...survey.triggers, ...(survey.occasion ?? [])]);
  return [...ofSurveys, ...occasion];
}

/** Every word for which a survey glances at a script. */
export function scriptWordsOf(transforms: readonly Transform[]): readonly string[] {
  return surveysOf(transforms).flatMap(({ readsScripts, triggers }) => (readsScripts ? triggers : []));
}

/** Of the words that a text holds, those for which a transform has to see the documents that they stand in. */
export function triggersAmong(
  held: ReadonlySet<string>,
  path: string,
  { triggers, conditionalTriggers = [] }: Transform,
  facts: Facts,
): string[] {
  const isHeld = (word: string) => held.has(word);
  return [
    ...triggers.filter(isHeld),
    ...conditionalTriggers.flatMap((conditional) => {
      const words = conditional.words.filter(isHeld);
      if (words.length === 0) return [];
      return conditional.beside?.some(isHeld) || conditional.countIn?.(path, facts) ? words : [];
    }),
  ];
}
