import { type Change } from './changes';
import { type Edit } from './text';
import { type YamlDocument } from './node';
/** A document's rewrite, proven to mean what was asked for. */
export interface Rewrite {
    /** Edits of the text that holds the document. */
    readonly edits: readonly Edit[];
    /** The document after the edits, as a text of its own. */
    readonly document: YamlDocument;
}
/**
 * Makes changes in a document, and proves them: the new text is parsed again and has to say exactly what the old
 * one said with the changes made, and nothing else.
 *
 * @throws Declined if a change cannot be written or the proof fails
 */
export declare function rewriteDocument(document: YamlDocument, changes: readonly Change[]): Rewrite;
