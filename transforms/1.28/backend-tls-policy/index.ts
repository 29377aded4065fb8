import { upgradeNotesOf } from '../../../src/about';
import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import { isAssertion } from '../../../src/kubernetes/assertion';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Context, Report, Transform } from '../../../src/transform';
import { alphaFlag, alphaFlagIsOn, alphaFlagSurveys } from '../../shared/alpha-gateway/uses';
import {
  codeSurvey,
  constraintSurvey,
  hasUnits,
  isOldObject,
  migrateKind,
  type MovedKind,
  patchFileSurvey,
  rewriteObject,
  type Role,
  chartDefaultSurvey,
  successorSurvey,
  wordsInKustomize,
  wordsInPatchFiles,
  wordsInSuites,
  wordsInYttOverlays,
  yttOverlaySurvey,
} from '../../../src/moves';
import type { Mention } from '../../../src/sweep/mention';
import { fieldMention } from '../../shared/mentions/field-mentions';
import { versionMention } from '../../shared/mentions/version-mentions';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import {
  group,
  isPolicyField,
  migrateNamespaces,
  migrateTargetList,
  migrateValidation,
  moveWholePolicyField,
  type Policy,
  policyMove,
  readPolicy,
} from './shape';
import { followPolicyOperation, migratePatch, type PolicyBase, policyBases, policySurvey } from './patches';
import { checkPolicy, reportPart } from './check';
import { oldPolicyValues, policyTemplateSurvey } from './values';

/** Tells what a policy does on 1.28 that it did not on 1.27. */
function reportBehaviour({ targets }: Policy, object: KubernetesObject, facts: Facts, report: Report): void {
  const wasIgnored = facts.all(alphaFlagIsOn).length === 0;
  const at = object.apiVersionEntry ?? object.mapping;
  report({
    level: 'warning',
    at,
    message:
      'BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version',
    help: `install these before istiod${wasIgnored ? '' : ` (their experimental channel while ${alphaFlag} is on, since istiod 1.26 and 1.27 wait for v1alpha3)`}, and apply the manifests between the two`,
  });
  if (wasIgnored) {
    report({
      level: 'warning',
      at,
      message: `Istio 1.27 ignored this policy unless ${alphaFlag} was on; in 1.28 and later it takes effect`,
      help: 'make sure that the backend speaks TLS with the given hostname and CA before you upgrade',
    });
  }
  for (const { sectionName } of targets) {
    if (!sectionName) continue;
    const message =
      'Istio 1.27 applied the policy to the whole Service; in 1.28 and later sectionName limits it to that port';
    report({ level: 'note', at: sectionName, message });
  }
}

/** Migrates a policy, or a list of policies, or a patch for one. */
function migratePolicy(object: KubernetesObject, role: Role<PolicyBase> | undefined, context: Context): void {
  rewriteObject(object, role, policyMove, 'fields of v1alpha2', context, (edit, report) => {
    if (object.kind === 'BackendTLSPolicyList') return;
    if (role?.is === 'patch') {
      migratePatch(object, role.bases, edit);
      return;
    }
    const policy = readPolicy(object);
    migrateTargetList(policy, edit);
    migrateNamespaces(policy, object.namespace, edit, report);
    migrateValidation(policy, edit);
    const isCompleted = role?.is === 'resource' && role.isPatched;
    const isAsserted = isAssertion(object, context.locate(object.mapping).path);
    checkPolicy(isCompleted || isAsserted ? { ...policy, isPartial: true } : policy, report);
    if (!isOldObject(object, policyMove) || isAsserted) return;
    if (!isCompleted) reportPart(policy, object.apiVersionEntry ?? object.mapping, report);
    reportBehaviour(policy, object, context.facts, report);
  });
}

const policyCode: FactKind<FactPlace> = { name: 'backend-tls-policy-code' };

/** BackendTLSPolicy, as kustomizations name it. */
const movedPolicy: MovedKind<PolicyBase> = {
  ...policyMove,
  release: '1.28',
  bases: policyBases,
  code: policyCode,
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

/** What must not be left of the alpha versions of BackendTLSPolicy and of their fields, in any file. Other kinds have such versions too. */
const policyMentions: readonly Mention[] = [
  versionMention({
    group,
    kind: 'BackendTLSPolicy',
    plural: 'backendtlspolicies',
    versions: ['v1alpha2', 'v1alpha3'],
    bases: policyBases,
    message: 'still refers to an alpha version of BackendTLSPolicy',
    help: 'use gateway.networking.k8s.io/v1; v1alpha2 also had other fields: targetRef is targetRefs, tls is validation',
  }),
  fieldMention({ ...policyMove, moveField: moveWholePolicyField }),
  oldPolicyValues,
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
  docs: `${upgradeNotesOf('1.28')}#backendtlspolicy-alpha-removal`,
  about: async () => (await import('./about')).about,
  triggers: ['BackendTLSPolicy', 'backendtlspolicies', '/spec/tls/caCertRefs', '/spec/tls/wellKnownCACerts'],
  conditionalTriggers: [
    ...wordsInKustomize([...policyWords, `${group}/v1alpha`]),
    wordsInSuites([movedPolicy]),
    wordsInPatchFiles(['targetRef', 'tls:', '"tls"', '/spec'], movedPolicy),
    wordsInYttOverlays,
  ],
  surveys: [
    kustomizeSurvey,
    patchFileSurvey,
    yttOverlaySurvey,
    constraintSurvey,
    policySurvey,
    chartDefaultSurvey,
    successorSurvey(movedPolicy),
    policyTemplateSurvey,
    codeSurvey(policyCode, { id: 'backend-tls-policy', mentions: policyMentions }),
    ...alphaFlagSurveys,
  ],
  hasUnits: (facts) => hasUnits(movedPolicy, facts),
  mentions: policyMentions,

  migrate(document, given) {
    migrateKind(document, movedPolicy, given);
  },
};
