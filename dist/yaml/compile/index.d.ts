import type { Change } from '../changes';
import { type Edit } from '../text';
import { type Element, type Node, type YamlDocument } from '../node';
/**
 * The edits that make changes in the text of a document.
 *
 * @param changes settled changes
 * @throws Declined if a change cannot be written, with the reason
 */
export declare function compile(document: YamlDocument, changes: readonly Change[]): Edit[];
/** The node at which a change is asked for, and what it does to the text whatever the path to that node is. */
export declare function textKey(change: Change): {
    node: Node | Element;
    key: string;
};
