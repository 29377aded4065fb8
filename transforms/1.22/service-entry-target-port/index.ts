import type { Transform } from '../../../src/transform';
import { crosses } from '../../../src/version';
import { isSwitchedOff, surveyOfUses } from '../../shared/uses';
import { targetPortOfNone } from './uses';

export const targetPortSurvey = surveyOfUses(targetPortOfNone);

/** A `targetPort` that had no effect up to 1.21, and would get one. */
export const serviceEntryTargetPort: Transform = {
  id: 'service-entry-target-port',
  title: 'ServiceEntry with resolution NONE obeys targetPort',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/',
  about: async () => (await import('./about')).about,
  triggers: ['targetPort'],
  surveys: [targetPortSurvey],

  migrate(document, { facts, range, report, rewrite }) {
    // On 1.22 and later the field works, and stays as it is. What the variable switches off, its own transform follows.
    if (!crosses(range, '1.22') || isSwitchedOff(targetPortOfNone, facts)) return;
    for (const { at, summary, blocked, keep } of targetPortOfNone.findUses(document)) {
      if (blocked) report({ level: 'warning', at, ...blocked });
      else if (range.isFromKnown) rewrite(at, summary, keep);
      else
        report({
          level: 'warning',
          at,
          message: 'since Istio 1.22 a ServiceEntry with resolution NONE obeys targetPort',
          help: 'coming from 1.21 or older, delete targetPort to keep what happens today, or pass --from',
        });
    }
  },
};
