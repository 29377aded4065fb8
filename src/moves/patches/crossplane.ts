import type { Context } from '../../transform';
import type { KubernetesObject } from '../../kubernetes/object';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  type Entry,
  holdersOf,
  itemsOf,
  type Mapping,
  keysTo,
  type Node,
  stringOf,
  type Text,
} from '../../yaml';
import { certainEntry, type MovedKind } from '../moved-kind';
import { fieldPathSyntax, oldPathsIn, placeOf } from './old-paths';

/** A path of a Crossplane patch that leads into an object. */
interface PatchPath {
  readonly text: Text;
  /**
   * The path from the object's root; the text has more before it where the object is a part of the base. Undefined where
   * the text is not a plain path.
   */
  readonly path: readonly string[] | undefined;
  readonly before: readonly string[];
  /** What else takes this path as long as it has none of its own. */
  readonly patch: Mapping;
  readonly key: 'toFieldPath' | 'fromFieldPath';
}

/**
 * The context for an object that is the base of a resource of a Crossplane Composition, or is in one: the paths of
 * the patches beside that base change together with it, or nothing does.
 */
export function contextWithPatchPaths(object: KubernetesObject, moved: MovedKind, context: Context): Context {
  const paths = patchPathsOf(object);
  if (paths.length === 0) return context;
  return {
    ...context,
    rewrite(place, summary, ask) {
      context.rewrite(place, summary, (edit, report) => {
        ask(edit, report);
        if (edit.changes.length === 0) return;
        for (const path of paths) movePath(path, moved, edit);
      });
    },
  };
}

/** The paths into an object of the patches beside the base that it is in. */
export function patchPathsOf({ mapping }: KubernetesObject): PatchPath[] {
  for (let node: Node | undefined = mapping; node; node = node.parent?.parent) {
    const { parent }: Node = node;
    if (parent?.kind === 'entry' && parent.name === 'base') return pathsBeside(parent, keysTo(mapping, node));
  }
  return [];
}

/** Whether patches beside the base that an object is in, or a set of such, may bring what the object lacks. */
export function isFilledByPatches(object: KubernetesObject): boolean {
  const hasSet = holdersOf(object.mapping).some((holder) =>
    itemsOf(certainEntry(holder, 'patches')?.value).some(
      ({ value }) => stringOf(certainEntry(value, 'type')?.value) === 'PatchSet',
    ),
  );
  return hasSet || patchPathsOf(object).some(({ key }) => key === 'toFieldPath');
}

function pathsBeside({ parent }: Entry, before: readonly string[]): PatchPath[] {
  return itemsOf(certainEntry(parent, 'patches')?.value).flatMap(({ value }) => {
    const patch = asMapping(value);
    if (!patch) return [];
    return textsInto(patch).flatMap(({ text, key }) => {
      const full = fieldPathSyntax.parse(text.value);
      if (full && !before.every((segment, index) => full[index] === segment)) return [];
      return [{ text, key, patch, before, path: full?.slice(before.length) }];
    });
  });
}

/** Where a patch says what it reads or writes in the resource; the other side is in the composite. */
function textsInto(patch: Mapping): { readonly text: Text; readonly key: PatchPath['key'] }[] {
  const type = stringOf(certainEntry(patch, 'type')?.value) ?? 'FromCompositeFieldPath';
  if (type === 'PatchSet') return [];
  const from = asText(certainEntry(patch, 'fromFieldPath')?.value);
  if (!/To(?:Composite|Environment)/.test(type)) {
    const text = asText(certainEntry(patch, 'toFieldPath')?.value) ?? from;
    return text ? [{ text, key: 'toFieldPath' }] : [];
  }
  const variables = itemsOf(certainEntry(certainEntry(patch, 'combine')?.value, 'variables')?.value);
  return [from, ...variables.map(({ value }) => asText(certainEntry(value, 'fromFieldPath')?.value))].flatMap(
    (text) => (text ? [{ text, key: 'fromFieldPath' }] : []),
  );
}

function movePath({ text, path, before, patch, key }: PatchPath, moved: MovedKind, edit: Editor): void {
  if (!path) {
    if (oldPathsIn(text.value, moved).length === 0) return;
    throw new Declined(`a patch names an old field of ${moved.to.kind}`, text.range.start);
  }
  const now = placeOf(path, moved);
  if (!now)
    throw new Declined(`a patch takes ${path.join('.')} as a whole, which changes inside`, text.range.start);
  const written = fieldPathSyntax.print([...before, ...now]);
  if (written === text.value || now.join('.') === path.join('.')) return;
  // Without a path of its own, the other side has the same one.
  const isShared = !certainEntry(patch, 'toFieldPath') && !certainEntry(patch, 'combine');
  if (isShared) edit.insert(patch, 'toFieldPath', key === 'toFieldPath' ? written : text.value);
  if (!isShared || key === 'fromFieldPath') edit.set(text, written);
}
