import type { KubernetesObject, Report } from '../../src/manifest';
import {
  asMapping,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  isNull,
  type Node,
  stringOf,
} from '../../src/yaml';
import type { PoolBase } from './base';
import { checkPatch } from './check';
import { usualPickerPort } from './names';
import { type Pool, readPool } from './shape';
import { kindOf, migratePicker, migratePickerPort, migratePorts, migrateSelector } from './spec';

/**
 * Migrates a strategic-merge patch so that it does to the migrated pool what it did to the old one: what is absent
 * stays as it was, null takes a field away, and directives say what is done with a mapping.
 */
export function migratePatch(
  object: KubernetesObject,
  bases: readonly PoolBase[],
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
    migratePortOfPatch(pool, isWhole, bases, edit);
  }
  checkPatch(pool, report);
}

function migratePortOfPatch(
  { picker, pickerPort }: Pool,
  isWhole: boolean,
  bases: readonly PoolBase[],
  edit: Editor,
): void {
  const kind = entryOf(picker?.value, 'kind');
  const basePickers = bases.map((base) => base.picker);
  if (pickerPort && isNull(pickerPort.value)) {
    if (pickerPort.name !== 'port') removePort(pickerPort, bases, edit);
    return;
  }
  if (!pickerPort && kind && !isWhole) {
    const wasService = basePickers.length > 0 && basePickers.every((base) => base && base.kind === 'Service');
    const hadPort = basePickers.length > 0 && basePickers.every((base) => base?.hasPort);
    const stays = kindOf(picker?.value) === 'Service' && (wasService || bases.length === 0);
    const completes = basePickers.length > 0 && basePickers.every((base) => base === undefined);
    if (!stays && !hadPort && !completes) {
      const message = 'the patch changes the kind of the picker, and with it whether it has the usual port';
      throw new Declined(message, kind.range.start);
    }
  }
  // A patch that brings the picker along brings its usual port as well.
  const bringsPicker = basePickers.length > 0 && basePickers.every((base) => base === undefined);
  if (!bringsPicker && !isWhole && basePickers.some((base) => base === undefined) && !pickerPort) {
    const message = 'the patch is for pools with and without a picker; only the latter get the usual port';
    throw new Declined(message, picker?.range.start);
  }
  migratePickerPort(picker, pickerPort, isWhole || bringsPicker, edit);
}

/** Taking the port away left the usual one. */
function removePort(port: Entry, bases: readonly PoolBase[], edit: Editor): void {
  const reference = port.parent;
  const kinds = entryOf(reference, 'kind')
    ? [kindOf(reference)]
    : bases.map(({ picker }) => picker?.kind ?? 'Service');
  if (port.value.kind !== 'scalar' || kinds.some((kind) => kind !== 'Service')) {
    const message = 'the patch takes the port away from a picker that is no Service';
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
