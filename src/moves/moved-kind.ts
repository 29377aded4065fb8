import type { Context } from '../transform';
import type { FactKind, Facts } from '../facts';
import type { KubernetesObject } from '../kubernetes/object';
import type { Operation } from '../kustomize/operation';
import type { Selectable } from '../kustomize/selector';
import type { Editor, Wrapper } from '../yaml';

/** An object of the tree that patches may be for; each kind adds what its patches have to know of it. */
export interface Base extends Selectable {
  readonly path: string;
  /** Whether comments say to leave it as it is. */
  readonly isKept: boolean;
  /** Whether it is not of the newest version yet. */
  readonly isOld: boolean;
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

/** Every group or version that a kind has had. */
export type Names = readonly [newest: string, ...older: string[]];

/** A kind of object that moves, and how what kustomizations say of it follows. */
export interface MovedKind<B extends Base = Base> {
  readonly kind: string;
  readonly groups: Names;
  readonly versions: Names;
  readonly bases: FactKind<B>;
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
