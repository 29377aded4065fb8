import type { Transform } from '../transform';
import type { Hit } from './scan';

/** Every word for which a transform has to know of a file before it can migrate another. */
export function surveyWordsOf({ surveys = [], occasion = [] }: Transform): readonly string[] {
  return [...surveys.flatMap((survey) => survey.triggers), ...occasion];
}

/** Whether a file holds one of the words. */
export function holdsOneOf({ words: held }: Hit, words: readonly string[]): boolean {
  return words.some((word) => held.has(word));
}
