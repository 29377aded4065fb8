import type { MovedKind } from '../../../src/moves';
import { type PoolBase, poolBases } from './base';
import { isPoolField, moveWholeField } from './field';
import { poolMove } from './names';
import { followPoolOperation } from './operation';
import { migratePool } from './pool';

/** InferencePool, and how what names it follows. */
export const movedPool: MovedKind<PoolBase> = {
  ...poolMove,
  release: '1.28',
  bases: poolBases,
  referenceKeys: ['poolRef'],
  isOwnField: isPoolField,
  moveField: moveWholeField,
  followOperation: followPoolOperation,
  migrateObject: migratePool,
};

/** Paths of a pool's fields as JSON patches, replacements and configurations write them. */
export const poolWords = ['extensionRef', 'targetPortNumber', 'spec/selector', 'spec.selector'];
