import type { Transform } from '../manifest';
import type { Hit } from './scan';

/** Every word for which a transform may have to see a file. */
export function triggersOf({ triggers, conditionalTriggers }: Transform): readonly string[] {
  return [...triggers, ...(conditionalTriggers?.words ?? [])];
}

/** Every word for which a transform has to know of a file before it can migrate another. */
export function surveyWordsOf({ survey, occasion = [] }: Transform): readonly string[] {
  return [...(survey?.triggers ?? []), ...occasion];
}

/** Whether a file holds one of the words. */
export function holdsOneOf({ words: held }: Hit, words: readonly string[]): boolean {
  return words.some((word) => held.has(word));
}
