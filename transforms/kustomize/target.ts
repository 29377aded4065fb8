import { fits, readSelector } from '../../src/manifest/kustomize';
import { asText, Declined, type Editor, entryOf, type Mapping } from '../../src/yaml';
import type { MovedKind } from './moved-kind';
import { literal, relationOf } from './relation';

/**
 * Moves group and version of a selector along with the kind that it takes.
 *
 * @throws Declined where the selector takes other kinds as well, or is a pattern that cannot be moved
 */
export function migrateSelector(mapping: Mapping, moved: MovedKind, edit: Editor): void {
  const selector = readSelector(mapping);
  const relation = relationOf(selector, moved);
  if (relation === 'none') return;
  for (const [field, known] of [
    ['group', moved.groups],
    ['version', moved.versions],
  ] as const) {
    const entry = entryOf(mapping, field);
    const pattern = asText(entry?.value);
    if (!entry || !pattern || fits(selector[field], known[0])) continue;
    if (relation === 'also') {
      const message = `this selector may take objects other than ${moved.kind}, and its ${field} is that of the old one`;
      throw new Declined(message, entry.range.start);
    }
    if (field === 'group' && !known.includes(literal(pattern.value))) {
      throw new Declined('the group is a pattern that does not fit the new group', entry.range.start);
    }
    edit.set(pattern, known[0]);
  }
}
