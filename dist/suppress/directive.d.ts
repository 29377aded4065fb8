import { type Entry, type Item, type Node, type Range, type YamlDocument } from '../yaml';
/** What every ignore holds: a text without it has none. */
export declare const ignoreWord = "istio-migrate-ignore";
/** An ignore as it is written: `# istio-migrate-ignore inference-pool`, or `-ignore-file` for the whole text. */
export interface Directive {
    /** From the sign of the comment to the end of its line. */
    readonly comment: Range;
    /** The transforms that it is for; all if empty. */
    readonly ids: readonly string[];
    readonly isForFile: boolean;
}
/** The ignores in a stretch of YAML, wherever they stand: in what turns out to be no comment, too. */
export declare function directivesIn(text: string, range: Range): Directive[];
/** The ignores in a text that is only searched, such as a script. */
export declare function plainDirectivesIn(text: string): Directive[];
/** The ignores for the whole of a Markdown text, which has comments of HTML only: `#` is a heading. */
export declare function fileDirectivesIn(text: string): Directive[];
type Element = Entry | Item;
/**
 * The stretch that an ignore in a document is for, from its comment on: what the key or item below it holds. Above the
 * first key of a document that is the document; above the first key of a list's item, or behind its dash, the item.
 *
 * @returns undefined where it is above nothing, or behind something
 */
export declare function rangeOf(document: YamlDocument, directive: Directive): Range | undefined;
/**
 * The stretch that an ignore in a text is for that is only searched: its own line and the one below, with the lines that
 * go on behind a backslash.
 *
 * @returns undefined where it is above nothing, or behind something
 */
export declare function linesOf(text: string, directive: Directive): Range | undefined;
/** The entry or item around an offset; what an alias stands for is not looked into. */
export declare function childAround(node: Node, offset: number): Element | undefined;
export {};
