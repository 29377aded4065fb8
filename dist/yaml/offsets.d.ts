import { type Edit } from './text';
/** Where offsets lie before and after edits; each answer takes a binary search, however many edits there are. */
export declare class Offsets {
    private readonly edits;
    /** Where each edit starts in the edited text. */
    private readonly starts;
    /** @param edits in order, without overlap */
    constructor(edits: readonly Edit[]);
    /** Where an offset of the original text is now; inside replaced text, where the replacement starts. */
    after(offset: number): number;
    /** Where an offset of the edited text was. */
    before(offset: number): number;
}
