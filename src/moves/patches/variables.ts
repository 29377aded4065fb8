import type { Context } from '../../transform';
import type { Kustomization } from '../../kustomize/kustomization';
import { parseFieldPath, printFieldPath } from '../../kustomize/operation';
import type { Selector } from '../../kustomize/selector';
import { KustomizeTree } from '../../kustomize/tree';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  entryOf,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  valueAt,
} from '../../yaml';
import { basesMeant } from '../meant';
import { movedPath } from './field-paths';
import { contextFor } from '../given';
import { reportMissingBase } from './json-patch';
import { type Base, type MovedKind, namesOf, newApiVersion } from '../moved-kind';
import { basesOf, rivalsOf } from './target';
import { contextOfUnit } from '../unit';

/** Migrates the `vars` of a kustomization: each names an object exactly, and the path of a field. */
export function migrateVariables<B extends Base>(
  mapping: Mapping,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const { value: variable } of itemsOf(valueAt(mapping, 'vars'))) {
    const object = asMapping(valueAt(variable, 'objref'));
    if (!object || !namesKind(object, moved)) continue;
    const bases = basesOfVariable(object, kustomization, moved, context);
    const namespace = stringOf(valueAt(object, 'namespace'));
    const rivals = rivalsOf(selectorOf(object), [kustomization], bases, moved, context.facts).filter(
      (rival) => namespace === undefined || (rival.namespace ?? 'default') === namespace,
    );
    const unit = contextOfUnit([...bases, ...rivals], moved, context, variable);
    const summary = `variable from ${moved.to.kind}: the object that it names, and the path of a field that moves`;
    contextFor(bases, variable, unit).rewrite(object, summary, (edit, report) => {
      migrateObjectOf(object, moved, edit);
      const path = asText(
        valueAt(variable, 'fieldref', 'fieldpath') ?? valueAt(variable, 'fieldref', 'fieldPath'),
      );
      const next = path && movedPath(parseFieldPath(path.value), path, moved);
      if (next) edit.set(path, printFieldPath(next));
      if (edit.changes.length > 0 && rivals.length > 0)
        throw new Declined(
          'this variable tells objects apart by a version that all have once they are migrated; name the objects differently',
          object.range.start,
        );
      if (edit.changes.length > 0 && bases.length === 0) reportMissingBase(moved.to.kind, object, report);
    });
  }
}

/** Whether a reference by group, version and kind names the kind. Without a group, kustomize finds nothing. */
function namesKind(object: Mapping, moved: MovedKind): boolean {
  const { group, version } = apiVersionOf(object);
  const kind = stringOf(valueAt(object, 'kind'));
  return namesOf(moved).some(
    (name) => name.kind === kind && name.group === group && name.versions.includes(version),
  );
}

function apiVersionOf(object: Mapping): { readonly group: string; readonly version: string } {
  const apiVersion = stringOf(valueAt(object, 'apiVersion'));
  const [group = '', version = ''] = apiVersion?.split('/') ?? [];
  if (apiVersion !== undefined) return { group, version };
  const textOf = (node: Node | undefined) => stringOf(node) ?? '';
  return { group: textOf(valueAt(object, 'group')), version: textOf(valueAt(object, 'version')) };
}

function migrateObjectOf(object: Mapping, moved: MovedKind, edit: Editor): void {
  const { group, version, kind } = moved.to;
  const whole = asText(entryOf(object, 'apiVersion')?.value);
  const parts = whole ? { apiVersion: newApiVersion(moved), kind } : { group, version, kind };
  for (const [key, newest] of Object.entries(parts)) {
    const text = asText(entryOf(object, key)?.value);
    if (text && text.value !== newest) edit.set(text, newest);
  }
}

function selectorOf(object: Mapping): Selector {
  const name = stringOf(valueAt(object, 'name'));
  const kind = stringOf(valueAt(object, 'kind')) ?? '';
  return { ...apiVersionOf(object), kind, ...(name !== undefined && { name }) };
}

/** The objects that one may be: those below the kustomization, or of the tree, since an overlay may bring it. */
function basesOfVariable<B extends Base>(
  object: Mapping,
  kustomization: Kustomization,
  moved: MovedKind<B>,
  { facts }: Context,
): readonly B[] {
  const { name } = selectorOf(object);
  const below = basesOf(moved, facts, KustomizeTree.of(facts), kustomization, selectorOf(object));
  return below.length > 0 ? below : basesMeant({ name }, moved, facts).bases;
}
