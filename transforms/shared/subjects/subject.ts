import type { Facts, FactPlace } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import {
  entriesOf,
  holdersOf,
  type Node,
  type Place,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';

/** Something in a tree for which a changed default matters. */
export interface Subject {
  /** What a message calls it. */
  readonly called: string;
  readonly triggers: readonly string[];
  readonly find: (document: ManifestDocument) => Place | undefined;
  /** The kinds that a patch may make into one, and whether what it says of an object does. */
  readonly inPatches?: readonly ObjectShape[] | undefined;
  /** What a command says of it, in scripts and other texts; its words are among the triggers. */
  readonly inCommands?: RegExp | undefined;
  /** Whether it says what the clusters run on, and nothing of Istio: it matters beside a chart of Istio only. */
  readonly isOfPlatform?: boolean;
  /** The value of a release that it is: then it concerns that release alone. */
  readonly setting?: readonly string[];
  /** For what only the whole tree shows: what is collected of a document, and the places that follow. */
  readonly inTree?: {
    readonly collect: (document: ManifestDocument, facts: Facts) => void;
    readonly places: (facts: Facts) => readonly FactPlace[];
  };
}

/** An object of a kind, of which something may be asked. */
export interface ObjectShape {
  readonly group: string;
  readonly kind: string;
  readonly isOne: (mapping: KubernetesObject['mapping']) => boolean;
}

/** Whether an object is of that kind and shape. */
export function hasShape({ group, kind, mapping }: KubernetesObject, shape: ObjectShape): boolean {
  return group === shape.group && kind === shape.kind && unlessDeclined(() => shape.isOne(mapping)) === true;
}

/** A subject that is an object of a kind, of which something may be asked. */
export function object(
  group: string,
  kind: string,
  called: string,
  isOne: ObjectShape['isOne'] = () => true,
  /** A word that is rarer than the kind. */
  trigger = kind,
  /** Pointers of operations that may make one; undefined where a part of an object says too little. */
  pointers?: readonly string[],
): Subject {
  const shape = { group, kind, isOne };
  return {
    called,
    triggers: [trigger, ...(pointers ?? [])],
    find: ({ objects }) => objects.find((each) => hasShape(each, shape))?.mapping,
    inPatches: pointers && [shape],
  };
}

/** A subject that is a key with a value, wherever it is. */
export function entry(name: string, value: string | undefined, called: string): Subject {
  return {
    called,
    triggers: [value ?? name],
    find: ({ root }) =>
      findEntry(root, (key, node) => key === name && (value === undefined || stringOf(node) === value)),
  };
}

/** A subject that is a value of a chart as an item `{name, value}`, wherever it is. */
export function parameter(name: string, value: string): Subject {
  return {
    called: '',
    triggers: [value],
    find: ({ root }) =>
      findEntry(
        root,
        (key, node) =>
          key === 'name' &&
          stringOf(node) === name &&
          stringOf(valueAt(holdersOf(node)[1], 'value')) === value,
      ),
  };
}

/** The first entry of a document of a kind, wherever it is. */
export function findEntry(
  root: Node | undefined,
  isOne: (key: string, value: Node) => boolean,
): Place | undefined {
  let found: Place | undefined;
  walk(root, (node) => {
    found ??= entriesOf(node).find((each) => isOne(each.name ?? '', each.value));
  });
  return found;
}

/** A subject that is one of several. */
export function anyOf(called: string, ...all: readonly Subject[]): Subject {
  return {
    called,
    triggers: all.flatMap(({ triggers }) => triggers),
    inPatches: all.flatMap(({ inPatches = [] }) => inPatches),
    find: (document) => {
      for (const { find } of all) {
        const found = find(document);
        if (found) return found;
      }
      return undefined;
    },
  };
}
