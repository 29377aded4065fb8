import type { Context } from '../../../src/transform';
import { describeObject, type KubernetesObject } from '../../../src/kubernetes/object';
import { LeftAlone } from '../../../src/suppress/ignored';
import { isKept, isOldObject, reportMissingBase, type Role } from '../../../src/moves';
import type { PolicyBase } from './base';
import { reportBehaviour } from './behaviour';
import { checkPolicy, reportPart } from './check';
import { group, policyMove, version } from './names';
import { migratePatch } from './patch';
import { readPolicy } from './shape';
import { migrateNamespaces, migrateTargetList, migrateValidation } from './spec';

/** Migrates a policy, or a list of policies, or a patch for one. */
export function migratePolicy(
  object: KubernetesObject,
  role: Role<PolicyBase> | undefined,
  { facts, ignores, rewrite }: Context,
): void {
  const { apiVersionEntry } = object;
  const isOld = isOldObject(object, policyMove);
  rewrite(apiVersionEntry ?? object.mapping, summaryOf(object, isOld), (edit, report) => {
    if (isOld && apiVersionEntry?.value.kind === 'scalar')
      edit.set(apiVersionEntry.value, `${group}/${version}`);
    const stayIfKept = () => {
      if (edit.changes.length > 0 && isKept(object, ignores.within)) throw new LeftAlone();
    };
    if (object.kind === 'BackendTLSPolicyList') {
      stayIfKept();
      return;
    }
    if (role?.is === 'patch') {
      migratePatch(object, role.bases, edit);
      stayIfKept();
      if (isOld && role.bases.length === 0)
        reportMissingBase('BackendTLSPolicy', apiVersionEntry ?? object.mapping, report);
      return;
    }
    const policy = readPolicy(object);
    migrateTargetList(policy, edit);
    migrateNamespaces(policy, object.namespace, edit, report);
    migrateValidation(policy, edit);
    stayIfKept();
    const isCompleted = role?.is === 'resource' && role.isPatched;
    checkPolicy(isCompleted ? { ...policy, isPartial: true } : policy, report);
    if (!isOld) return;
    if (!isCompleted) reportPart(policy, apiVersionEntry ?? object.mapping, report);
    reportBehaviour(policy, object, facts, report);
  });
}

function summaryOf(object: KubernetesObject, isOld: boolean): string {
  const what = describeObject(object);
  return isOld
    ? `${what}: ${object.apiVersion} → ${group}/${version}`
    : `${what}: fields of v1alpha2 → ${version}`;
}
