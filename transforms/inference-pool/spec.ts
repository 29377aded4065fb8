import { asMapping, type Editor, entryOf, isNull, stringOf } from '../../src/yaml';
import { holdsPlaceholder } from '../shared/placeholder';
import { usualPickerPort } from './names';
import type { Pool } from './shape';

/** Flat labels go under matchLabels. */
export function migrateSelector({ selector, selectorIsFlat }: Pool, edit: Editor): void {
  if (selector && selectorIsFlat) edit.nest(selector, [{ key: 'matchLabels' }]);
}

/** The one port becomes a list of one. */
export function migratePorts({ targetPortNumber }: Pool, edit: Editor): void {
  if (targetPortNumber) edit.nest(targetPortNumber, ['item', { key: 'number' }], 'targetPorts');
}

/** The picker's reference gets its new name, and its port becomes a field of its own, spelled out. */
export function migratePicker(pool: Pool, edit: Editor): void {
  const { picker, pickerWrapper, pickerPort } = pool;
  if (!picker) return;
  if (pickerWrapper) edit.unwrap(pickerWrapper, picker);
  edit.rename(picker, 'endpointPickerRef');
  if (pickerPort?.value.kind === 'scalar' && !isNull(pickerPort.value)) {
    edit.nest(pickerPort, [{ key: 'number' }], 'port');
  } else if (!pickerPort && !pool.isPartial && kindOf(pool) === 'Service') {
    const reference = asMapping(picker.value);
    const after = reference?.entries.findLast(({ name }) => ['group', 'kind', 'name'].includes(name ?? ''));
    if (reference) edit.insert(reference, 'port', { number: usualPickerPort }, after);
  }
}

/** What the picker is; without a kind it is a Service. */
export function kindOf({ picker }: Pool): 'Service' | 'unknown' | 'other' {
  const value = entryOf(picker?.value, 'kind')?.value;
  if (isNull(value)) return 'Service';
  const kind = stringOf(value) ?? '';
  if (kind === 'Service') return kind;
  return holdsPlaceholder(kind) ? 'unknown' : 'other';
}
