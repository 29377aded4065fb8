import type { Context } from '../transform';
import { type Ignore, ignoreWithin, LeftAlone } from '../suppress/ignore';
import { Declined, Editor, type Mapping, type Node, type Place } from '../yaml';
import { type FactKind, type FactPlace, type Facts, givenFiles } from '../facts';
import { grouped } from '../grouped';
import { factPlaceOf, type KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import type { Kustomization } from '../kustomize/kustomization';
import { KustomizeTree } from '../kustomize/tree';
import { type Base, type MovedKind, namesOf } from './moved-kind';
import { placesOf } from './status';
import { basesOfFile, mayBe } from './bases';

/**
 * The context for what speaks of these objects. Where comments keep all of them as they are, it stays with them; where
 * only some, nobody can say what becomes of it.
 *
 * @param node what speaks of them: what it names, it names on purpose
 */
export function contextFor(bases: readonly Base[], node: Node | undefined, context: Context): Context {
  const kept = bases.filter(({ isKept, obstacle }) => isKept && !obstacle);
  if (kept.length === 0) return context;
  const isWhole = kept.length === bases.length;
  if (isWhole && node) context.keep(node);
  const places = placesOf(kept);
  const reason = isWhole
    ? new LeftAlone(`an ignore comment excludes what it refers to (${places})`)
    : new Declined(`${partlyKept} (${places}), but not all`);
  return contextThatDeclines(reason, context);
}

const partlyKept = 'ambiguous: an ignore comment excludes some of what it refers to';

/** Whether a reason is that a comment keeps some of the objects, and not all. */
export function isAmbiguous(reason: string): boolean {
  return reason.startsWith(partlyKept);
}

/** The context for what stays as it is, for a reason that is told where something would change. */
export function contextThatDeclines(reason: Declined, context: Context): Context {
  return {
    ...context,
    report: () => undefined,
    rewrite(place, summary, ask) {
      context.rewrite(place, summary, () => {
        if (isAskedFor(ask)) throw reason;
      });
    },
  };
}

/** What comes of asking for changes: a reason against them, or whether there are any. */
export function tried(ask: Parameters<Context['rewrite']>[2]): Declined | 'something' | 'nothing' {
  const trial = new Editor();
  try {
    ask(trial, () => undefined);
  } catch (error) {
    if (error instanceof Declined) return error;
    throw error;
  }
  return trial.changes.length > 0 ? 'something' : 'nothing';
}

/** Whether anything is asked for, be it that it is declined. */
export function isAskedFor(ask: Parameters<Context['rewrite']>[2]): boolean {
  return tried(ask) !== 'nothing';
}

/**
 * Whether comments keep an object of a kind that moves as it is: its apiVersion and its fields change together, so one
 * that keeps a part of these keeps all.
 *
 * @param within whether a comment says to leave a place alone, or a part of it
 */
export function isKept(object: KubernetesObject, within: (place: Place) => boolean): boolean {
  const { mapping, apiVersionEntry, kind } = object;
  // A list and its items have one apiVersion.
  if (kind.endsWith('List')) return within(mapping);
  const list = apiVersionEntry ? undefined : listAround(mapping);
  if (list) return within(list);
  const content = mapping.entries.filter(({ name = '' }) => ['spec', 'status'].includes(name));
  return [...(apiVersionEntry ? [apiVersionEntry] : []), ...content].some(within);
}

/** The same for a survey, which is not asked on behalf of a transform, with the place of the comment. */
export function keptIn(
  document: ManifestDocument,
  object: KubernetesObject,
  transform: string,
): Pick<Base, 'isKept' | 'keptBy'> {
  let ignore: Ignore | undefined;
  const within = (place: Place) => (ignore = ignoreWithin(document, transform, place)) !== undefined;
  return { isKept: isKept(object, within), keptBy: ignore && placeOfIgnore(document, ignore) };
}

/** An ignore is in the document itself, or in one that the document is a text of. */
function placeOfIgnore(document: ManifestDocument, ignore: Ignore): FactPlace {
  const { ignores, host } = document;
  return host && !ignores.includes(ignore)
    ? placeOfIgnore(host.document, ignore)
    : factPlaceOf(document, { kind: 'spot', offset: ignore.offset });
}

/** The list that an item without an apiVersion of its own stands in. */
function listAround({ parent }: Mapping): Mapping | undefined {
  const items = parent?.kind === 'item' ? parent.parent.parent : undefined;
  return items?.kind === 'entry' ? items.parent : undefined;
}

/** Something in a file that names old objects of a kind: by name, or all of a namespace. */
interface OldUse {
  readonly path: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What the tree tells of these, collected by `useSurvey`. */
export function usesOf<B extends Base>(moved: MovedKind<B>): FactKind<OldUse> {
  return { name: `${moved.bases.name}-uses` };
}

/** The context for what changes along with objects of the tree: nothing of it is rewritten where a part was not given. */
export function contextOfGiven<B extends Base>(
  bases: readonly B[],
  moved: MovedKind<B>,
  context: Context,
): Context {
  const { facts } = context;
  const given = givenFiles(facts);
  if (given.size === 0) return context;
  const moving = bases.filter(({ isOld, isKept }) => isOld && !isKept);
  if (moving.length === 0) return context;
  const units = facts.derivedFor(moved, unitsOf);
  const rest = new Set(moving.flatMap((base) => units.notGiven(base)));
  if (rest.size === 0) return context;
  const files = [...rest].toSorted().join(', ');
  const message = `it must change together with files that were not given; run istio-migrate on these, too: ${files}`;
  return contextThatDeclines(new Declined(message), context);
}

/** The file of a document, which may be in a text of another one: `file.yaml#text`. */
function fileOf(path: string): string {
  return path.replace(/(?:#text)+$/, '');
}

function unitsOf(facts: Facts, moved: MovedKind): Units {
  return new Units(facts, moved);
}

/** The files that the objects of a kind share their fate with. */
class Units {
  private readonly tree: KustomizeTree;
  private readonly given: ReadonlySet<string>;
  private readonly users: ByName<OldUse>;
  private readonly overlays = new Map<Kustomization, Overlay>();
  private readonly known = new Map<Base, readonly string[]>();

  constructor(
    private readonly facts: Facts,
    private readonly moved: MovedKind,
  ) {
    this.tree = KustomizeTree.of(facts);
    this.given = givenFiles(facts);
    this.users = grouped(facts.all(usesOf(moved)), ({ name }) => name);
  }

  /** Those of an object that were not given. */
  notGiven(base: Base): readonly string[] {
    const known =
      this.known.get(base) ??
      this.unitOf(base)
        .map(fileOf)
        .filter((path) => !this.given.has(path));
    this.known.set(base, known);
    return known;
  }

  private unitOf({ path, name, namespace }: Base): string[] {
    const overlays = this.tree.patchingOver(path).map((kustomization) => this.overlayOf(kustomization));
    const patches = overlays.flatMap((overlay) => namedLike(name, overlay.patches));
    const users = namedLike(name, this.users).filter((use) => mayBe(use.namespace, namespace));
    const named = overlays.filter(({ isNaming }) => isNaming);
    return [path, ...[...patches, ...named, ...users].map((each) => each.path)];
  }

  private overlayOf(kustomization: Kustomization): Overlay {
    const known = this.overlays.get(kustomization) ?? this.describe(kustomization);
    this.overlays.set(kustomization, known);
    return known;
  }

  private describe({ path, patches }: Kustomization): Overlay {
    const isNamed = (text = '') => namesOf(this.moved).some(({ kind }) => text.includes(kind));
    // A strategic merge patch in a file is one of the objects of the tree, by the name of what it is for.
    const files = [...new Set(patches.flatMap((patch) => patch.path ?? []))];
    const objects = files.flatMap((file) => basesOfFile(file, this.moved, this.facts));
    return {
      path,
      isNaming: patches.some(({ text, selector }) => isNamed(text) || isNamed(selector?.kind)),
      patches: grouped(objects, ({ name }) => name),
    };
  }
}

/** What a kustomization has to do with objects of a kind. */
interface Overlay {
  readonly path: string;
  /** Whether it names the kind in a patch. */
  readonly isNaming: boolean;
  /** The objects that are patches of it, by their names. */
  readonly patches: ByName<Base>;
}

type ByName<T> = ReadonlyMap<string | undefined, readonly T[]>;

/** Those of some things that may have a name: what has none may have any. */
function namedLike<T>(name: string | undefined, things: ByName<T>): readonly T[] {
  if (name === undefined) return [...things.values()].flat();
  return [...(mayBe(name, name) ? (things.get(name) ?? []) : []), ...(things.get(undefined) ?? [])];
}
