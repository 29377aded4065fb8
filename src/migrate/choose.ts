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

/** Leaves out transforms that wait for an occasion which no text gives: one that holds a certain word. */
export function withOccasion(
  transforms: readonly Transform[],
  isHeld: (word: string) => boolean,
): Transform[] {
  return transforms.filter(({ occasion }) => !occasion || occasion.some(isHeld));
}

/** What the transforms have to know of the whole tree; what several ask for is there once. */
export function surveysOf(transforms: readonly Transform[]): Survey[] {
  return [...new Set(transforms.flatMap(({ surveys = [] }) => surveys))];
}

/** Every word for which a transform may have to see a document. */
export function triggersOf({ triggers, conditionalTriggers = [] }: Transform): readonly string[] {
  return [...triggers, ...conditionalTriggers.flatMap(({ words }) => words)];
}

/** Every word for which a transform has to know of a file before it can migrate another. */
export function surveyWordsOf({ surveys = [], occasion = [] }: Transform): readonly string[] {
  return [...surveys.flatMap((survey) => survey.triggers), ...occasion];
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
      return words.length > 0 && conditional.countIn(path, facts) ? words : [];
    }),
  ];
}
