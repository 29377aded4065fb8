import type { MovedKind } from '../../../src/moves';
import { type PoolBase, poolBases } from './base';
import { isPoolField, moveWholeField } from './field';
import { group, oldGroup } from './names';
import { followPoolOperation } from './operation';
import { migratePool } from './pool';

/** InferencePool, as kustomizations speak of it. */
export const movedPool: MovedKind<PoolBase> = {
  kind: 'InferencePool',
  groups: [group, oldGroup],
  versions: ['v1', 'v1alpha2', 'v1alpha1'],
  bases: poolBases,
  isOwnField: isPoolField,
  moveField: moveWholeField,
  followOperation: followPoolOperation,
  migrateObject: migratePool,
};

/** Paths of a pool's fields as JSON patches, replacements and configurations write them. */
export const poolWords = ['extensionRef', 'targetPortNumber', 'spec/selector', 'spec.selector'];
