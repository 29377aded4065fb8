import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../transform';
import type { ManifestDocument } from '../kubernetes/document';
import { parseFieldPath, parseFieldSpec, printFieldPath, printFieldSpec } from '../kustomize/operation';
import { readReplacements } from '../kustomize/read';
import { readSelector, selects } from '../kustomize/selector';
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
  stringOf,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { type MovedKind, namesOf, newApiVersion, oldNameOf } from './moved-kind';
import { relationOf, migrateSelector } from './target';

/** Migrates replacements, in a kustomization or in a file that it names. */
export function migrateReplacements(node: Node | undefined, moved: MovedKind, context: Context): void {
  for (const replacement of readReplacements(node)) {
    const summary = `replacement from or to ${moved.to.kind}: what it selects, and paths of fields that move`;
    context.rewrite(replacement, summary, (edit) => {
      const source = valueAt(replacement, 'source');
      migrateSide(source, [valueAt(source, 'fieldPath')], moved, context, edit);
      for (const { value: target } of itemsOf(valueAt(replacement, 'targets'))) {
        const paths = itemsOf(valueAt(target, 'fieldPaths')).map(({ value }) => value);
        migrateSide(valueAt(target, 'select'), paths, moved, context, edit);
        for (const { value: reject } of itemsOf(valueAt(target, 'reject'))) {
          migrateSide(reject, [], moved, context, edit);
        }
      }
    });
  }
}

function migrateSide(
  node: Node | undefined,
  paths: readonly (Node | undefined)[],
  moved: MovedKind,
  { facts }: Context,
  edit: Editor,
): void {
  const selector = asMapping(node);
  if (!selector) return;
  const read = readSelector(selector);
  const relation = relationOf(read, moved);
  if (relation === 'none') return;
  // A name or label tells an object of the tree even without the kind.
  const isNarrow = (read.name ?? read.labelSelector) !== undefined;
  const takesBase = isNarrow && facts.all(moved.bases).some((base) => base.isOld && selects(read, base));
  for (const text of paths.map(asText)) {
    if (!text) continue;
    const path = parseFieldPath(text.value);
    const next = movedPath(path, text, moved);
    if (!next) continue;
    if (relation === 'only') {
      edit.set(text, printFieldPath(next));
    } else if (moved.isOwnField(path) || takesBase) {
      const message = `this selector may match objects other than ${moved.to.kind}; name the kind`;
      throw new Declined(message, text.range.start);
    }
  }
  if (relation === 'only') migrateSelector(selector, moved, edit);
}

/** Migrates a file that `configurations` names. */
export function migrateFieldSpecs(root: Node | undefined, moved: MovedKind, context: Context): void {
  for (const { value: list } of entriesOf(root)) {
    for (const spec of mappingsOf(list)) {
      // With fieldSpecs, the kind is the one that the fields refer to; without, the one that has the field.
      migrateEach([spec, ...mappingsOf(valueAt(spec, 'fieldSpecs'))], moved, context);
    }
  }
}

/** Migrates the fields that a kustomization's `labels` are added to. */
export function migrateLabels(kustomization: Mapping, moved: MovedKind, context: Context): void {
  for (const labels of mappingsOf(valueAt(kustomization, 'labels'))) {
    migrateEach(mappingsOf(valueAt(labels, 'fields')), moved, context);
  }
}

function migrateEach(specs: readonly Mapping[], moved: MovedKind, { rewrite, facts }: Context): void {
  const hasOld = facts.all(moved.bases).some(({ isOld }) => isOld);
  for (const spec of specs) {
    rewrite(spec, `field for ${moved.to.kind} that kustomize changes`, (edit) => {
      migrateFieldSpec(spec, moved, hasOld, edit);
    });
  }
}

function mappingsOf(list: Node | undefined): Mapping[] {
  return itemsOf(list).flatMap(({ value }) => asMapping(value) ?? []);
}

function migrateFieldSpec(spec: Mapping, moved: MovedKind, hasOld: boolean, edit: Editor): void {
  const kind = entryOf(spec, 'kind');
  if (kind) {
    if (!namesOf(moved).some((name) => name.kind === stringOf(kind.value))) return;
    if (relationOf(readSelector(spec), moved) !== 'only') return;
    migrateSelector(spec, moved, edit);
  }
  const entry = entryOf(spec, 'path');
  const text = asText(entry?.value);
  if (!entry || !text) return;
  const path = parseFieldSpec(text.value).map((segment) => segment.replace(/\[\]$/, ''));
  const next = movedPath(path, text, moved);
  if (!next) return;
  if (kind) {
    // Here a path leads into every item of a list.
    edit.set(text, printFieldSpec(next.filter((segment) => segment !== '0')));
  } else if (moved.isOwnField(path) || hasOld) {
    throw new Declined(
      `this path is for every kind that has it; name the kind ${moved.to.kind}`,
      entry.range.start,
    );
  }
}

/** Undefined where the path stays. */
function movedPath(path: readonly string[], at: Node, moved: MovedKind): readonly string[] | undefined {
  try {
    const next = moved.moveField(path);
    return isDeepStrictEqual(next, path) ? undefined : next;
  } catch (error) {
    if (error instanceof Declined) throw new Declined(error.message, at.range.start);
    throw error;
  }
}

/** Tells of fields of a kustomization that speak of the kind and are not rewritten. */
export function reportVariables(kustomization: Mapping, moved: MovedKind, { report }: Context): void {
  for (const { value } of itemsOf(valueAt(kustomization, 'vars'))) {
    const reference = valueAt(value, 'objref');
    const kind = stringOf(valueAt(reference, 'kind')) ?? '';
    if (!reference || !namesOf(moved).some((name) => name.kind === kind)) continue;
    const apiVersion = stringOf(valueAt(reference, 'apiVersion')) ?? newApiVersion(moved);
    const isOld = kind !== moved.to.kind || oldNameOf(apiVersion, kind, moved) !== undefined;
    if (!isOld && !hasMoved(stringOf(valueAt(value, 'fieldref', 'fieldpath')) ?? '', moved)) continue;
    report({
      level: 'error',
      at: reference,
      message: `this variable takes its value from ${moved.to.kind} in an old version`,
      help: 'vars are deprecated: use a replacement instead, with the new apiVersion and field path',
    });
  }
}

/** Whether a path leads elsewhere now, or to nothing that has that value. */
function hasMoved(text: string, moved: MovedKind): boolean {
  const path = parseFieldPath(text);
  return !isDeepStrictEqual(
    unlessDeclined(() => moved.moveField(path)),
    path,
  );
}

/** Tells of a schema of the kind that kustomize is given. */
export function reportSchema({ text, root }: ManifestDocument, moved: MovedKind, { report }: Context): void {
  if (!root || !namesOf(moved).some(({ kind }) => text.includes(kind))) return;
  report({
    level: 'warning',
    at: root,
    message: `a schema for kustomize describes ${moved.to.kind}, which decides how patches are merged`,
    help: 'make sure that it has the new version',
  });
}
