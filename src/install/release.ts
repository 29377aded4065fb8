import type { Mapping, Node, Place, Scalar, Sequence } from '../yaml';
import type { KubernetesObject } from '../kubernetes/object';
import type { ChartReference } from './slot';

/** A place in a document: keys to follow from a mapping that is there. Those at the end may be missing. */
export interface ValuesPath {
  readonly base: Mapping;
  readonly keys: readonly string[];
  /** Whether the keys lead to a list of maps; only where it is missing yet. */
  readonly isItem?: boolean;
}

/** Where values of a release come from. */
export type Layer =
  /** A map that stands in the manifest. */
  | { readonly kind: 'map'; readonly at: ValuesPath }
  /** A file of the tree; its path counts from the manifest's folder, or from the repository's root. */
  | { readonly kind: 'file'; readonly at: Node; readonly path: string; readonly fromRoot: boolean }
  /** YAML in a block string. */
  | { readonly kind: 'text'; readonly at: Scalar }
  /** A ConfigMap, by its name, and the key of the values: what is generated from a file of the tree is found there. */
  | { readonly kind: 'config-map'; readonly at: Node; readonly name: string; readonly key: string }
  /** The values of an object of the tree that this one only adds to. */
  | { readonly kind: 'base'; readonly at: Node }
  /** A Secret, a URL: nothing that can be seen here. */
  | { readonly kind: 'elsewhere'; readonly at: Node };

/** A release that is told from the others of its file. */
export interface FoundRelease extends Release {
  /** The same in the survey and in the migration, wherever in the file it has come to stand. */
  readonly id: string;
}

/** A chart with values, as a manifest asks some tool to install it. */
export interface Release {
  /** What the manifest is, for the report. */
  readonly carrier: string;
  readonly chart: ChartReference;
  /** Set where the chart is named by a reference to another object. */
  readonly chartObject?: string;
  /** The version that the chart is pinned to. */
  readonly version: Node | undefined;
  readonly place: Place;
  /** Lowest first: a later one wins. */
  readonly layers: readonly Layer[];
  /** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, that win over all layers. */
  readonly parameters: Sequence | Mapping | undefined;
  /** The object that asks for it; patches may be laid over that. */
  readonly object?: KubernetesObject;
  /** Where a map of values belongs if there is none; undefined where the manifest cannot have one. */
  readonly usual: ValuesPath | undefined;
}
