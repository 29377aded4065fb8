import { fits, readSelector, type Selector } from '../../src/manifest/kustomize';
import { asText, Declined, type Editor, entryOf, type Mapping } from '../../src/yaml';
import type { MovedKind } from './moved-kind';
import { literal, relationOf } from './relation';

/**
 * Moves group and version of a selector along with the kind that it takes.
 *
 * @throws Declined where the selector takes other kinds as well, or is a pattern that cannot be moved
 */
export function migrateSelector(mapping: Mapping, moved: MovedKind, edit: Editor): void {
  for (const { field, newest, obstacle } of fieldsToMove(readSelector(mapping), moved)) {
    const entry = entryOf(mapping, field);
    if (obstacle !== undefined) throw new Declined(obstacle, entry?.range.start);
    const pattern = asText(entry?.value);
    if (pattern) edit.set(pattern, newest);
  }
}

/** Whether a selector has to move along with the kind that it takes, and cannot. */
export function isStuck(selector: Selector, moved: MovedKind): boolean {
  return fieldsToMove(selector, moved).some(({ obstacle }) => obstacle !== undefined);
}

interface FieldToMove {
  readonly field: 'group' | 'version';
  readonly newest: string;
  /** Why it cannot. */
  readonly obstacle: string | undefined;
}

function fieldsToMove(selector: Selector, moved: MovedKind): FieldToMove[] {
  const relation = relationOf(selector, moved);
  if (relation === 'none') return [];
  const fields = [
    { field: 'group', known: moved.groups },
    { field: 'version', known: moved.versions },
  ] as const;
  return fields
    .filter(({ field, known }) => !fits(selector[field], known[0]))
    .map(({ field, known }) => {
      const isFixed = field === 'version' || known.includes(literal(selector[field] ?? ''));
      const obstacle =
        relation === 'also'
          ? `this selector may take objects other than ${moved.kind}, and its ${field} is that of the old one`
          : isFixed
            ? undefined
            : 'the group is a pattern that does not fit the new group';
      return { field, newest: known[0], obstacle };
    });
}
