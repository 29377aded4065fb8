import type { Facts } from '../../facts';
import { fits, isInserted, type Selector, selects, readSelector } from '../../kustomize/selector';
import type { Kustomization } from '../../kustomize/kustomization';
import { KustomizeTree } from '../../kustomize/tree';
import { mayRename, namesUpTo } from '../../kustomize/ways';
import type { Context } from '../../transform';
import { basesCalled, basesIn } from '../bases';
import { type Base, type MovedKind, namesOf } from '../moved-kind';
import { asText, Declined, type Editor, entryOf, type Mapping } from '../../yaml';

/** Whether a selector takes objects of the kind: only those, also others, or none. */
export type Relation = 'only' | 'also' | 'none';

/** What a selector says about a kind, by its group, version and kind alone. */
export function relationOf({ group, version, kind }: Selector, moved: MovedKind): Relation {
  const names = namesOf(moved).filter((name) => fits(group, name.group) && fits(kind, name.kind));
  if (!names.some(({ versions }) => versions.some((known) => fits(version, known)))) return 'none';
  return namesKind(kind, moved) && !isInserted(group) ? 'only' : 'also';
}

function namesKind(pattern = '', moved: MovedKind): boolean {
  return namesOf(moved).some(({ kind }) => kind === literal(pattern));
}

/** What frees a target that may be for other kinds: the kind as the objects before the move have it. */
export function helpToNameKind({ from: [old], to }: MovedKind): string {
  const { kind } = old ?? to;
  return `if it is for ${kind} only, set kind: ${kind} in its target and run again; otherwise write one for ${kind} alone`;
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
  const selected = selectedBy(selector, kustomization, moved, facts);
  // What moves tells objects apart, as long as these were not migrated one after the other.
  const exact = selected.filter((base) => isExactly(selector, base));
  if (exact.length > 0) return exact;
  if (selected.length > 0 || selector.kind === undefined) return selected;
  // What gives it another name may not be read.
  const reach = tree.reach(kustomization);
  const renamed = basesIn(moved, facts).filter(
    (base) => reach.has(base.path) && isSelected({ ...selector, name: '.*' }, base, moved),
  );
  return renamed.length === 1 ? renamed : [];
}

/** The objects that a selector takes, whichever of their API versions it gives. */
function selectedBy<B extends Base>(
  selector: Selector,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  facts: Facts,
): B[] {
  const reach = KustomizeTree.of(facts).reach(kustomization);
  const isReached = (base: B) => reach.has(base.path);
  const isBuiltAs = (base: B) =>
    [...namesUpTo(kustomization, base, facts)].some(
      (name) => name !== undefined && isSelected(selector, { ...base, name }, moved),
    );
  const called = basesCalled(selector.name, moved, facts).filter(
    (base) => isReached(base) && isSelected(selector, base, moved),
  );
  // Overlays may have given others the name on the way.
  const renamedTo =
    selector.name === undefined || !mayRename(facts)
      ? []
      : basesIn(moved, facts).filter((base) => !called.includes(base) && isReached(base) && isBuiltAs(base));
  return [...called, ...renamedTo];
}

function isSelected(by: Selector, base: Base, moved: MovedKind): boolean {
  return namesOf(moved).some(({ kind }) => selects(by, { ...base, kind }));
}

function isExactly({ group, version, kind }: Selector, base: Base): boolean {
  return fits(group, base.group) && fits(version, base.version) && fits(kind, base.kind);
}

/**
 * Moves group and version of a selector along with the kind that it takes.
 *
 * @param taken the objects of the tree that it takes
 * @throws Declined where the selector takes other kinds as well, or is a pattern that cannot be moved
 */
export function migrateSelector(
  mapping: Mapping,
  taken: readonly Base[],
  moved: MovedKind,
  edit: Editor,
): void {
  const selector = readSelector(mapping);
  for (const { field, newest, obstacle } of fieldsToMove(selector, taken, moved)) {
    const entry = entryOf(mapping, field);
    const help = namesKind(selector.kind, moved) ? undefined : helpToNameKind(moved);
    if (obstacle !== undefined) throw new Declined(obstacle, entry?.range.start, help);
    const pattern = asText(entry?.value);
    if (pattern) edit.set(pattern, newest);
  }
}

/** Whether a selector may take only some of the objects by what is the same of all once they are migrated. */
function tellsApart({ group, version, kind }: Selector, { from, to }: MovedKind): boolean {
  const isRenamed = from.some((name) => name.kind !== to.kind);
  return (group ?? version ?? (isRenamed ? kind : undefined)) !== undefined;
}

/**
 * A selector that takes some objects by their version or kind takes all once they have one: their names tell them apart.
 *
 * @param names whether its name is a pattern, one name, or nothing that it can have
 * @throws Declined where their names do not
 */
export function keepApart<B extends Base>(
  mapping: Mapping,
  names: 'pattern' | 'one' | 'none',
  kustomizations: readonly Kustomization[],
  taken: readonly B[],
  moved: MovedKind<B>,
  { facts, collect }: Pick<Context, 'facts' | 'collect'>,
  edit: Editor,
): void {
  const selector = readSelector(mapping);
  if (!tellsApart(selector, moved) || relationOf(selector, moved) === 'none') return;
  const rivals = rivalsOf(selector, kustomizations, taken, moved, facts);
  // Later on, the selector may be the migrated one.
  if (
    collect &&
    [...taken, ...rivals].length > 0 &&
    ![...taken, ...rivals].some((base) => isExactly(selector, base))
  ) {
    const message = `this selector takes no ${moved.to.kind} before the migration, and would take one after it`;
    throw new Declined(message, mapping.range.start);
  }
  if (rivals.length === 0 || taken.length === 0) return;
  const given = [...new Set(taken.map(({ name }) => name))];
  const isSure = given.every((name) => name !== undefined && !rivals.some((rival) => rival.name === name));
  const isOnly = relationOf(selector, moved) === 'only';
  if (
    !isSure ||
    !isOnly ||
    entryOf(mapping, 'name') ||
    (names === 'one' && given.length > 1) ||
    names === 'none'
  ) {
    const field = (selector.group ?? selector.version) ? 'version' : 'kind';
    const message = `the target tells objects apart by a ${field} that all have once they are migrated; name the objects`;
    throw new Declined(message, mapping.range.start);
  }
  const name = given.map((each = '') => (names === 'one' ? each : each.replaceAll('.', '\\.'))).join('|');
  edit.insert(mapping, 'name', name);
}

/** The objects that a selector would take if it said nothing of what moves, and does not take. */
export function rivalsOf<B extends Base>(
  selector: Selector,
  kustomizations: readonly Kustomization[],
  taken: readonly B[],
  moved: MovedKind<B>,
  facts: Facts,
): B[] {
  if (!tellsApart(selector, moved) || relationOf(selector, moved) === 'none') return [];
  return kustomizations
    .flatMap((kustomization) => selectedBy(selector, kustomization, moved, facts))
    .filter((base) => !taken.includes(base));
}

/** Whether a selector has to move along with the kind that it takes, and cannot. */
export function isStuck(selector: Selector, taken: readonly Base[], moved: MovedKind): boolean {
  return fieldsToMove(selector, taken, moved).some(({ obstacle }) => obstacle !== undefined);
}

interface FieldToMove {
  readonly field: 'group' | 'version' | 'kind';
  readonly newest: string;
  /** Why it cannot. */
  readonly obstacle: string | undefined;
}

function fieldsToMove(selector: Selector, taken: readonly Base[], moved: MovedKind): FieldToMove[] {
  const relation = relationOf(selector, moved);
  if (relation === 'none') return [];
  const { from, to } = moved;
  const fields = [
    { field: 'group', newest: to.group, isChanging: from.some(({ group }) => group !== to.group) },
    { field: 'version', newest: to.version, isChanging: true },
    { field: 'kind', newest: to.kind, isChanging: from.some(({ kind }) => kind !== to.kind) },
  ] as const;
  const takesOld = namesKind(selector.kind, moved) && taken.some(({ isOld }) => isOld);
  return fields.flatMap(({ field, newest, isChanging }) => {
    if (isInserted(selector[field])) {
      const obstacle = `a template inserts the ${field} of this selector, which changes with the ${to.kind}`;
      return isChanging && takesOld ? { field, newest, obstacle } : [];
    }
    if (fits(selector[field], newest)) return [];
    const isFixed =
      field !== 'group' || namesOf(moved).some(({ group }) => group === literal(selector.group ?? ''));
    const obstacle =
      relation === 'also'
        ? `this selector may match objects other than ${to.kind}, and its ${field} is that of the old one`
        : isFixed
          ? undefined
          : 'the group is a pattern that does not fit the new group';
    return { field, newest, obstacle };
  });
}
