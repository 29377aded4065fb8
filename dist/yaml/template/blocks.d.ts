import { type Range } from '../text';
import { type Action } from './actions';
/** A block of a template: `if … else … end`, a loop, a definition. */
export interface Block {
    readonly keyword: string;
    /** What decides on the branches, in their order; the last branch of a block with an `else` has none. */
    readonly conditions: readonly string[];
    /** From the opening action to the closing one, both included. */
    readonly range: Range;
    /** The text between the actions; one of them is rendered, or, without an `else`, perhaps none. */
    readonly branches: readonly Range[];
    readonly hasElse: boolean;
    /** Blocks that are sure to go the same way have the same key; `isNegated` if their branches are the other way round. */
    readonly key: string;
    readonly isNegated: boolean;
    /** The innermost block around it. */
    readonly parent: Block | undefined;
}
/** The blocks of a template, outer ones first. An action that opens or closes nothing is passed over. */
export declare function findBlocks(actions: readonly Action[]): Block[];
/** Of blocks, outer ones first, those that start in a part of the text. */
export declare function blocksStartingIn(blocks: readonly Block[], { start, end }: Range): readonly Block[];
/** The same with those around its start. */
export declare function blocksReaching(blocks: readonly Block[], part: Range): readonly Block[];
