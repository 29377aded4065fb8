import { type Mapping, type Node, type Scalar } from '../yaml';
import type { Carrier, LayerRow } from './carriers';
/** A place in a document: keys to follow from a mapping that is there. Those at the end may be missing. */
export interface ValuesPath {
    readonly base: Mapping;
    readonly keys: readonly string[];
    /** Whether the keys lead to a list of maps; only where it is missing yet. */
    readonly isItem?: boolean;
    /** Whether no map can be there: nothing is inserted. */
    readonly isClosed?: boolean;
}
/** Where values of a release come from. */
export type Layer = 
/** A map that is in the manifest. */
{
    readonly kind: 'map';
    readonly at: ValuesPath;
}
/** A file of the tree; its path counts from the manifest's folder, from the repository's root, or from where a script runs. */
 | {
    readonly kind: 'file';
    readonly at: Node;
    readonly path: string;
    readonly from: 'folder' | 'root' | 'script';
}
/** YAML in a block string. */
 | {
    readonly kind: 'text';
    readonly at: Scalar;
}
/** A ConfigMap, by its name, and the key of the values: what is generated from a file of the tree is found there. */
 | {
    readonly kind: 'config-map';
    readonly at: Node;
    readonly name: string;
    readonly key: string;
}
/** The values of an object of the tree that this one only adds to. */
 | {
    readonly kind: 'base';
    readonly at: Node;
}
/** A Secret, a URL: nothing that can be seen here. */
 | {
    readonly kind: 'elsewhere';
    readonly at: Node;
};
export declare function layersOf({ as, path, unless }: LayerRow, holder: Mapping, inherited: readonly Mapping[]): Layer[];
/** Beside a text, a map of values would take its place or win over it. */
export declare function usualOf({ usual, isFixed }: Carrier, base: Mapping, layers: readonly Layer[], hasParameters: boolean): ValuesPath | undefined;
