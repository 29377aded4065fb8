import type { Context, ManifestDocument } from '../../src/manifest';
import {
  parseFieldPath,
  parseFieldSpec,
  printFieldPath,
  printFieldSpec,
  readReplacements,
  readSelector,
} from '../../src/manifest/kustomize';
import {
  asMapping,
  asSequence,
  Declined,
  type Editor,
  entryOf,
  type Mapping,
  type Node,
  stringOf,
  valueAt,
} from '../../src/yaml';
import type { MovedKind } from './moved-kind';
import { relationOf } from './relation';
import { migrateSelector } from './target';

/** Migrates replacements, in a kustomization or in a file that it names. */
export function migrateReplacements(node: Node | undefined, moved: MovedKind, context: Context): void {
  for (const replacement of readReplacements(node)) {
    const summary = `replacement from or to ${moved.kind}: what it selects, and paths of fields that move`;
    context.rewrite(replacement, summary, (edit) => {
      const source = asMapping(valueAt(replacement, 'source'));
      if (source) {
        migrateSide(source, [entryOf(source, 'fieldPath')?.value], moved, edit);
      }
      for (const { value: target } of asSequence(valueAt(replacement, 'targets'))?.items ?? []) {
        const select = asMapping(valueAt(target, 'select'));
        const paths = asSequence(valueAt(target, 'fieldPaths'))?.items.map(({ value }) => value) ?? [];
        if (select) migrateSide(select, paths, moved, edit);
        for (const { value: reject } of asSequence(valueAt(target, 'reject'))?.items ?? []) {
          const mapping = asMapping(reject);
          if (mapping && relationOf(readSelector(mapping) ?? {}, moved) === 'only')
            migrateSelector(mapping, moved, edit);
        }
      }
    });
  }
}

function migrateSide(
  selector: Mapping,
  paths: readonly (Node | undefined)[],
  moved: MovedKind,
  edit: Editor,
): void {
  const relation = relationOf(readSelector(selector) ?? {}, moved);
  if (relation === 'none') return;
  for (const node of paths) {
    const text = stringOf(node);
    if (text === undefined || node?.kind !== 'scalar') continue;
    const path = parseFieldPath(text);
    const next = movedPath(path, node, moved);
    if (!next) continue;
    if (relation === 'also' && !moved.isOwnField(path)) continue;
    if (relation === 'also') {
      const message = `this selector may take objects other than ${moved.kind}; name the kind`;
      throw new Declined(message, node.range.start);
    }
    edit.set(node, printFieldPath(next));
  }
  if (relation === 'only') migrateSelector(selector, moved, edit);
}

/** Migrates a file that `configurations` names. */
export function migrateFieldSpecs(root: Node | undefined, moved: MovedKind, context: Context): void {
  for (const { value: list } of asMapping(root)?.entries ?? []) {
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

function migrateEach(specs: readonly Mapping[], moved: MovedKind, { rewrite }: Context): void {
  for (const spec of specs) {
    rewrite(spec, `field for ${moved.kind} that kustomize changes`, (edit) => {
      migrateFieldSpec(spec, moved, edit);
    });
  }
}

function mappingsOf(list: Node | undefined): Mapping[] {
  return asSequence(list)?.items.flatMap(({ value }) => asMapping(value) ?? []) ?? [];
}

function migrateFieldSpec(spec: Mapping, moved: MovedKind, edit: Editor): void {
  const entry = entryOf(spec, 'path');
  if (stringOf(entryOf(spec, 'kind')?.value) === moved.kind) {
    if (relationOf(readSelector(spec) ?? {}, moved) !== 'only') return;
    migrateSelector(spec, moved, edit);
  } else if (entryOf(spec, 'kind')) {
    return;
  }
  const text = stringOf(entry?.value);
  if (text === undefined || entry?.value.kind !== 'scalar') return;
  const path = parseFieldSpec(text).map((segment) => segment.replace(/\[\]$/, ''));
  const next = movedPath(path, entry.value, moved);
  if (!next) return;
  if (entryOf(spec, 'kind')) {
    edit.set(entry.value, printFieldSpec(next.filter((segment) => !/^\d+$/.test(segment))));
  } else if (moved.isOwnField(path)) {
    throw new Declined(
      `this path is for every kind that has it; name the kind ${moved.kind}`,
      entry.range.start,
    );
  }
}

/** Undefined where the path stays. */
function movedPath(path: readonly string[], at: Node, moved: MovedKind): readonly string[] | undefined {
  try {
    const next = moved.moveField(path);
    return next.join('\n') === path.join('\n') ? undefined : next;
  } catch (error) {
    if (error instanceof Declined) throw new Declined(error.message, at.range.start);
    throw error;
  }
}

/** Tells of fields of a kustomization that speak of the kind and are not rewritten. */
export function reportVariables(kustomization: Mapping, moved: MovedKind, { report }: Context): void {
  for (const { value } of asSequence(valueAt(kustomization, 'vars'))?.items ?? []) {
    const reference = asMapping(valueAt(value, 'objref'));
    if (!reference || stringOf(valueAt(reference, 'kind')) !== moved.kind) continue;
    const [group, version] = (stringOf(valueAt(reference, 'apiVersion')) ?? '/').split('/');
    const isOld =
      ![moved.groups.at(-1), ''].includes(group) || ![moved.versions.at(-1), ''].includes(version);
    const path = parseFieldPath(stringOf(valueAt(value, 'fieldref', 'fieldpath')) ?? 'metadata.name');
    if (!isOld && moved.moveField(path).join('\n') === path.join('\n')) continue;
    report({
      level: 'error',
      at: reference,
      message: `this variable takes its value from ${moved.kind} in an old version`,
      help: 'vars are deprecated: make a replacement of it, with the new apiVersion and field path',
    });
  }
}

/** Tells of a schema of the kind that kustomize is given. */
export function reportSchema({ text, root }: ManifestDocument, moved: MovedKind, { report }: Context): void {
  if (!root || !text.includes(moved.kind)) return;
  report({
    level: 'warning',
    at: root,
    message: `kustomize is given a schema of ${moved.kind}, which decides how patches are merged`,
    help: 'make sure that it describes the new version',
  });
}
