import {
  contextBesideOldBranches,
  hasUnits,
  migrateNames,
  migrateWithKustomize,
  type MovedKind,
  reportTemplatedVersions,
  wordsInKustomize,
} from '../../../src/moves';
import type { Mention } from '../../../src/sweep/mention';
import { versionMention } from '../../shared/version-mentions';
import type { Transform } from '../../../src/transform';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { alphaFlagSurvey } from '../../shared/alpha-gateway';
import { followPolicyOperation, type PolicyBase, policyBases, policySurvey } from './patches';
import { group, isPolicyField, moveWholePolicyField, policyMove } from './names';
import { migratePolicy } from './policy';

/** BackendTLSPolicy, as kustomizations speak of it. */
const movedPolicy: MovedKind<PolicyBase> = {
  ...policyMove,
  release: '1.28',
  bases: policyBases,
  isOwnField: isPolicyField,
  moveField: moveWholePolicyField,
  followOperation: followPolicyOperation,
  migrateObject: migratePolicy,
};

/** Paths of a policy's fields as JSON patches, replacements and configurations write them. */
const policyWords = [
  'spec/targetRef',
  'spec.targetRef',
  'spec/tls',
  'spec.tls',
  'caCertRefs',
  'patches',
  'replacements',
  'Transformer',
];

/** What must not be left of the alpha versions of BackendTLSPolicy, in any file. Other kinds have such versions too. */
const policyMentions: readonly Mention[] = [
  versionMention({
    group,
    kind: 'BackendTLSPolicy',
    plural: 'backendtlspolicies',
    versions: ['v1alpha2', 'v1alpha3'],
    message: 'still refers to an alpha version of BackendTLSPolicy',
    help: 'use gateway.networking.k8s.io/v1; v1alpha2 also had other fields: targetRef is targetRefs, tls is validation',
  }),
];

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
  surveys: [kustomizeSurvey, policySurvey, alphaFlagSurvey],
  hasUnits: (facts) => hasUnits(movedPolicy, facts),
  mentions: policyMentions,

  migrate(document, given) {
    const context = contextBesideOldBranches(document, movedPolicy, given);
    reportTemplatedVersions(document, movedPolicy, context.report);
    migrateWithKustomize(document, movedPolicy, context);
    migrateNames(document, movedPolicy, context);
  },
};
