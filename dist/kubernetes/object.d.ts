import { type Entry, type Mapping, type Place, type YamlDocument } from '../yaml';
import type { FactPlace } from '../facts';
import type { ManifestDocument } from './document';
/** A Kubernetes object, or a part of one as patches hold it: a mapping with apiVersion and kind, and content. */
export interface KubernetesObject {
    readonly mapping: Mapping;
    readonly apiVersion: string;
    /** What is before the `/` of the apiVersion; empty for the core group. */
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    /** Undefined for an item of a typed list (`kind: FooList`), which takes its apiVersion from the list. */
    readonly apiVersionEntry: Entry | undefined;
    /** From its metadata; undefined where there is none. */
    readonly name: string | undefined;
    readonly namespace: string | undefined;
}
/** Every Kubernetes object in a document, at any depth, in the order of the text. */
export declare function findObjects({ root, text }: Pick<YamlDocument, 'root' | 'text'>): KubernetesObject[];
/** `InferencePool llm/llama`: how a report names an object. */
export declare function describeObject({ kind, name, namespace }: KubernetesObject): string;
/** A mapping as an object, whatever it lacks: a patch that is given a target need not say what it is. */
export declare function objectAt(mapping: Mapping): KubernetesObject;
/** Where a place of a document is, in the file as it was read. */
export declare function factPlaceOf(document: ManifestDocument, place: Place): FactPlace;
/** Where an offset of a document's text lies in the text that is in no scalar. */
export declare function outermostOffset({ host }: ManifestDocument, offset: number): number;
/** Offset at which a place starts: an entry at its key, a node where its alias or content starts. */
export declare function startOf(place: Place): number;
/** `path:line`, as a message names another file. */
export declare function describePlace({ path, line }: FactPlace): string;
/** Things with their places, as far as a message names them. */
export declare function listPlaces(things: readonly {
    readonly what: string;
    readonly place: FactPlace;
}[], namedAtMost: number): string;
/** An object's own labels. */
export declare function labelsOf({ mapping }: KubernetesObject): Record<string, string | undefined>;
/** The innermost object at an offset. Objects come in the order of the text, one that holds another before it. */
export declare function innermostAt(offset: number, objects: readonly KubernetesObject[]): KubernetesObject | undefined;
