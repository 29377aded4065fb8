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
import { holdsPlaceholder } from '../../shared/placeholder';
import { usualPickerPort } from './names';
import type { Pool } from './shape';

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
  if (pickerWrapper) edit.unwrap(pickerWrapper, picker);
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
    edit.nest(pickerPort, [{ key: 'number' }], 'port');
  } else if (!pickerPort && isDefaultDue && kindOf(picker?.value) === 'Service') {
    const reference = asMapping(picker?.value);
    const after = reference?.entries.findLast(({ name }) => ['group', 'kind', 'name'].includes(name ?? ''));
    if (reference) edit.insert(reference, 'port', { number: usualPickerPort }, after);
  }
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
