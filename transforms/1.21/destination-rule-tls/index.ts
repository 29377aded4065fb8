import type { Transform } from '../../../src/transform';
import { reaches } from '../../../src/version';
import { isSwitchedOff, surveyOfUses } from '../../shared/uses';
import { verifyCertificate } from './uses';

export const verifyCertificateSurvey = surveyOfUses(verifyCertificate);

/** Rules that verify the certificate of their upstream in 1.21 and later. */
export const destinationRuleTls: Transform = {
  id: 'destination-rule-tls',
  title: 'DestinationRules with TLS and no CA verify certificates',
  release: '1.21',
  phase: 'before',
  kind: 'pin',
  docs: 'https://istio.io/latest/news/releases/1.21.x/announcing-1.21/upgrade-notes/',
  about: async () => (await import('./about')).about,
  triggers: ['DestinationRule'],
  surveys: [verifyCertificateSurvey],

  migrate(document, { facts, range, pinDefaults, report, rewrite }) {
    if (isSwitchedOff(verifyCertificate, facts)) {
      // Up to 1.23 the variable keeps it off; the release that drops the variable carries it over.
      if (!reaches(range, verifyCertificate.gone) || range.isFromKnown) return;
    }
    for (const { at, blocked, summary, keep } of verifyCertificate.findUses(document)) {
      if (blocked) report({ level: 'warning', at, ...blocked });
      else if (pinDefaults) rewrite(at, summary, keep);
      else
        report({
          level: 'warning',
          at,
          message: 'since Istio 1.21 the certificate of the upstream is verified, and this rule names no CA',
          help: 'set caCertificates to the CA that signed it, unless a public CA did; to keep the old behaviour, add "insecureSkipVerify: true" below "mode", or pass --pin-defaults',
        });
    }
  },
};
