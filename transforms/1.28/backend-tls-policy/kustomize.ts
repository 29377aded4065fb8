import type { MovedKind } from '../../../src/moves';
import { type PolicyBase, policyBases } from './base';
import { isPolicyField, moveWholePolicyField } from './field';
import { group } from './names';
import { followPolicyOperation } from './operation';
import { migratePolicy } from './policy';

/** BackendTLSPolicy, as kustomizations speak of it. */
export const movedPolicy: MovedKind<PolicyBase> = {
  kind: 'BackendTLSPolicy',
  groups: [group],
  versions: ['v1', 'v1alpha3', 'v1alpha2'],
  bases: policyBases,
  isOwnField: isPolicyField,
  moveField: moveWholePolicyField,
  followOperation: followPolicyOperation,
  migrateObject: migratePolicy,
};

/** Paths of a policy's fields as JSON patches, replacements and configurations write them. */
export const policyWords = ['spec/targetRef', 'spec.targetRef', 'spec/tls', 'spec.tls', 'caCertRefs'];
