import type { Report } from '../../../src/transform';
import { asText, type Editor, entryOf, type Item, itemsOf, stringOf, valueAt } from '../../../src/yaml';
import type { Pool } from './shape';

/** The status of a `kubectl get -o yaml` dump, by the rules of the project's own converter. */
export function migrateStatus({ status }: Pool, edit: Editor, report: Report): void {
  const conditions = entryOf(status, 'conditions');
  if (conditions) {
    report({
      level: 'warning',
      at: conditions,
      message: 'status.conditions of v1alpha1 has no counterpart in v1',
      help: 'delete the status: the controller writes it anew',
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
