import type { Context } from '../../transform';
import type { KubernetesObject } from '../../kubernetes/object';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  holdersOf,
  itemsOf,
  type Mapping,
  keysTo,
  type Node,
  stringOf,
  type Text,
} from '../../yaml';
import { certainEntry, type MovedKind, namesOf } from '../moved-kind';
import { ofBothSides } from '../references/paths-beside';
import { fieldPathSyntax, oldPathsIn, placeOf } from './old-paths';
import { isBelow } from '../../keys';

/** What Crossplane is given beside an object that leads into it: most often, the path of a patch. */
interface PatchPath {
  readonly text: Text;
  /**
   * The path from the object's root; the text has more before it where the object is a part of the base. Undefined where
   * the text is not a plain path.
   */
  readonly path: readonly string[] | undefined;
  readonly before: readonly string[];
  readonly key: 'toFieldPath' | 'fromFieldPath';
  /** The patch whose other side takes this path as well, as it has none of its own. */
  readonly shared: Mapping | undefined;
  /** Whether other resources take the patch, too. */
  readonly isOfOthers?: boolean;
}

type Found = Omit<PatchPath, 'path' | 'before'>;

/**
 * The context for an object that Crossplane is given in another one: the paths beside it that lead into it change
 * together with it, or nothing does.
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

/** The paths into an object of the patches beside the base that it is in, or beside the manifest that it is. */
export function patchPathsOf({ mapping }: KubernetesObject): PatchPath[] {
  return holdersOf(mapping).flatMap((node) => {
    const holder = node.parent?.kind === 'entry' ? node.parent : undefined;
    const before = keysTo(mapping, node);
    if (holder?.name === 'base') return besideBase(holder.parent).flatMap((found) => locate(found, before));
    const provider = holder?.name === 'manifest' ? holder.parent.parent : undefined;
    const isOfObject = provider?.kind === 'entry' && provider.name === 'forProvider';
    return isOfObject ? besideManifest(provider.parent).flatMap((found) => locate(found, before)) : [];
  });
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

function locate(found: Found, at: readonly string[]): PatchPath[] {
  const full = fieldPathSyntax.parse(found.text.value);
  if (!full) return [{ ...found, before: at, path: full }];
  // The status of an Object has the manifest as it is in the cluster.
  const [first, second, ...rest] = at;
  const isGiven = first === 'spec' && second === 'forProvider';
  const places = [at, ...(isGiven ? [['status', 'atProvider', ...rest]] : [])];
  const before = places.find((keys) => isBelow(full, keys));
  return before ? [{ ...found, before, path: full.slice(before.length) }] : [];
}

/** A resource of a Composition. */
function besideBase(resource: Mapping): Found[] {
  return [
    ...itemsUnder(resource, 'patches').flatMap((patch) => [
      ...textsInto(patch),
      ...textsOfSet(patch, resource),
    ]),
    ...itemsUnder(resource, 'readinessChecks').flatMap((check) => reading(textAt(check, 'fieldPath'))),
    ...itemsUnder(resource, 'connectionDetails').flatMap((one) => reading(textAt(one, 'fromFieldPath'))),
  ];
}

/** The spec of an Object of provider-kubernetes, whose paths begin at the manifest. */
function besideManifest(spec: Mapping): Found[] {
  const references = itemsUnder(spec, 'references').flatMap((reference): Found[] => {
    const own = textAt(reference, 'toFieldPath');
    const text = own ?? textAt(certainEntry(reference, 'patchesFrom')?.value, 'fieldPath');
    return text ? [{ text, key: 'toFieldPath', shared: own ? undefined : reference }] : [];
  });
  return [...references, ...reading(textAt(certainEntry(spec, 'readiness')?.value, 'celQuery'))];
}

function reading(text: Text | undefined): Found[] {
  return text ? [{ text, key: 'fromFieldPath', shared: undefined }] : [];
}

/** Where a patch says what it reads or writes in the resource; the other side is in the composite. */
function textsInto(patch: Mapping): Found[] {
  const type = stringOf(certainEntry(patch, 'type')?.value) ?? 'FromCompositeFieldPath';
  if (type === 'PatchSet') return [];
  const [from, to] = [textAt(patch, 'fromFieldPath'), textAt(patch, 'toFieldPath')];
  const combine = certainEntry(patch, 'combine')?.value;
  const shared = to || combine ? undefined : patch;
  if (!/To(?:Composite|Environment)/.test(type)) {
    const text = to ?? from;
    return text ? [{ text, key: 'toFieldPath', shared }] : [];
  }
  const variables = itemsUnder(combine, 'variables').map((variable) => textAt(variable, 'fromFieldPath'));
  return [from, ...variables].flatMap((text) => (text ? [{ text, key: 'fromFieldPath', shared }] : []));
}

/** The patches of a set that a resource takes, of which others may take it as well. */
function textsOfSet(patch: Mapping, { parent }: Mapping): Found[] {
  const name = stringOf(certainEntry(patch, 'patchSetName')?.value);
  const list = parent?.kind === 'item' ? parent.parent : undefined;
  if (name === undefined || list?.parent?.kind !== 'entry') return [];
  const takers = itemsOf(list).flatMap(({ value }) =>
    itemsUnder(value, 'patches').filter((each) => textAt(each, 'patchSetName')?.value === name),
  );
  return itemsUnder(list.parent.parent, 'patchSets')
    .filter((set) => textAt(set, 'name')?.value === name)
    .flatMap((set) => itemsUnder(set, 'patches').flatMap(textsInto))
    .map((found) => ({ ...found, isOfOthers: takers.length > 1 }));
}

function itemsUnder(node: Node | undefined, key: string): Mapping[] {
  return itemsOf(certainEntry(node, key)?.value).flatMap(({ value }) => asMapping(value) ?? []);
}

function textAt(node: Node | undefined, key: string): Text | undefined {
  return asText(certainEntry(node, key)?.value);
}

function movePath(patch: PatchPath, moved: MovedKind, edit: Editor): void {
  const { text, path, before, shared, key, isOfOthers = false } = patch;
  if (!path) {
    const query = movedQuery(text, moved);
    if (query !== text.value) edit.set(text, query);
    return;
  }
  const now = placeOf(path, moved);
  if (!now)
    throw new Declined(`a patch takes ${path.join('.')} as a whole, which changes inside`, text.range.start);
  const written = fieldPathSyntax.print([...before, ...now]);
  if (written === text.value || now.join('.') === path.join('.')) return;
  const source = certainEntry(shared, 'patchesFrom')?.value;
  if (namesOf(moved).some(({ kind }) => textAt(source, 'kind')?.value === kind))
    throw new Declined(ofBothSides, text.range.start);
  if (isOfOthers)
    throw new Declined('a patch of a set that other resources use names an old field', text.range.start);
  if (shared) edit.insert(shared, 'toFieldPath', key === 'toFieldPath' ? written : text.value);
  if (!shared || key === 'fromFieldPath') edit.set(text, written);
}

/** An expression of CEL calls the object by that name; what names an old field otherwise is not understood. */
function movedQuery(text: Text, moved: MovedKind): string {
  return oldPathsIn(text.value, moved).reduceRight((query, { index, length, path, now }) => {
    const end = index + length;
    const isPlain = fieldPathSyntax.parse(query.slice(index, end))?.join('.') === path.join('.');
    if (!now || !isPlain || !query.slice(0, index).endsWith('object.'))
      throw new Declined(`a patch or query names an old field of ${moved.to.kind}`, text.range.start);
    return query.slice(0, index) + fieldPathSyntax.print(now) + query.slice(end);
  }, text.value);
}
