import { once } from '../../../src/once';
import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../../src/kustomize/operation';
import {
  asText,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  requireKnownEntry,
  stringOf,
} from '../../../src/yaml';
import type { FollowedOperation, OperationSurroundings } from '../../../src/moves';
import { mayBeTakenAway, type PoolBase } from './base';
import {
  group,
  isPickerKind,
  isPickerPath,
  isPickerPort,
  movePoolField,
  oldGroup,
  usualPickerPort,
} from './names';
import { followTransfer, hasTargetPorts } from './patch';
import { type Generation, readPickerPort, readSelector, readSpec, requirePorts } from './shape';
import {
  migratePicker,
  migratePickerPort,
  migratePorts,
  migrateSelector,
  requirePortOrService,
} from './spec';

type Surroundings = OperationSurroundings<PoolBase>;

/** What becomes of an operation of a JSON patch for a pool. @throws Declined where no operation does the same */
export function followPoolOperation(
  operation: Operation,
  surroundings: Surroundings,
): FollowedOperation | undefined {
  const { op, path, from, value } = operation;
  if (op === 'move' || op === 'copy') {
    if (changedPaths(operation).some(isPickerKind)) requireService(operation, surroundings);
    return followTransfer(operation, from ?? [], surroundings);
  }
  const [first, second, third] = path;
  if (first === 'apiVersion') return followVersion(value);
  if (first !== 'spec') return undefined;
  if (path.length === 1)
    return (
      value && {
        migrateValue: (edit) => {
          migrateSpecValue(value, generationOf(surroundings), edit);
        },
      }
    );
  if (isPickerPath(path) && third === undefined) {
    const moved = { path: movePoolField(path) };
    return value
      ? {
          ...moved,
          migrateValue: (edit) => {
            migratePickerValue(value, second === 'extensionRef' ? requireKnownEntry : entryOf, edit);
          },
        }
      : moved;
  }
  if (second === 'selector' && third === undefined)
    return value && followSelector(value, generationOf(surroundings));
  if (second === 'targetPortNumber') return followTargetPort(operation, surroundings);
  if (isPickerPort(path)) return followPickerPort(operation, surroundings);
  if (isPickerKind(path)) requireService(operation, surroundings);
  const moved = movePoolField(path);
  return isDeepStrictEqual(moved, path) ? undefined : { path: moved };
}

function followVersion(value: Entry | undefined): FollowedOperation | undefined {
  const text = asText(value?.value);
  const [named] = text?.value.split('/') ?? [];
  if (!text || (named !== oldGroup && named !== group)) return undefined;
  return {
    migrateValue: (edit) => {
      edit.set(text, `${group}/v1`);
    },
  };
}

/** What a value is of that a template inserts as a whole: of the version that the pools are of. */
function generationOf({ bases }: Surroundings): Generation {
  if (bases.length === 0) return 'unknown';
  if (bases.every(({ isOld }) => isOld)) return 'alpha';
  return bases.some(({ isOld }) => isOld) ? 'unknown' : 'v1';
}

function migrateSpecValue(value: Entry, generation: Generation, edit: Editor): void {
  const pool = readSpec(value.value, value, generation);
  requirePorts(pool);
  migrateSelector(pool, edit);
  migratePorts(pool, edit);
  migratePicker(pool, edit);
  requirePortOrService(pool.picker, pool.pickerPort);
  migratePickerPort(pool.picker, pool.pickerPort, true, edit);
}

function migratePickerValue(value: Entry, find: typeof entryOf, edit: Editor): void {
  const port = readPickerPort(value.value, find);
  if (port && isNull(port.value)) throw new Declined('the port has no value', port.range.start);
  requirePortOrService(value, port);
  migratePickerPort(value, port, true, edit);
}

function followSelector(value: Entry, generation: Generation): FollowedOperation | undefined {
  const { selectorIsFlat } = readSelector(value.value, generation);
  return selectorIsFlat ? { wrappers: [{ key: 'matchLabels' }] } : undefined;
}

/**
 * Where the port is already there, its number changes; else the list comes with it: kustomize lets `replace` set a
 * field that is not there, but not one in a parent that is not there.
 */
function followTargetPort(
  { op, path, value }: Operation,
  { bases, facts, operations }: Surroundings,
): FollowedOperation {
  if (path.length > 2) throw new Declined('targetPortNumber is a number, and has no fields');
  if (op === 'remove') return { path: ['spec', 'targetPorts'] };
  requireValue(value);
  if (setsField(op, bases) && (areRemovingSpec(operations) || !hasTargetPorts(bases, facts))) {
    return { path: ['spec', 'targetPorts'], wrappers: ['item', { key: 'number' }] };
  }
  return { path: movePoolField(path) };
}

/** The migrated pool has a port in any case: taking it away leaves the usual one, adding one changes it. */
function followPickerPort(
  operation: Operation,
  { bases, facts, operations }: Surroundings,
): FollowedOperation {
  const { op, path, value } = operation;
  if (op === 'remove') {
    requireAlone(operation, operations);
    if (bases.length === 0 || bases.some(({ picker }) => picker?.kind !== 'Service')) {
      const message =
        'a picker without a port gets the usual one only if it is a Service, and its kind is not certain here';
      throw new Declined(message, operation.pathEntry.range.start);
    }
    return { op: 'replace', path: movePoolField(path), value: usualPickerPort };
  }
  requireValue(value);
  const isThere =
    bases.length > 0 &&
    bases.every(({ picker }) => picker && (picker.kind === 'Service' || picker.hasPort)) &&
    !mayBeTakenAway('extensionRef', facts);
  if (setsField(op, bases) && (areRemovingSpec(operations) || !isThere)) {
    return { path: ['spec', 'endpointPickerRef', 'port'], wrappers: [{ key: 'number' }] };
  }
  return { path: movePoolField(path) };
}

/** Whether an operation may set a field that was not there. Of a pool that is not known, `replace` tells that it was. */
function setsField(op: string, bases: readonly PoolBase[]): boolean {
  return op === 'add' || (op === 'replace' && bases.length > 0);
}

/** Whether one of the operations of a patch sets or takes away the spec, or a part that holds others; each of them asks. */
const areRemovingSpec = once(
  (operations: readonly Operation[]): boolean => operations.some(removesSpec),
  new WeakMap(),
);

/** Whether an operation sets or takes away what the fields of a pool stand in. */
function removesSpec(operation: Operation): boolean {
  const { op, path } = operation;
  if (op === 'remove' && path[1] === 'targetPortNumber') return true;
  return changedPaths(operation).some(
    (changed) =>
      changed.length === 0 ||
      (changed[0] === 'spec' && changed.length === 1) ||
      (isPickerPath(changed) && changed.length === 2) ||
      isPickerKind(changed),
  );
}

/** What is not as before once an operation was done. */
function changedPaths({ op, path, from = [] }: Operation): (readonly string[])[] {
  if (op === 'test') return [];
  return op === 'move' ? [path, from] : [path];
}

/** What is known of the base's picker is not the whole truth where the same patch changes it elsewhere. */
function requireAlone(operation: Operation, operations: readonly Operation[]): void {
  const others = operations.filter((other) => other !== operation);
  if (!others.some((other) => removesSpec(other) || removesPickerPort(other))) return;
  const message =
    'several operations of the patch decide whether the picker has the usual port; set its port';
  throw new Declined(message, operation.pathEntry.range.start);
}

function removesPickerPort({ op, path }: Operation): boolean {
  return op === 'remove' && isPickerPort(path);
}

function requireValue(value: Entry | undefined): void {
  if (value && isNull(value.value)) {
    throw new Declined('the migrated pool has a port where the old one had none', value.range.start);
  }
}

/** Another kind of picker had no usual port. */
function requireService(operation: Operation, { bases, operations }: Surroundings): void {
  const { op, pathEntry, value } = operation;
  if (op === 'test') return;
  const isService = op === 'remove' || stringOf(value?.value) === 'Service';
  const wasService = bases.every(({ picker }) => picker?.kind === 'Service');
  requireAlone(operation, operations);
  const hadPort = bases.length > 0 && bases.every(({ picker }) => picker?.hasPort);
  if ((isService && wasService) || hadPort) return;
  const message = 'the patch changes the kind of the picker, and with it whether it has the usual port';
  throw new Declined(message, pathEntry.range.start);
}
