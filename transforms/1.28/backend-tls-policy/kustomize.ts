import type { MovedKind } from '../../../src/moves';
import { type PolicyBase, policyBases } from './base';
import { isPolicyField, moveWholePolicyField } from './field';
import { policyMove } from './names';
import { followPolicyOperation } from './operation';
import { migratePolicy } from './policy';

/** BackendTLSPolicy, as kustomizations speak of it. */
export const movedPolicy: MovedKind<PolicyBase> = {
  ...policyMove,
  release: '1.28',
  bases: policyBases,
  isOwnField: isPolicyField,
  moveField: moveWholePolicyField,
  followOperation: followPolicyOperation,
  migrateObject: migratePolicy,
};

/** Paths of a policy's fields as JSON patches, replacements and configurations write them. */
export const policyWords = [
  'spec/targetRef',
  'spec.targetRef',
  'spec/tls',
  'spec.tls',
  'caCertRefs',
  'version',
];
