import type { KubernetesObject } from '../../../src/kubernetes/object';
import { asMapping, Declined, type Editor, type Entry, entryOf, isNull, stringOf } from '../../../src/yaml';
import type { PolicyBase } from './base';
import { readPolicy } from './shape';
import { migrateTargetList, migrateValidation } from './spec';

/** What a target of v1 has to name. */
const requiredFields = ['group', 'kind', 'name'];

/**
 * Migrates a strategic-merge patch so that it does to the migrated policy what it did to the old one.
 *
 * @throws Declined where a part of the one `targetRef` was patched: of a list, a patch replaces the whole
 */
export function migratePatch(object: KubernetesObject, bases: readonly PolicyBase[], edit: Editor): void {
  if (stringOf(entryOf(object.mapping, '$patch')?.value) === 'delete') return;
  const policy = readPolicy(object);
  const { targetRef } = policy;
  if (targetRef && isNull(targetRef.value)) {
    edit.rename(targetRef, 'targetRefs');
  } else {
    if (targetRef) requireWhole(targetRef, bases);
    migrateTargetList(policy, edit);
  }
  migrateValidation(policy, edit);
}

function requireWhole(targetRef: Entry, bases: readonly PolicyBase[]): void {
  const given = asMapping(targetRef.value)?.entries.map(({ name }) => name ?? '') ?? [];
  const directive = given.find((name) => name.startsWith('$'));
  if (directive !== undefined) {
    throw new Declined(`a list has no place for the directive ${directive}`, targetRef.range.start);
  }
  if (given.includes('namespace')) {
    throw new Declined('v1 targetRefs have no namespace field', targetRef.range.start);
  }
  const patched = bases.length > 0 ? bases.flatMap(({ targetFields }) => targetFields) : requiredFields;
  const missing = [...new Set(patched)].filter((name) => name !== 'namespace' && !given.includes(name));
  if (missing.length === 0) return;
  const message =
    'targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too';
  throw new Declined(`${message} (${missing.join(', ')})`, targetRef.range.start);
}
