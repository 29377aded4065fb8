import type { Context, Report } from '../../../src/transform';
import { isAssertion } from '../../../src/kubernetes/assertion';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Editor } from '../../../src/yaml';
import { type MovedKind, reportStaleMetadata, rewriteObject, type Role, statusOf } from '../../../src/moves';
import { checkPool } from './check';
import { type PoolBase, poolBases } from './base';
import { group, isPoolField, moveWholeField, oldGroup, poolMove } from './names';
import { migratePatch } from './patch';
import { readPool, requirePorts } from './shape';
import { migratePicker, migratePickerPort, migratePorts, migrateSelector, migrateStatus } from './spec';
import { followPoolOperation } from './operation';

/** Migrates a pool, or a list of pools, or a patch for one. */
function migratePool(object: KubernetesObject, role: Role<PoolBase> | undefined, context: Context): void {
  const { facts } = context;
  rewriteObject(object, role, poolMove, 'fields of earlier generations', context, (edit, report) => {
    if (object.kind === 'InferencePoolList') return;
    if (role?.is === 'patch') migratePatch(object, role.bases, facts, edit, report);
    else migrateWhole(object, role, context, edit, report);
  });
}

function migrateWhole(
  object: KubernetesObject,
  role: Role<PoolBase> | undefined,
  context: Context,
  edit: Editor,
  report: Report,
): void {
  const { facts, locate } = context;
  const isAsserted = isAssertion(object, locate(object.mapping).path);
  const whole = readPool(object);
  const pool = isAsserted ? { ...whole, isPartial: true } : whole;
  requirePorts(pool);
  migrateSelector(pool, edit);
  migratePorts(pool, edit);
  migratePicker(pool, edit);
  migratePickerPort(pool.picker, pool.pickerPort, role?.is === 'resource' || !pool.isPartial, edit);
  migrateStatus(pool, edit, report);
  // What it lacks, a patch of the tree may bring.
  const isCompleted = role?.is === 'resource' && role.isPatched;
  checkPool(isCompleted ? { ...pool, isPartial: true } : pool, report);
  if (object.group !== oldGroup || isAsserted) return;
  reportStaleMetadata(object, report);
  report({
    level: 'warning',
    at: object.apiVersionEntry ?? object.mapping,
    message: 'the API group changes, so the migrated InferencePool is a new object beside the old one',
    help:
      'install the v1 CRDs first, apply the new pool, wait until it is accepted, then delete the old object' +
      (statusOf({}, { bases: poolBases }, facts) === 'moves'
        ? ` and the CRD inferencepools.${oldGroup}`
        : ''),
  });
}

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
  ...[group, 'patches', 'replacements', 'Transformer'],
];
