import {
  asMapping,
  asText,
  Declined,
  type Editor,
  entriesOf,
  type Entry,
  entryOf,
  holdsPlaceholder,
  insertedIn,
  isNull,
  type Item,
  itemsOf,
  type Node,
  originOf,
  stringOf,
  valueAt,
} from '../../../src/yaml';
import type { Report } from '../../../src/transform';
import { usualPickerPort } from './names';
import { isInsertedPort, type Pool } from './shape';

/** Flat labels go under matchLabels. */
export function migrateSelector({ selector, selectorIsFlat }: Pool, edit: Editor): void {
  if (selector && selectorIsFlat) edit.nest(selector, [{ key: 'matchLabels' }], undefined, true);
}

/** The one port becomes a list of one. */
export function migratePorts({ targetPortNumber }: Pool, edit: Editor): void {
  if (!targetPortNumber) return;
  if (isNull(targetPortNumber.value)) edit.rename(targetPortNumber, 'targetPorts');
  else edit.nest(targetPortNumber, ['item', { key: 'number' }], 'targetPorts');
}

/** The picker's reference gets its new name. */
export function migratePicker({ picker, pickerWrapper }: Pool, edit: Editor): void {
  if (!picker) return;
  if (pickerWrapper) edit.unwrap(pickerWrapper, [picker]);
  edit.rename(picker, 'endpointPickerRef');
}

/**
 * The picker's port becomes a field of its own, spelled out.
 *
 * @param isDefaultDue whether an absent port means the usual one, and not that of an object below
 */
export function migratePickerPort(
  picker: Entry | undefined,
  pickerPort: Entry | undefined,
  isDefaultDue: boolean,
  edit: Editor,
): void {
  if (pickerPort?.value.kind === 'scalar' && !isNull(pickerPort.value)) {
    if (isInsertedPort(pickerPort)) return;
    edit.nest(pickerPort, [{ key: 'number' }], 'port');
  } else if (!pickerPort && isDefaultDue && kindOf(picker?.value) === 'Service') {
    const reference = asMapping(picker?.value);
    // The template has the port of v1 unseen, or on a condition.
    if (insertedIn(reference)) return;
    const port = reference && entriesOf(originOf(reference)).find(isPortOfV1);
    if (port && picker?.name === 'endpointPickerRef') return;
    if (port) throw new Declined('its port is there on a template condition only', port.range.start);
    const after = reference?.entries.findLast(({ name }) => ['group', 'kind', 'name'].includes(name ?? ''));
    if (reference) edit.insert(reference, 'port', { number: usualPickerPort }, after);
  }
}

function isPortOfV1({ name }: Entry): boolean {
  return name === 'port';
}

/**
 * What other patches may count on: a picker that a patch brings has a port from then on.
 *
 * @throws Declined where it has none of its own and is no Service, which had the usual one
 */
export function requirePortOrService(picker: Entry | undefined, pickerPort: Entry | undefined): void {
  if (!asMapping(picker?.value) || pickerPort || kindOf(picker?.value) === 'Service') return;
  const message = 'the patch adds a picker that has no port and is not a Service';
  throw new Declined(message, picker?.range.start);
}

/** What the picker is that a reference names; without a kind it is a Service. */
export function kindOf(reference: Node | undefined): 'Service' | 'unknown' | 'other' {
  const value = entryOf(reference, 'kind')?.value;
  if (isNull(value)) return 'Service';
  const kind = stringOf(value) ?? '';
  if (kind === 'Service') return kind;
  return holdsPlaceholder(kind) ? 'unknown' : 'other';
}

/** The status of a `kubectl get -o yaml` dump, by the rules of the project's own converter. */
export function migrateStatus({ status }: Pool, edit: Editor, report: Report): void {
  const conditions = entryOf(status, 'conditions');
  if (conditions) {
    report({
      level: 'warning',
      at: conditions,
      message: 'status.conditions of v1alpha1 has no counterpart in v1',
      help: 'delete the status: the controller writes a new one',
    });
  }
  const parents = entryOf(status, 'parent');
  if (!parents) return;
  edit.rename(parents, 'parents');
  for (const parent of itemsOf(parents.value)) {
    if (isPlaceholder(parent)) edit.remove(parent);
    else migrateConditions(parent, edit);
  }
}

/** The entry that the CRD of v1alpha2 put in by default. */
function isPlaceholder({ value }: Item): boolean {
  const reference = valueAt(value, 'parentRef');
  return (
    stringOf(valueAt(reference, 'kind')) === 'Status' && stringOf(valueAt(reference, 'name')) === 'default'
  );
}

function migrateConditions({ value }: Item, edit: Editor): void {
  for (const condition of itemsOf(valueAt(value, 'conditions'))) {
    if (stringOf(valueAt(condition.value, 'type')) !== 'Accepted') continue;
    const reason = asText(valueAt(condition.value, 'reason'));
    const status = stringOf(valueAt(condition.value, 'status'));
    if (status === 'Unknown' && reason?.value === 'Pending') edit.remove(condition);
    else if (reason?.value === 'NotSupportedByGateway') edit.set(reason, 'NotSupportedByParent');
  }
}
