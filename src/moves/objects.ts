import type { ManifestDocument } from '../kubernetes/document';
import {
  describeObject,
  describePlace,
  factPlaceOf,
  type KubernetesObject,
  labelsOf,
} from '../kubernetes/object';
import { LeftAlone } from '../suppress/ignore';
import type { Context, Report } from '../transform';
import {
  type Editor,
  entriesOf,
  type Entry,
  entryOf,
  isNull,
  isTemplated,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../yaml';
import { isKept, keptIn } from './given';
import { carrierOf } from './patches/carriers';
import { reportMissingBase } from './patches/json-patch';
import { migrateWithKustomize } from './kustomize';
import { contentsIn } from './contents';
import {
  type Base,
  isOfKind,
  isOfOpenVersion,
  isOldObject,
  type KindMove,
  type MovedKind,
  newApiVersion,
  type Role,
} from './moved-kind';
import { type Follow, migrateNames } from './names';
import { contextBesideOldBranches, decisionOn, isInOldBranch } from './templates';

/**
 * The objects of a kind in a document, with what patches need to know of each.
 *
 * @param id the transform that moves the kind, which comments may name
 */
export function basesOfDocument(
  document: ManifestDocument,
  moved: KindMove,
  id: string,
): { readonly object: KubernetesObject; readonly base: Base }[] {
  // What a kustomization holds as a text is for an object, and none itself.
  const contents = document.host?.patch ? [] : contentsIn(document);
  return contents.flatMap((object) => {
    const open = openKindOf(object, document, moved);
    if (!open && !isOfKind(object, moved) && !isOfOpenVersion(object, moved)) return [];
    const { kind = object.kind, ...ofKind } = open ?? {};
    const { namespace } = object;
    const name = onlyNameOf(object);
    const decision = open ? ofKind : decisionOn(object, document, moved);
    // Where nobody can say which version it is of, what selects the first old one may select it.
    const isOpen = decision !== undefined || isOfOpenVersion(object, moved);
    const [first] = moved.from;
    const { group, version } =
      isOpen && first ? { group: first.group, version: first.versions[0] ?? '' } : object;
    const base = {
      path: document.path,
      place: factPlaceOf(document, object.mapping),
      ...{ kind, name, namespace, group, version },
      // In a template, another branch may have its own.
      labels: unlessDeclined(() => labelsOf(object)) ?? {},
      ...keptIn(document, object, id),
      carrier: carrierOf(object, document),
      isOld: isOpen || isOldObject(object, moved),
      isBranch: isInOldBranch(object, document, moved),
      ...decision,
    };
    return { object, base };
  });
}

/** That an object stays whose kind a template decides: its own text says that it may be an old one. */
function openKindOf(
  { kind, mapping, apiVersionEntry }: KubernetesObject,
  document: ManifestDocument,
  { from, to }: KindMove,
): Pick<Base, 'kind' | 'isKept' | 'keptBy' | 'obstacle'> | undefined {
  const entry = entriesOf(mapping).find(({ name }) => name === 'kind');
  if (!isTemplated(kind) || !entry || !apiVersionEntry) return undefined;
  const written = ({ range }: Entry) => document.text.slice(range.start, range.end);
  const isSaid = (name: string) => new RegExp(String.raw`\b${name}\b`).test(written(entry));
  const old = from.find((name) => isSaid(name.kind) && written(apiVersionEntry).includes(name.group));
  if (!old) return undefined;
  const place = factPlaceOf(document, entry);
  const reason = `a template decides whether the object at ${describePlace(place)} is of kind ${old.kind}`;
  const help = `write out its kind there, with the apiVersion ${to.group}/${to.version}, then run again`;
  return { kind: old.kind, isKept: true, keptBy: place, obstacle: { reason, help, place, parts: [] } };
}

/** The name of an object; undefined where keys that appear twice say different ones. */
function onlyNameOf({ mapping, name }: KubernetesObject): string | undefined {
  const under = (holder: Node, key: string) =>
    entriesOf(holder).flatMap((entry) => (entry.name === key ? entry.value : []));
  const names = under(mapping, 'metadata').flatMap((metadata) => under(metadata, 'name').map(stringOf));
  return new Set(names).size > 1 ? undefined : name;
}

/**
 * Asks for the rewrite of an object, a list of such or a patch: its apiVersion, and what changes along with it.
 *
 * @param oldFields what the summary calls fields of an old version in an object that is of the new one
 */
export function rewriteObject<B extends Base>(
  object: KubernetesObject,
  role: Role<B> | undefined,
  moved: KindMove,
  oldFields: string,
  { ignores, rewrite }: Context,
  change: (edit: Editor, report: Report) => void,
): void {
  const { mapping, apiVersionEntry } = object;
  const isOld = isOldObject(object, moved);
  const place = apiVersionEntry ?? mapping;
  const becomes = isOld
    ? `${object.apiVersion} → ${newApiVersion(moved)}`
    : `${oldFields} → ${moved.to.version}`;
  rewrite(place, `${describeObject(object)}: ${becomes}`, (edit, report) => {
    // Of two, the last one may count.
    entryOf(mapping, 'apiVersion');
    if (isOld && apiVersionEntry?.value.kind === 'scalar')
      edit.set(apiVersionEntry.value, newApiVersion(moved));
    change(edit, report);
    if (edit.changes.length > 0 && isKept(object, ignores.within)) throw new LeftAlone();
    if (isOld && role?.is === 'patch' && role.bases.length === 0)
      reportMissingBase(moved.to.kind, place, report);
  });
}

/** What the API server wrote into an object, and what a new object beside it does not have. */
const ofTheServer = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields'];

/** Reports what a dump says about the old object, where the migrated one is a new object. */
export function reportStaleMetadata({ mapping, kind }: KubernetesObject, report: Report): void {
  const stale = entriesOf(valueAt(mapping, 'metadata')).filter(
    ({ name = '', value }) => ofTheServer.includes(name) && !isNull(value),
  );
  const [first] = stale;
  if (!first) return;
  const names = stale.map(({ name }) => name).join(', ');
  report({
    level: 'warning',
    at: first,
    message: `the metadata is that of the old ${kind}: ${names}`,
    help: 'delete these fields: the migrated object is a new one, and the API server refuses a uid or resourceVersion that is not its own',
  });
}

/** Moves the objects of a kind in a document, all that kustomize does to them, and what names them. */
export function migrateKind<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  given: Context,
  follow?: Follow,
): Context {
  const context = contextBesideOldBranches(document, moved, given);
  migrateWithKustomize(document, moved, context);
  migrateNames(document, moved, context, follow);
  return context;
}
