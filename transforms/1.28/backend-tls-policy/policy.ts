import type { Facts } from '../../../src/facts';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Context, Report } from '../../../src/transform';
import { alphaFlag, alphaFlagIsOn } from '../../shared/alpha-gateway';
import { isOldObject, rewriteObject, type Role } from '../../../src/moves';
import { migrateNamespaces, migrateTargetList, migrateValidation, type Policy, readPolicy } from './shape';
import { migratePatch, type PolicyBase } from './patches';
import { checkPolicy, reportPart } from './check';
import { policyMove } from './names';

/** Tells what a policy does on 1.28 that it did not on 1.27. */
function reportBehaviour({ targets }: Policy, object: KubernetesObject, facts: Facts, report: Report): void {
  const wasIgnored = facts.all(alphaFlagIsOn).length === 0;
  const at = object.apiVersionEntry ?? object.mapping;
  report({
    level: 'warning',
    at,
    message:
      'BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version',
    help: 'upgrade the CRDs first, then apply the manifests, then upgrade Istio',
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
export function migratePolicy(
  object: KubernetesObject,
  role: Role<PolicyBase> | undefined,
  context: Context,
): void {
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
    checkPolicy(isCompleted ? { ...policy, isPartial: true } : policy, report);
    if (!isOldObject(object, policyMove)) return;
    if (!isCompleted) reportPart(policy, object.apiVersionEntry ?? object.mapping, report);
    reportBehaviour(policy, object, context.facts, report);
  });
}
