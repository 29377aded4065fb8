import type { MovedKind } from '../../../src/moves';
import { type PoolBase, poolBases } from './base';
import { isPoolField, moveWholeField } from './field';
import { group, poolMove } from './names';
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

/** Fields and versions of a pool, as patches, targets, replacements and configurations name them without the kind. */
export const poolWords = [
  ...['extensionRef', 'endpointPickerRef', 'targetPortNumber', 'portNumber', 'selector'],
  ...poolMove.from.flatMap(({ versions }) => versions),
  // A target may tell objects apart by no more than these.
  ...[group, 'version'],
];
