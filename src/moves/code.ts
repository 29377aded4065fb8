import { isProgram } from '../files/names';
import type { FactKind, FactPlace } from '../facts';
import { type Sweeping, sweep } from '../sweep/sweep';
import type { Survey } from '../transform';

/** Finds what code of the tree still uses, by what the sweep looks for: adds each place. */
export function codeSurvey(code: FactKind<FactPlace>, looking: Sweeping): Survey {
  const alone = [looking];
  return {
    triggers: (looking.mentions ?? []).flatMap(({ words }) => words),
    readsScripts: true,
    glance(path, text, facts) {
      if (isProgram(path))
        for (const { line, column } of sweep({ path, text }, alone, new Map()))
          facts.add(code, { path, line, column });
    },
  };
}
