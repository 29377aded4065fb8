import { type Range } from '../text';
import { type Action } from './actions';
import { type Block } from './blocks';
/** A line, or several, that a template puts there as a whole: entries, items, or the value of the key above. */
interface TemplatedLines extends Range {
    /** The column at which they arrive: that of `nindent`, or else where the action is. */
    readonly column: number;
    /** Whether they may arrive further right as well: lines with an indentation of their own, left of what follows. */
    readonly orRight: boolean;
}
/** A template, and the same text with its actions made invisible to a YAML parser. */
export interface Template {
    readonly actions: readonly Action[];
    readonly blocks: readonly Block[];
    readonly lines: readonly TemplatedLines[];
    /** How far the text is indented in the file that holds it, from where `nindent` counts. */
    readonly margin: number;
    /** As long as the text itself, so that every offset holds in both. Definitions are blank. */
    readonly masked: string;
    /** Where the text is that `define` gives a name, and the masked text and lines in which it counts. */
    readonly definitions: {
        readonly ranges: readonly Range[];
        readonly masked: string;
        readonly lines: readonly TemplatedLines[];
    };
}
/** Whether a key or value has a part that a template puts there. */
export declare function isTemplated(text: string): boolean;
/** Whether a text waits for another tool to fill something in, as `${PORT}`: nothing can be said about it here. */
export declare function holdsPlaceholder(text: string): boolean;
/** A text for people: what a template puts there is shown as what it is. */
export declare function withActionsShown(text: string): string;
/** What a template puts at a place as a whole, as a value: two of the same actions are the same. */
export declare function templatedValue(text: string, { actions }: Template, { start, end }: Range): string;
/** A value by which two can be compared: an action that is only longer or shorter stays the same. */
export declare function withoutFiller(value: string): string;
/**
 * Masks a text's actions; undefined where it has none.
 *
 * @param margin how far the text is indented in a file that holds it
 */
export declare function maskTemplate(text: string, margin?: number): Template | undefined;
/** A template as far as a part of its text is concerned: what is in it, and the blocks around it. */
export declare function templateOf(template: Template, part: Range): Template;
export {};
