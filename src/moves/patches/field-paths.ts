import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../transform';
import type { ManifestDocument } from '../../kubernetes/document';
import { parseFieldPath, parseFieldSpec, printFieldPath, printFieldSpec } from '../../kustomize/operation';
import { readReplacements } from '../../kustomize/read';
import type { Kustomization } from '../../kustomize/kustomization';
import { readSelector } from '../../kustomize/selector';
import { KustomizeTree } from '../../kustomize/tree';
import type { Facts } from '../../facts';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  entriesOf,
  entryOf,
  itemsOf,
  type Mapping,
  type Node,
  scalarValueOf,
  valueAt,
} from '../../yaml';
import { contextFor } from '../given';
import { holdCarried } from './carriers';
import { reportMissingBase } from './json-patch';
import { type Base, type MovedKind, namesOf } from '../moved-kind';
import { holdByReplacement, migratePickedItems } from '../references/names-in-texts';
import { basesOf, keepApart, migrateSelector, relationOf, rivalsOf } from './target';
import { contextOfUnit } from '../unit';

/**
 * Migrates replacements, in a kustomization or in a file that some name.
 *
 * @param kustomizations those whose objects they are for
 */
export function migrateReplacements<B extends Base>(
  node: Node | undefined,
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const replacement of readReplacements(node)) {
    holdByReplacement(replacement, moved, context);
    migratePickedItems(
      sidesOf(replacement).flatMap(({ paths }) => paths),
      moved,
      context,
    );
    for (const { selector: mapping, paths } of sidesOf(replacement)) {
      const selector = readSelector(mapping);
      const uses = kustomizations.map((kustomization) => ({ kustomization, selector }));
      const named = paths.flatMap((node) => {
        const text = asText(node);
        return text ? { at: text, path: parseFieldPath(text.value) } : [];
      });
      holdCarried(named, uses, moved, context);
    }
    const sides = sidesOf(replacement).map((side) => ({
      ...side,
      bases: basesTaken(side.selector, kustomizations, moved, context.facts),
    }));
    const bases = [...new Set(sides.flatMap((side) => side.bases))];
    const rivals = sides.flatMap((side) =>
      rivalsOf(readSelector(side.selector), kustomizations, side.bases, moved, context.facts),
    );
    const summary = `replacement for ${moved.to.kind}: selectors and field paths`;
    const unit = contextOfUnit([...bases, ...rivals], moved, context, replacement);
    contextFor(bases, replacement, unit).rewrite(replacement, summary, (edit, report) => {
      for (const side of sides) {
        const before = edit.changes.length;
        migrateSide(side, kustomizations, moved, context, edit);
        if (edit.changes.length > before && side.bases.length === 0)
          reportMissingBase(moved.to.kind, side.selector, report, 'replacement');
      }
    });
  }
}

/** What a replacement selects, and the paths that it reads or writes there. */
interface Side<B> {
  readonly selector: Mapping;
  readonly paths: readonly (Node | undefined)[];
  /** Whether kustomize fails where something selected has no such field. */
  readonly requiresFields: boolean;
  readonly bases: readonly B[];
}

function sidesOf(replacement: Mapping): Omit<Side<Base>, 'bases'>[] {
  const source = valueAt(replacement, 'source');
  const sides = [{ node: source, paths: [valueAt(source, 'fieldPath')], requiresFields: true }];
  for (const { value: target } of itemsOf(valueAt(replacement, 'targets'))) {
    const paths = itemsOf(valueAt(target, 'fieldPaths')).map(({ value }) => value);
    const requiresFields = scalarValueOf(valueAt(target, 'options', 'create')) !== true;
    sides.push({ node: valueAt(target, 'select'), paths, requiresFields });
    for (const { value: node } of itemsOf(valueAt(target, 'reject')))
      sides.push({ node, paths: [], requiresFields });
  }
  return sides.flatMap(({ node, ...side }) => {
    const selector = asMapping(node);
    return selector ? { selector, ...side } : [];
  });
}

function basesTaken<B extends Base>(
  mapping: Mapping,
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  facts: Facts,
): B[] {
  const selector = readSelector(mapping);
  if (relationOf(selector, moved) === 'none') return [];
  const tree = KustomizeTree.of(facts);
  return kustomizations.flatMap((kustomization) => basesOf(moved, facts, tree, kustomization, selector));
}

function migrateSide<B extends Base>(
  { selector, paths, requiresFields, bases }: Side<B>,
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  context: Context,
  edit: Editor,
): void {
  const relation = relationOf(readSelector(selector), moved);
  if (relation === 'none') return;
  for (const text of paths.map(asText)) {
    if (!text) continue;
    const path = parseFieldPath(text.value);
    const next = movedPath(path, text, moved);
    if (!next) continue;
    const isOnlyTheirs = moved.isOwnField(path) && requiresFields && bases.length > 0;
    if (relation === 'only' || isOnlyTheirs) {
      edit.set(text, printFieldPath(next));
    } else if (moved.isOwnField(path) || bases.length > 0) {
      const message = `this selector may match objects other than ${moved.to.kind}; name the kind`;
      throw new Declined(message, text.range.start);
    }
  }
  if (relation !== 'only' && bases.length === 0) return;
  migrateSelector(selector, bases, moved, edit);
  keepApart(selector, 'one', kustomizations, bases, moved, context, edit);
}

/** Migrates a file that `configurations` names. */
export function migrateFieldSpecs<B extends Base>(
  root: Node | undefined,
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const { value: list } of entriesOf(root)) {
    for (const spec of mappingsOf(list)) {
      // With fieldSpecs, the kind is the one that the fields refer to; without, the one that has the field.
      const specs = [spec, ...mappingsOf(valueAt(spec, 'fieldSpecs'))];
      migrateEach(specs, kustomizations, moved, context);
    }
  }
}

/** Migrates the fields that labels of a kustomization are added to, or values of a transformer. */
export function migrateLabels<B extends Base>(
  kustomization: Mapping,
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  context: Context,
): void {
  const fields = mappingsOf(valueAt(kustomization, 'labels')).map((labels) => valueAt(labels, 'fields'));
  for (const list of [...fields, valueAt(kustomization, 'fieldSpecs')])
    migrateEach(mappingsOf(list), kustomizations, moved, context);
}

function migrateEach<B extends Base>(
  specs: readonly Mapping[],
  kustomizations: readonly Kustomization[],
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const spec of specs) {
    const bases = basesTaken(spec, kustomizations, moved, context.facts);
    const rivals = rivalsOf(readSelector(spec), kustomizations, bases, moved, context.facts);
    const unit = contextOfUnit([...bases, ...rivals], moved, context, spec);
    const summary = `field for ${moved.to.kind} that kustomize changes`;
    contextFor(bases, spec, unit).rewrite(spec, summary, (edit) => {
      migrateFieldSpec(spec, bases, moved, edit);
      if (entryOf(spec, 'kind')) keepApart(spec, 'none', kustomizations, bases, moved, context, edit);
    });
  }
}

function mappingsOf(list: Node | undefined): Mapping[] {
  return itemsOf(list).flatMap(({ value }) => asMapping(value) ?? []);
}

function migrateFieldSpec(spec: Mapping, bases: readonly Base[], moved: MovedKind, edit: Editor): void {
  const kind = entryOf(spec, 'kind');
  const relation = relationOf(readSelector(spec), moved);
  if (relation === 'none') return;
  const isOnly = relation === 'only' && kind !== undefined;
  if (isOnly || bases.length > 0) migrateSelector(spec, bases, moved, edit);
  const entry = entryOf(spec, 'path');
  const text = asText(entry?.value);
  if (!entry || !text) return;
  const path = parseFieldSpec(text.value).map((segment) => segment.replace(/\[\]$/, ''));
  const next = movedPath(path, text, moved);
  if (!next) return;
  if (isOnly) {
    // Here a path leads into every item of a list.
    edit.set(text, printFieldSpec(next.filter((segment) => segment !== '0')));
  } else if (moved.isOwnField(path) || bases.length > 0) {
    throw new Declined(
      `this path is for every kind that has it; name the kind ${moved.to.kind}`,
      entry.range.start,
    );
  }
}

/**
 * Where a path leads now; undefined where it stays.
 *
 * @throws Declined where it leads nowhere
 */
export function movedPath(
  path: readonly string[],
  at: Node,
  moved: MovedKind,
): readonly string[] | undefined {
  try {
    const next = moved.moveField(path);
    return isDeepStrictEqual(next, path) ? undefined : next;
  } catch (error) {
    if (error instanceof Declined) throw new Declined(error.message, at.range.start);
    throw error;
  }
}

/** Reports a schema of the kind that kustomize is given. */
export function reportSchema({ text, root }: ManifestDocument, moved: MovedKind, { report }: Context): void {
  if (!root || !namesOf(moved).some(({ kind }) => text.includes(kind))) return;
  report({
    level: 'warning',
    at: root,
    message: `a schema for kustomize describes ${moved.to.kind}, which decides how patches are merged`,
    help: 'make sure that it has the new version',
  });
}
