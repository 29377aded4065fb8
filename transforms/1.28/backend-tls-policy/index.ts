import type { Transform } from '../../../src/transform';
import { kustomizeSurvey } from '../../../src/kustomize/survey';
import { policySurvey } from './base';
import { movedPolicy, policyWords } from './kustomize';
import { policyMentions } from './mentions';
import { group } from './names';
import {
  contextBesideOldBranches,
  hasUnits,
  inKustomize,
  isForKustomize,
  migrateReferences,
  migrateRoles,
  migrateWithKustomize,
  reportTemplatedVersions,
  useSurvey,
  wordsInKustomize,
} from '../../../src/moves';
import { alphaFlagSurvey } from '../../shared/alpha-gateway';

/**
 * BackendTLSPolicy v1alpha2 and v1alpha3 to `gateway.networking.k8s.io/v1`.
 *
 * Source: kubernetes-sigs/gateway-api, `apis/v1alpha2` at v1.0.0, `apis/v1alpha3` at v1.1.0, `apis/v1` at v1.4.0;
 * istio 1.28, `releasenotes/notes/gtw-140.yaml`, `pilot/pkg/config/kube/gateway/{controller,backend_policies}.go`.
 */
export const backendTlsPolicy: Transform = {
  id: 'backend-tls-policy',
  title: 'BackendTLSPolicy alpha → gateway.networking.k8s.io/v1',
  release: '1.28',
  phase: 'with',
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/#backendtlspolicy-alpha-removal',
  about: async () => (await import('./about')).about,
  triggers: ['BackendTLSPolicy'],
  conditionalTriggers: [wordsInKustomize([...policyWords, `${group}/v1alpha`])],
  surveys: [kustomizeSurvey, policySurvey, useSurvey(movedPolicy), alphaFlagSurvey],
  hasUnits: (facts) => hasUnits(movedPolicy, facts),
  mentions: policyMentions,

  migrate(document, given) {
    const context = contextBesideOldBranches(document, movedPolicy, given);
    reportTemplatedVersions(document, movedPolicy, context.report);
    migrateWithKustomize(document, movedPolicy, context);
    if (isForKustomize(document, context)) return;
    migrateReferences(document, movedPolicy, context, inKustomize(document));
    migrateRoles(document, movedPolicy, context);
  },
};
