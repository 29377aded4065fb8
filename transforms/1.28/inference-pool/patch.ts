import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../../../src/facts';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Report } from '../../../src/transform';
import { patchesOver } from '../../../src/kustomize/over';
import {
  asMapping,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  type Node,
  stringOf,
} from '../../../src/yaml';
import type { Operation } from '../../../src/kustomize/operation';
import type { FollowedOperation, OperationSurroundings } from '../../../src/moves';
import { mayBeTakenAway, type PoolBase, poolBases } from './base';
import { checkPatch } from './check';
import { isPort, movePoolField, usualPickerPort } from './names';
import { type Pool, readPool } from './shape';
import {
  kindOf,
  migratePicker,
  migratePickerPort,
  migratePorts,
  migrateSelector,
  requirePortOrService,
} from './spec';

/**
 * Migrates a strategic-merge patch so that it does to the migrated pool what it did to the old one: what is absent
 * stays as it was, null takes a field away, and directives say what is done with a mapping.
 */
export function migratePatch(
  object: KubernetesObject,
  bases: readonly PoolBase[],
  facts: Facts,
  edit: Editor,
  report: Report,
): void {
  if (directiveOf(object.mapping) === 'delete') return;
  const pool = readPool(object);
  const { spec, selector, picker } = pool;
  if (!isDeleted(selector?.value)) migrateSelector(pool, edit);
  migratePorts(pool, edit);
  migratePicker(pool, edit);
  if (picker && asMapping(picker.value) && !isDeleted(picker.value)) {
    const isWhole = [object.mapping, spec, picker.value].some((node) => directiveOf(node) === 'replace');
    migratePortOfPatch(pool, isWhole, bases, facts, edit);
  }
  checkPatch(pool, report);
}

function migratePortOfPatch(
  { picker, pickerPort }: Pool,
  isWhole: boolean,
  bases: readonly PoolBase[],
  facts: Facts,
  edit: Editor,
): void {
  if (pickerPort && isNull(pickerPort.value)) {
    if (pickerPort.name !== 'port') removePort(pickerPort, bases, edit);
    return;
  }
  // A patch that brings the picker along brings its usual port as well.
  const bringsPicker = bases.some((base) => base.picker === undefined);
  if (picker && !pickerPort && !isWhole) {
    if (bringsPicker) requireOnlyPicker(picker, bases, facts);
    else requireSamePicker(picker, bases, facts);
  }
  if (isWhole || bringsPicker) requirePortOrService(picker, pickerPort);
  migratePickerPort(picker, pickerPort, isWhole || bringsPicker, edit);
}

function requireOnlyPicker(picker: Entry, bases: readonly PoolBase[], facts: Facts): void {
  if (bases.some((base) => base.picker !== undefined)) {
    const message = 'the patch is for pools with and without a picker; only the latter get the usual port';
    throw new Declined(message, picker.range.start);
  }
  const pickers = new Set(facts.all(poolBases).flatMap((base) => (base.picker ? [base.path] : [])));
  const rivals = bases
    .flatMap((base) => patchesOver(base, facts))
    .filter(({ path = '', text = '' }) => pickers.has(path) || /extensionRef|endpointPickerRef/.test(text));
  if (new Set(rivals.map(({ namedIn, path, text }) => path ?? `${namedIn}\n${text ?? ''}`)).size <= 1) return;
  const message = 'several patches add a picker to a pool that has none; name its port in one of them';
  throw new Declined(message, picker.range.start);
}

/** A picker that was taken away comes back with the usual port, and one of another kind than Service had none. */
function requireSamePicker(picker: Entry, bases: readonly PoolBase[], facts: Facts): void {
  if (bases.length > 0 && entryOf(picker.value, 'name') && mayBeTakenAway('extensionRef', facts)) {
    const message =
      'another patch of the tree removes a picker, and this one may add one again; name its port';
    throw new Declined(message, picker.range.start);
  }
  const kind = entryOf(picker.value, 'kind');
  if (!kind) return;
  const staysService =
    kindOf(picker.value) === 'Service' && bases.every((base) => base.picker?.kind === 'Service');
  const hadPort = bases.length > 0 && bases.every((base) => base.picker?.hasPort);
  if (staysService || hadPort) return;
  const message = 'the patch changes the kind of the picker, and with it whether it has the usual port';
  throw new Declined(message, kind.range.start);
}

/** Taking the port away left the usual one. */
function removePort(port: Entry, bases: readonly PoolBase[], edit: Editor): void {
  const reference = port.parent;
  const kinds = entryOf(reference, 'kind')
    ? [kindOf(reference)]
    : bases.map(({ picker }) => picker?.kind ?? 'Service');
  if (port.value.kind !== 'scalar' || kinds.some((kind) => kind !== 'Service')) {
    const message = 'the patch removes the port of a picker that is not a Service';
    throw new Declined(message, port.range.start);
  }
  edit.set(port.value, usualPickerPort);
  edit.nest(port, [{ key: 'number' }], 'port');
}

function directiveOf(node: Node | undefined): string | undefined {
  return stringOf(entryOf(node, '$patch')?.value);
}

function isDeleted(node: Node | undefined): boolean {
  return directiveOf(node) === 'delete';
}

/** A label or a name can be taken anywhere; what has another form in the new pool cannot. */
export function followTransfer(
  { op, path, pathEntry }: Operation,
  from: readonly string[],
  { bases, facts }: OperationSurroundings<PoolBase>,
): FollowedOperation | undefined {
  const places = { path: movePoolField(path), from: movePoolField(from) };
  if (isDeepStrictEqual(places, { path, from })) return undefined;
  const isThere =
    path[1] === 'targetPortNumber' ? hasTargetPorts(bases, facts) : hasPickerPorts(bases, facts);
  const intoPort = isPort(path) && !isThere;
  if (isWhole(path) || isWhole(from) || (op === 'move' && isPort(from)) || intoPort) {
    throw new Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
  }
  return places;
}

function hasPickerPorts(bases: readonly PoolBase[], facts: Facts): boolean {
  const isThere = bases.length > 0 && bases.every(({ picker }) => picker?.hasPort);
  return isThere && !mayBeTakenAway('extensionRef', facts);
}

export function hasTargetPorts(bases: readonly PoolBase[], facts: Facts): boolean {
  const isThere = bases.length > 0 && bases.every((base) => base.hasTargetPort);
  return isThere && !mayBeTakenAway('targetPortNumber', facts);
}

function isWhole(path: readonly string[]): boolean {
  return path[0] === 'spec' && path.length <= 2 && !isPort(path);
}
