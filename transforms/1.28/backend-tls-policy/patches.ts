import type { FactKind } from '../../../src/facts';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import {
  asMapping,
  Declined,
  type Editor,
  entriesOf,
  type Entry,
  entryOf,
  isNull,
  unlessDeclined,
} from '../../../src/yaml';
import {
  type Base,
  basesOfDocument,
  collectUnread,
  followFields,
  type FollowedOperation,
  isDeletion,
} from '../../../src/moves';
import type { Operation } from '../../../src/kustomize/operation';
import {
  migrateTargetList,
  migrateValidation,
  policyFields,
  policyMove,
  readPolicy,
  readSpec,
} from './shape';

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
    for (const { object, base } of basesOfDocument(document, policyMove, 'backend-tls-policy')) {
      // What cannot be read tells nothing; that it cannot be is reported where it is migrated.
      const targets = unlessDeclined(() => readPolicy(object))?.targets ?? [];
      const entries = targets.flatMap(({ node }) => entriesOf(node));
      facts.add(policyBases, { ...base, targetFields: entries.map(({ name = '' }) => name) });
    }
  },
  missed(unread, facts) {
    collectUnread(unread, policyMove, policyBases, facts, (base) => ({ ...base, targetFields: [] }));
  },
};

/** What becomes of an operation of a JSON patch for a policy. @throws Declined where no operation does the same */
export function followPolicyOperation(operation: Operation): FollowedOperation | undefined {
  const { path, value, pathEntry } = operation;
  const [first, second, third] = path;
  if (first === 'spec' && path.length === 1 && value) {
    return {
      migrateValue: (edit) => {
        migrateSpecValue(value, edit);
      },
    };
  }
  if (first === 'spec' && second === 'targetRef') {
    if (third === 'namespace') throw withoutNamespace(pathEntry);
    const namespace = entryOf(value?.value, 'namespace');
    if (namespace) throw withoutNamespace(namespace);
  }
  return followFields(operation, policyFields, policyMove);
}

function withoutNamespace({ range }: Entry): Declined {
  return new Declined('v1 targetRefs have no namespace field', range.start);
}

function migrateSpecValue(value: Entry, edit: Editor): void {
  const policy = readSpec(value.value);
  const namespace = policy.targets.find((target) => target.namespace)?.namespace;
  if (namespace) throw withoutNamespace(namespace);
  migrateTargetList(policy, edit);
  migrateValidation(policy, edit);
}

/** What a target of v1 has to name. */
const requiredFields = ['group', 'kind', 'name'];

/**
 * Migrates a strategic-merge patch so that it does to the migrated policy what it did to the old one.
 *
 * @throws Declined where a part of the one `targetRef` was patched: of a list, a patch replaces the whole
 */
export function migratePatch(object: KubernetesObject, bases: readonly PolicyBase[], edit: Editor): void {
  if (isDeletion(object.mapping)) return;
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
  if (given.includes('namespace')) throw withoutNamespace(targetRef);
  const patched = bases.length > 0 ? bases.flatMap(({ targetFields }) => targetFields) : requiredFields;
  const missing = [...new Set(patched)].filter((name) => name !== 'namespace' && !given.includes(name));
  if (missing.length === 0) return;
  const message =
    'targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too';
  throw new Declined(`${message} (${missing.join(', ')})`, targetRef.range.start);
}
