import { isDeepStrictEqual } from 'node:util';
import type { FactKind } from '../../../src/facts';
import { factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  entriesOf,
  type Entry,
  entryOf,
  isNull,
  stringOf,
  unlessDeclined,
} from '../../../src/yaml';
import {
  type Base,
  contentsIn,
  type FollowedOperation,
  isInOldBranch,
  isOfKind,
  isOldObject,
  keptIn,
} from '../../../src/moves';
import { labelsOf } from '../../shared/labels';
import type { Operation } from '../../../src/kustomize/operation';
import { group, movePolicyField, policyMove, validationField, version } from './names';
import { migrateTargetList, migrateValidation, readPolicy, readSpec } from './shape';

/** A policy of the tree, as far as patches have to know of it. */
export interface PolicyBase extends Base {
  /** The fields of its targets: of the one `targetRef`, or of the list that it has become. */
  readonly targetFields: readonly string[];
}

/** Every policy of the tree. */
export const policyBases: FactKind<PolicyBase> = { name: 'backend-tls-policy-bases' };

/** Collects the policies of the tree. */
export const policySurvey: Survey = {
  triggers: ['BackendTLSPolicy'],
  collect(document, facts) {
    const { path } = document;
    for (const object of contentsIn(document)) {
      if (!isOfKind(object, policyMove) || isInOldBranch(document, object, policyMove)) continue;
      // What cannot be read tells nothing; that it cannot be is told where it is migrated.
      const targets = unlessDeclined(() => readPolicy(object))?.targets ?? [];
      const { kind, name, namespace, group, version } = object;
      const entries = targets.flatMap(({ node }) => entriesOf(node));
      const targetFields = entries.map((entry) => entry.name ?? '');
      const base = {
        path,
        place: factPlaceOf(document, object.mapping),
        kind,
        name,
        namespace,
        group,
        version,
        labels: labelsOf(object),
        ...keptIn(document, object, 'backend-tls-policy'),
        isOld: isOldObject(object, policyMove),
      };
      facts.add(policyBases, { ...base, targetFields });
    }
  },
};

/** What becomes of an operation of a JSON patch for a policy. @throws Declined where no operation does the same */
export function followPolicyOperation(operation: Operation): FollowedOperation | undefined {
  const { op, path, from, value, pathEntry } = operation;
  const [first, second, third] = path;
  if (first === 'apiVersion') return followVersion(value);
  if (op === 'move' || op === 'copy') return followTransfer(operation, from ?? []);
  if (first !== 'spec') return undefined;
  if (path.length === 1) {
    return (
      value && {
        migrateValue: (edit) => {
          migrateSpecValue(value, edit);
        },
      }
    );
  }
  if (second === 'targetRef') {
    if (third === 'namespace') {
      throw new Declined('v1 targetRefs have no namespace field', pathEntry.range.start);
    }
    const namespace = entryOf(value?.value, 'namespace');
    if (namespace) throw new Declined('v1 targetRefs have no namespace field', namespace.range.start);
    // To add at index 0 would be to put it before the one that is there.
    if (third === undefined && op === 'add') return { path: ['spec', 'targetRefs'], wrappers: ['item'] };
    if (third === undefined && op === 'remove') return { path: ['spec', 'targetRefs'] };
  }
  const moved = movePolicyField(path);
  const isValidation = path.length === 2 && moved[1] === 'validation';
  const isSame = isDeepStrictEqual(moved, path);
  if (isSame && !isValidation) return undefined;
  return {
    ...(!isSame && { path: moved }),
    ...(isValidation &&
      value && {
        migrateValue: (edit: Editor) => {
          migrateValidationValue(value, edit);
        },
      }),
  };
}

function followVersion(value: Entry | undefined): FollowedOperation | undefined {
  const text = asText(value?.value);
  if (!text?.value.startsWith(`${group}/`)) return undefined;
  return {
    migrateValue: (edit) => {
      edit.set(text, `${group}/${version}`);
    },
  };
}

function migrateSpecValue(value: Entry, edit: Editor): void {
  const policy = readSpec(asMapping(value.value));
  const namespace = policy.targets.find((target) => target.namespace)?.namespace;
  if (namespace) throw new Declined('v1 targetRefs have no namespace field', namespace.range.start);
  migrateTargetList(policy, edit);
  migrateValidation(policy, edit);
}

/** The names of the fields inside are those of a validation, whatever the entry itself is called. */
function migrateValidationValue(value: Entry, edit: Editor): void {
  for (const entry of entriesOf(value.value)) {
    if (entry.name !== undefined) edit.rename(entry, validationField(entry.name));
  }
}

function followTransfer(
  { op, path, pathEntry }: Operation,
  from: readonly string[],
): FollowedOperation | undefined {
  const places = { path: movePolicyField(path), from: movePolicyField(from) };
  if (isDeepStrictEqual(places, { path, from })) return undefined;
  if ([path, from].some((place) => place[0] === 'spec' && place.length <= 2)) {
    throw new Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
  }
  return places;
}

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
