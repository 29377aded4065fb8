import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../../src/kustomize/operation';
import { asMapping, asText, Declined, type Editor, entriesOf, type Entry, entryOf } from '../../../src/yaml';
import type { FollowedOperation } from '../../../src/moves';
import { movePolicyField, validationField } from './field';
import { group, version } from './names';
import { readSpec } from './shape';
import { migrateTargetList, migrateValidation } from './spec';

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
