import type { Context, Report } from '../../transform';
import type { ManifestDocument } from '../../kubernetes/document';
import { grouped } from '../../grouped';
import {
  asText,
  Declined,
  type Editor,
  entryOf,
  holdersOf,
  holdsPlaceholder,
  type Mapping,
  type Node,
} from '../../yaml';
import { contentsIn } from '../contents';
import { basesMeant } from '../meant';
import {
  type Base,
  certainEntry,
  isOfKind,
  isResource,
  type KindName,
  type MovedKind,
  newApiVersion,
  says,
  textUnder,
} from '../moved-kind';
import { startOf } from '../../kubernetes/object';
import { oldFieldBelow } from '../patches/patterns';
import { patchPathsOf } from '../patches/crossplane';
import { findReferences, type Reference } from './find-references';
import { movePathsBeside, pathsBeside } from './paths-beside';
import { reportTemplatedGroups } from './templated-groups';
import { migrateProjects } from './projects';
import { type Readers, reportReaders } from './readers';
import { migrateNamesInOperations } from './names-in-operations';
import { migrateRulesInOperations } from './rules-in-operations';
import { migrateExpectedNames, migrateNamesInTexts } from './names-in-texts';
import { tried } from '../given';
import { contextOfFollower } from '../unit';
import { nounOf, plural } from '../nouns';
import { changingPart, isHeld, mayMove, namedBy, statusOf } from './status';
import { readOperations } from '../../kustomize/operation';

/**
 * References to an object follow it to its new name. An object that names both old and new splits traffic between them
 * on purpose (GIE v1.1.0, `site-src/guides/ga-migration.md`): which one to remove is not ours to decide, unless they are
 * others, which both are new once the old one has moved.
 *
 * @param isOther whether a node belongs to something that follows by rules of its own
 */
export function migrateReferences<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  isOther: (node: Node) => boolean = () => false,
): Readers {
  const references = findReferences(document, moved).filter(({ mapping }) => !isOther(mapping));
  const followed = new Set<Node>([
    ...references.flatMap(({ mapping }) => pathsBeside(mapping).map(({ text }) => text)),
    ...contentsIn(document)
      .filter((object) => isOfKind(object, moved))
      .flatMap((object) => patchPathsOf(object).map(({ text }) => text)),
  ]);
  const readers = reportReaders(document, moved, context, (node) => isOther(node) || followed.has(node));
  // Of a kind that stays in its group, most references give no version, and so fit both.
  const hasNewGroup = changingPart(moved) === 'group';
  const isNew = ({ isOld, mapping }: Reference): boolean =>
    !isOld || textUnder(mapping, 'group') === moved.to.group;
  const [renewed, unmoved] = [isNew, (one: Reference) => !isNew(one)].map((isNamed) =>
    grouped(hasNewGroup ? references.filter(isNamed) : [], ({ owner }) => owner),
  );
  const isSplit = ({ mapping, owner }: Reference): boolean => {
    const beside = unmoved?.has(owner) ? renewed?.get(owner) : undefined;
    return beside !== undefined && !readers.isRuled(mapping) && !movesBeside(mapping, beside, moved, context);
  };
  for (const reference of references) {
    const { mapping, isOld } = reference;
    if (isOld) migrateReference(reference, isSplit(reference), moved, readers.contextOf(mapping));
    else if (pathsBeside(mapping).length > 0) migratePathsAlone(mapping, moved, context);
  }
  migrateNamesInTexts(document, moved, readers.contextOf, isOther);
  migrateExpectedNames(document, moved, context);
  const operations = readOperations(document.root);
  if (operations) {
    migrateNamesInOperations(operations, moved, context);
    migrateRulesInOperations(operations, document, moved, context);
  }
  if (!hasNewGroup) return readers;
  migrateProjects(document, moved, context);
  reportTemplatedGroups(document, moved, context, isOther);
  return readers;
}

/** Whether the object that an old reference names moves for certain, and the new ones beside it name others. */
function movesBeside<B extends Base>(
  mapping: Mapping,
  beside: readonly Reference[],
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const named = namedBy(mapping, context);
  const others = beside.map((one) => textUnder(one.mapping, 'name'));
  if (others.includes(named.name)) return false;
  if ([named.name, ...others].some((name = '') => name === '' || holdsPlaceholder(name))) return false;
  const { bases, means } = basesMeant(named, moved, context.facts);
  return means === 'all' && bases.length > 0 && bases.every(({ isOld, isKept }) => isOld && !isKept);
}

/** The paths beside a reference that fits the new name already, or gives no version. */
function migratePathsAlone<B extends Base>(mapping: Mapping, moved: MovedKind<B>, context: Context): void {
  const namespace = textUnder(mapping, 'namespace');
  const named = { name: textUnder(mapping, 'name'), namespace, path: context.locate(mapping).path };
  const status = statusOf(named, moved, context.facts);
  if (status === 'stays') for (const { text } of pathsBeside(mapping)) context.keep(text);
  if (status !== 'moves') return;
  context.rewrite(mapping, `paths of fields of ${moved.to.kind} that move`, (edit) => {
    movePathsBeside(mapping, moved, edit);
  });
}

function migrateReference<B extends Base>(
  { mapping, key, name }: Reference,
  isRenewed: boolean,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { report } = context;
  const isSame = key !== 'apiVersion' && name.group === moved.to.group;
  const place = certainEntry(mapping, isSame ? 'version' : key)?.value ?? mapping;
  const named = namedBy(mapping, context);
  const status = statusOf(named, moved, context.facts);
  const { rewrite } = contextOfFollower(named, moved, context);
  const isSplitOverHeld = isRenewed && isHeld(named, moved, context.facts);
  if (!isSplitOverHeld && !mayMove(place, named, moved, context)) {
    if (status !== 'stays') return;
    for (const { text } of pathsBeside(mapping)) context.keep(text);
    for (const { value } of ['kind', 'resource'].flatMap((each) => certainEntry(mapping, each) ?? []))
      context.keep(value);
    return;
  }
  const { kind } = moved.to;
  const ask = (edit: Editor, tell: Report): void => {
    const field = oldFieldBelow(mapping, moved);
    if (field)
      throw new Declined(
        `its content has old fields of ${kind} in an unknown form`,
        startOf(field),
        changeBoth,
      );
    renameReference(mapping, key, name, moved, edit);
    movePathsBeside(mapping, moved, edit);
    const uid = certainEntry(mapping, 'uid');
    if (uid && (name.group !== moved.to.group || name.kind !== kind)) tell({ at: uid, ...staleOwner(moved) });
  };
  // What cannot follow is an error, whatever is beside it.
  if (isRenewed && !(tried(ask) instanceof Declined)) {
    report({ at: place, ...(isBackend(mapping) ? splitRoute(moved) : splitReference(moved)) });
    return;
  }
  const isRenamed = isSame && name.kind !== kind;
  const from = isRenamed ? name.kind : (textUnder(mapping, isSame ? 'version' : key) ?? name.group);
  const ofKey = key === 'apiVersion' ? newApiVersion(moved) : moved.to.group;
  const to = isRenamed ? kind : isSame ? moved.to.version : ofKey;
  const what = named.name === undefined ? `reference to ${kind}` : `reference to ${kind} ${named.name}`;
  rewrite(place, `${what}: ${from} → ${to}`, ask);
}

const changeBoth = 'change its API version and these fields together manually';

function renameReference(
  mapping: Mapping,
  key: Reference['key'],
  { group, kind, resource, versions }: KindName,
  moved: MovedKind,
  edit: Editor,
): void {
  const { to } = moved;
  if (key === 'apiVersion') setText(mapping, key, newApiVersion(moved), edit);
  else if (group !== to.group) setText(mapping, key, to.group, edit);
  if (kind !== to.kind) {
    if (says(mapping, 'kind', (text) => text === kind)) setText(mapping, 'kind', to.kind, edit);
    if (says(mapping, 'kind', (text) => text === `${kind}List`))
      setText(mapping, 'kind', `${to.kind}List`, edit);
  }
  const given = textUnder(mapping, 'resource') ?? '';
  if (resource !== to.resource && isResource(given, resource))
    setText(mapping, 'resource', to.resource + given.slice(resource.length), edit);
  // A `version` beside group and kind, as kube-state-metrics and Envoy Gateway take it.
  if (key !== 'apiVersion' && versions.includes(textUnder(mapping, 'version') ?? ''))
    setText(mapping, 'version', to.version, edit);
}

function splitRoute(moved: MovedKind) {
  const { to, release } = moved;
  return {
    level: 'error',
    message: `the route names ${plural(to.kind)} of both API groups, and ${release} rejects the old one (InvalidDestinationKind)`,
    help: `once the ${nounOf(moved)} of the new group serves the traffic, remove this backend, then upgrade`,
  } as const;
}

function splitReference(moved: MovedKind) {
  const { to, release } = moved;
  return {
    level: 'warning',
    message: `it names ${plural(to.kind)} of both API groups, and ${release} knows only the new one`,
    help: `remove the old one once no ${nounOf(moved)} of the old group is left`,
  } as const;
}

function staleOwner(moved: MovedKind) {
  return {
    level: 'warning',
    message: `the uid is that of the old ${moved.to.kind}: objects whose owner is gone are garbage-collected`,
    help: `use the uid of the new ${nounOf(moved)}, or remove the owner reference`,
  } as const;
}

/** Sets a value that is here, or overrides the one that a merge key brings in. */
function setText(mapping: Mapping, key: string, text: string, edit: Editor): void {
  const entry = entryOf(mapping, key);
  const own = entry?.parent === mapping ? asText(entry.value) : undefined;
  if (own) edit.set(own, text);
  else edit.insert(mapping, key, text);
}

function isBackend(mapping: Mapping): boolean {
  return holdersOf(mapping).some(
    ({ parent }) => parent?.kind === 'entry' && /^backendRefs?$/.test(parent.name ?? ''),
  );
}
