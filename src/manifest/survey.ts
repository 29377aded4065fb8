import type { Survey } from './transform';
import { Words } from './words';

/** One survey that does what several do. */
export function joinSurveys(...surveys: readonly Survey[]): Survey {
  return {
    triggers: [...new Set(surveys.flatMap(({ triggers }) => triggers))],
    files: (path) => surveys.some((survey) => survey.files?.(path)),
    collect(document, facts) {
      for (const survey of surveys) survey.collect(document, facts);
    },
    missed(path, text, facts) {
      for (const survey of surveys) {
        if (Words.of(survey.triggers).isIn(text)) survey.missed?.(path, text, facts);
      }
    },
  };
}
