import { Declined, type Place, type Range, type YamlDocument } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { ContextIgnores } from '../transform';
import { type Directive } from './directive';
/** A comment that says to leave something alone, on purpose. */
export interface Ignore {
    /** Where its comment starts. */
    readonly offset: number;
    /** The transforms that it is for; all if empty. */
    readonly ids: readonly string[];
    readonly isForFile: boolean;
    /** What it is for, in the text that it is in; undefined where it is above nothing. */
    readonly range: Range | undefined;
    /** The transforms that something was left alone of; filled as they run. */
    readonly uses: Set<string>;
}
/** The uses of the ignores of a file, by their offset in it: what is read again is the same ignore. */
export declare class IgnoreUses {
    private readonly known;
    of(offset: number): Set<string>;
}
/**
 * The ignores in a document. The text of a scalar is not looked into: what is in it counts for it alone.
 *
 * @param usesOf the uses of the ignore at an offset of the document's text
 */
export declare function ignoresIn(document: YamlDocument, usesOf: (offset: number) => Set<string>): Ignore[];
/** An ignore for the whole of a text, or for a part of it. */
export declare function ignoreOf({ comment, ids, isForFile }: Directive, range: Range | undefined, usesOf: (offset: number) => Set<string>): Ignore;
/** Whether a text may hold ignores at all. */
export declare function mayIgnore(text: string): boolean;
/** Whether an ignore is for a transform. */
export declare function isFor({ ids }: Ignore, id: string): boolean;
/** What comments in a document say to leave alone for a transform; an ignore that is met here was of use. */
export declare function contextIgnores(document: ManifestDocument, transform: string): ContextIgnores;
/** The comment that says to leave a place of a document alone for a transform, with all that is in it. */
export declare function ignoreOver(document: ManifestDocument, transform: string, place: Place): Ignore | undefined;
/** The comment that says to leave a place alone, or a part of it. */
export declare function ignoreWithin(document: ManifestDocument, transform: string, place: Place): Ignore | undefined;
/** What was asked for is not done since a comment says to leave alone what it is about, in part at least. */
export declare class LeftAlone extends Declined {
    /** @param why as in "not rewritten: why" */
    constructor(why?: string);
}
/** A comment that looks like an ignore and is none. */
export interface NearMiss {
    readonly offset: number;
    /** How it starts if it is written right. */
    readonly meant: string;
}
/** Comments in a text that look like an ignore, but for their spelling. */
export declare function nearMissesIn(text: string): NearMiss[];
