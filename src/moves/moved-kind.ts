import {
  type Editor,
  type Entry,
  findEntry,
  isTemplated,
  type Mapping,
  type Node,
  stringOf,
  type Wrapper,
} from '../yaml';
import type { Context } from '../transform';
import type { FactKind, FactPlace, Facts } from '../facts';
import type { KubernetesObject } from '../kubernetes/object';
import type { Operation } from '../kustomize/operation';
import type { Selectable } from '../kustomize/selector';

/** Whether one of a mapping's own entries says this; a key may appear twice. */
export function says(mapping: Mapping, name: string, isMeant: (text: string) => boolean): boolean {
  return mapping.entries.some((entry) => entry.name === name && isMeant(stringOf(entry.value) ?? ''));
}

/** The text under a key of a mapping, a merged one too; undefined where it is none, or not certain. */
export function textUnder(node: Node | undefined, name: string): string | undefined {
  return stringOf(certainEntry(node, name)?.value);
}

/** The entry under a key; undefined also where the key appears there twice. */
export function certainEntry(node: Node | undefined, name: string): Entry | undefined {
  return findEntry(node, name, { duplicates: 'none', templates: 'absent' });
}

/** A kind as some of its API versions name it. */
export interface KindName {
  readonly group: string;
  readonly kind: string;
  /** As RBAC rules, webhooks and kubectl name it. */
  readonly resource: string;
  /** Each version by its exact name. One that is not listed is newer or unknown, and is never touched. */
  readonly versions: readonly string[];
}

/** Which names of a kind give way to which: the group, the version and the kind itself may change. */
export interface KindMove {
  /** Where its group has no other kind, a rule on all of that group means no more than this one. */
  readonly to: Omit<KindName, 'versions'> & {
    readonly version: string;
    readonly isWholeGroup?: boolean;
    /** What kubectl takes for the resource as well. */
    readonly shortNames?: readonly string[];
  };
  readonly from: readonly KindName[];
  /** Fields of other objects that name an object, and where the old group means no other kind: `backendRefs`. */
  readonly onlyKindIn?: readonly string[];
}

/** What cannot move of something that moves as a whole or not at all. */
export interface Obstacle {
  readonly reason: string;
  /** What to do about it, where it is not read or not ours to change. */
  readonly help?: string;
  readonly place: FactPlace;
  /** Whether all of a file stays. */
  readonly isOfFile?: boolean;
  /** Whether a condition of a template decides between the old object and a new one. */
  readonly isOfCondition?: boolean;
  /** Every place that would change with it, that one first, and why it cannot either; none where it is not read. */
  readonly parts: readonly {
    readonly place: FactPlace;
    readonly reason: string | undefined;
    /** The objects that it changes along with, by what `idOf` says about them; of an object, itself. */
    readonly objects: readonly string[];
  }[];
}

/** An object that another one is a part of. */
export interface Carrier {
  readonly group: string;
  readonly kind: string;
  readonly name: string | undefined;
  /** Where in it the other one is. */
  readonly at: readonly string[];
}

/** An object of the tree that patches may be for; each kind adds what its patches need to know of it. */
export interface Base extends Selectable {
  readonly path: string;
  readonly place: FactPlace;
  readonly namespace: string | undefined;
  readonly group: string;
  readonly version: string;
  /** Whether comments exclude it. */
  readonly isKept: boolean;
  /** Where such a comment is. */
  readonly keptBy?: FactPlace | undefined;
  /** Why it stays though no comment excludes it; {@link isKept} then. */
  readonly obstacle?: Obstacle | undefined;
  /** Whether it is excluded and another one has its name, so that only what is excluded too may mean it. */
  readonly isCopy?: boolean;
  /** Whether it is not of the newest version yet. */
  readonly isOld: boolean;
  /** Whether a template renders it for the old API only. */
  readonly isBranch?: boolean;
  /** What it is a part of, if that is an object. */
  readonly carrier?: Carrier | undefined;
  /** What kustomizations call it and where they put it, beside what it says itself; undefined where nobody can say. */
  readonly built?: {
    readonly names: readonly (string | undefined)[];
    readonly namespaces: readonly (string | undefined)[];
  };
}

/** What kustomize takes an object of a file for. */
export type Role<B> =
  /** A patch, which is for these objects; none if they do not lie in the tree. */
  | { readonly is: 'patch'; readonly bases: readonly B[] }
  | { readonly is: 'resource'; readonly isPatched: boolean };

/** What becomes of an operation of a JSON patch. What is left out stays. */
export interface FollowedOperation {
  readonly op?: string;
  readonly path?: readonly string[];
  readonly from?: readonly string[];
  /** Layers that come around the value. */
  readonly wrappers?: readonly Wrapper[];
  /** A value for an operation that had none. */
  readonly value?: number;
  /** Changes inside the value. */
  readonly migrateValue?: (edit: Editor) => void;
}

/** What an operation of a JSON patch is part of, and what it is for. */
export interface OperationSurroundings<B> {
  readonly facts: Facts;
  readonly operations: readonly Operation[];
  /** None if they do not lie in the tree. */
  readonly bases: readonly B[];
}

/** A kind of object that moves, and how everything that names it or its fields follows. */
export interface MovedKind<B extends Base = Base> extends KindMove {
  /** The Istio minor release that reads only the new name. */
  readonly release: string;
  readonly bases: FactKind<B>;
  /** Code of the tree that uses what the kind was called before. */
  readonly code?: FactKind<FactPlace>;
  /** Keys whose value refers to the kind even without naming it, such as `poolRef`. */
  readonly referenceKeys?: readonly string[];
  /** Whether no other kind of object has a field at this path. */
  isOwnField(path: readonly string[]): boolean;
  /**
   * Where the value of a field is found now.
   *
   * @throws Declined where no field has that value
   */
  moveField(path: readonly string[]): readonly string[];
  /**
   * What becomes of an operation; undefined where it stays.
   *
   * @throws Declined where no operation does the same
   */
  followOperation(
    operation: Operation,
    surroundings: OperationSurroundings<B>,
  ): FollowedOperation | undefined;
  /** Migrates an object, whatever its kind is called where it is a patch for one of this kind. */
  migrateObject(object: KubernetesObject, role: Role<B> | undefined, context: Context): void;
}

/** Every name of a kind, the newest first. */
export function namesOf({ to, from }: KindMove): readonly KindName[] {
  return [{ ...to, versions: [to.version] }, ...from];
}

/** The apiVersion that the kind has from now on. */
export function newApiVersion({ to }: KindMove): string {
  return `${to.group}/${to.version}`;
}

/** The name of a kind that an apiVersion and a kind stand for, if it is an old one. */
export function oldNameOf(apiVersion: string, kind: string, { to, from }: KindMove): KindName | undefined {
  const [group = '', version = ''] = apiVersion.split('/');
  if (group === to.group && version === to.version && kind === to.kind) return undefined;
  return from.find((name) => name.group === group && name.kind === kind && name.versions.includes(version));
}

/** Whether an object is one of the kind, under any of its names; its version may come from a template. */
export function isOfKind({ group, version, kind }: KubernetesObject, moved: KindMove): boolean {
  return namesOf(moved).some(
    (name) =>
      name.kind === kind && name.group === group && (name.versions.includes(version) || isTemplated(version)),
  );
}

/**
 * Whether nobody can say that an object of a kind is of an old version: a template or placeholder gives its apiVersion,
 * or the version is one of the old group that is not known. Asked of kinds that leave their group.
 */
export function isOfOpenVersion(object: KubernetesObject, moved: KindMove): boolean {
  const { apiVersion, group, kind } = object;
  const left = moved.from.filter((name) => name.kind === kind && name.group !== moved.to.group);
  if (left.length === 0 || isOfKind(object, moved)) return false;
  return !/^[\w.-]+\/[\w.-]+$/.test(apiVersion) || left.some((name) => name.group === group);
}

/** Whether an object is a list of the kind, as kubectl prints it. */
export function isListOfKind(object: KubernetesObject, moved: KindMove): boolean {
  return (
    object.kind.endsWith('List') && isOfKind({ ...object, kind: object.kind.slice(0, -'List'.length) }, moved)
  );
}

/** Whether an object, a list or a patch is of an old API version. A patch may be called anything: the kind is not asked. */
export function isOldObject({ group, version }: KubernetesObject, { from }: KindMove): boolean {
  return from.some(
    (name) => name.group === group && (name.versions.includes(version) || isTemplated(version)),
  );
}

/** Whether a resource of RBAC is the kind, or a part of it such as `inferencepools/status`. */
export function isResource(text: string, resource: string): boolean {
  return text === resource || text.startsWith(`${resource}/`);
}

/** Whether a text names a kind, or the list of it. */
export function isKindOrList(text: string, kind: string): boolean {
  return text === kind || text === `${kind}List`;
}
