import { isAtLeast, parseVersion, type Version } from '../version';
import type { Survey, Transform } from '../transform';

/** Which of the transforms to run, by id or kind. */
export interface Choice {
  /** Only these; all if empty. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The newest patch of the release that this tool migrates to unless told otherwise. */
export const usualTarget: Version = { major: 1, minor: 28, patch: undefined };

/** The transforms that were chosen and that the target release asks for, in their order. */
export function chooseTransforms(
  all: readonly Transform[],
  { only, skip }: Choice,
  target: Version,
): Transform[] {
  return all.filter(({ id, kind, release }) => {
    const isIn = (names: readonly string[]): boolean => names.includes(id) || names.includes(kind);
    const since = parseVersion(release);
    if (since && !isAtLeast(target, { ...since, patch: 0 })) return false;
    return (only.length === 0 || isIn(only)) && !isIn(skip);
  });
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
