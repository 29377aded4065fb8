import type { Facts } from '../facts';
import { fits, type Selector, selects, readSelector } from '../kustomize/selector';
import type { Kustomization } from '../kustomize/kustomization';
import type { KustomizeTree } from '../kustomize/tree';
import { type Base, type MovedKind, namesOf } from './moved-kind';
import { asText, Declined, type Editor, entryOf, type Mapping } from '../yaml';

/** Whether a selector takes objects of the kind: only those, also others, or none. */
export type Relation = 'only' | 'also' | 'none';

/** What a selector says of a kind, by its group, version and kind alone. */
export function relationOf({ group, version, kind }: Selector, moved: MovedKind): Relation {
  const names = namesOf(moved).filter((name) => fits(group, name.group) && fits(kind, name.kind));
  if (!names.some(({ versions }) => versions.some((known) => fits(version, known)))) return 'none';
  return names.some((name) => name.kind === literal(kind ?? '')) ? 'only' : 'also';
}

/** A pattern that stands for one text only, without what a pattern needs for that. */
function literal(pattern: string): string {
  return pattern.replace(/^\^?\(?(.*?)\)?\$?$/, '$1').replaceAll('\\.', '.');
}

/** The objects of the kind that a kustomization's patch is for. */
export function basesOf<B extends Base>(
  moved: MovedKind<B>,
  facts: Facts,
  tree: KustomizeTree,
  kustomization: Kustomization,
  selector: Selector,
): B[] {
  const reach = tree.reach(kustomization);
  const reached = facts.all(moved.bases).filter((base) => reach.has(base.path));
  const isSelected = (by: Selector, base: B) =>
    namesOf(moved).some(({ kind }) => selects(by, { ...base, kind }));
  const selected = reached.filter((base) => isSelected(selector, base));
  // Group and version tell objects apart, as long as these were not migrated one after the other.
  const exact = selected.filter(
    (base) => fits(selector.group, base.group) && fits(selector.version, base.version),
  );
  if (exact.length > 0) return exact;
  if (selected.length > 0 || selector.kind === undefined) return selected;
  // Overlays may have given it another name on the way.
  const renamed = reached.filter((base) => isSelected({ ...selector, name: '.*' }, base));
  return renamed.length === 1 ? renamed : [];
}

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
  readonly field: 'group' | 'version' | 'kind';
  readonly newest: string;
  /** Why it cannot. */
  readonly obstacle: string | undefined;
}

function fieldsToMove(selector: Selector, moved: MovedKind): FieldToMove[] {
  const relation = relationOf(selector, moved);
  if (relation === 'none') return [];
  const fields = [
    { field: 'group', newest: moved.to.group },
    { field: 'version', newest: moved.to.version },
    { field: 'kind', newest: moved.to.kind },
  ] as const;
  return fields
    .filter(({ field, newest }) => !fits(selector[field], newest))
    .map(({ field, newest }) => {
      const isFixed =
        field !== 'group' || namesOf(moved).some(({ group }) => group === literal(selector.group ?? ''));
      const obstacle =
        relation === 'also'
          ? `this selector may match objects other than ${moved.to.kind}, and its ${field} is that of the old one`
          : isFixed
            ? undefined
            : 'the group is a pattern that does not fit the new group';
      return { field, newest, obstacle };
    });
}
