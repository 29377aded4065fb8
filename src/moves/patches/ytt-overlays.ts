import type { ManifestDocument } from '../../kubernetes/document';
import type { Context } from '../../transform';
import { basesIn } from '../bases';
import { basesMeant } from '../meant';
import { type Base, type MovedKind, newApiVersion } from '../moved-kind';
import { plural } from '../nouns';
import { reportOldFields } from './lone-patches';
import { anchoredField, oldFieldsOf } from './patterns';
import { holdBack } from './templated-patches';
import { type Annotation, annotationsOf, says } from './ytt-annotations';

/**
 * Leaves the objects that an overlay of ytt changes by old fields, or selects by an old name: lists need annotations of
 * their own in an overlay, and ytt stops where nothing is selected.
 *
 * Source: carvel-dev/ytt, "ytt Library: Overlay module" (`expects` is 1; items of lists are matched `by`).
 *
 * @returns whether the document is an overlay
 */
export function holdByYttOverlay<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const { root, path } = document;
  const annotations = annotationsOf(document);
  const above = annotations.filter(({ isOfDocument }) => isOfDocument);
  if (!root || above.length === 0) return false;
  const bases = basesIn(moved, context.facts);
  const meant = nearestTo(
    path,
    bases.filter(({ name }) => above.some((each) => says(each, 'name', name) !== false)),
  );
  const fields = oldFieldsOf(root, anchoredField, moved);
  const isOwn = fields.some((field) => moved.isOwnField(field.path));
  const [first] = fields;
  if (first && above.some((each) => says(each, 'kind', moved.to.kind) ?? isOwn)) {
    const names = [...new Set(fields.map((field) => field.path.slice(0, 2).join('.')))].join(', ');
    const reason = `an overlay of ytt changes fields that ${moved.to.version} ${plural(moved.to.kind)} do not have: ${names}`;
    if (holdBack(first.entry, root, meant, reason, moved, context)) return true;
    if (meant.length > 0 && meant.every(({ isOld }) => isOld)) return true;
    reportOldFields(root, [], moved, 'error', context.report);
    return true;
  }
  for (const annotation of annotations.filter((each) => namesOld(each, moved))) {
    const { range, isOfDocument } = annotation;
    const named = isOfDocument ? meant : basesMeant({ path }, moved, context.facts).bases;
    const reason = `an overlay of ytt selects what is not of ${newApiVersion(moved)} yet`;
    const at = { kind: 'spot', offset: range.start } as const;
    if (holdBack(at, root, named, reason, moved, context)) context.keep({ alias: undefined, content: range });
  }
  return true;
}

/** The objects that have most folders in common with a file: other deployments may have some of the same name. */
function nearestTo<B extends Base>(path: string, bases: readonly B[]): readonly B[] {
  const folders = path.split('/').slice(0, -1);
  const shared = ({ path: other }: B) => {
    const at = folders.findIndex((folder, index) => other.split('/')[index] !== folder);
    return at === -1 ? folders.length : at;
  };
  const most = Math.max(...bases.map(shared));
  return bases.filter((base) => shared(base) === most);
}

/** Whether an annotation gives an old name of a kind: its group may be that of other kinds as well. */
function namesOld(annotation: Annotation, { from, to }: MovedKind): boolean {
  const isOfKind = says(annotation, 'kind', to.kind);
  return from.some(({ group, versions }) =>
    group === to.group
      ? isOfKind === true && versions.some((version) => annotation.said.includes(`${group}/${version}`))
      : isOfKind !== false && annotation.said.includes(group),
  );
}
