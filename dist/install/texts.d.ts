import type { Slot } from './chart';
import { type InstallValues } from './values';
import { type Scalar } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
/** What is known of a text that a chart takes for values: all but where in the text they stand. */
export interface TextValues extends Pick<InstallValues, 'carrier' | 'installer' | 'isLowest' | 'beside' | 'layer'> {
    /** Undefined where it is not known what the chart is: then the keys of the values have to tell. */
    readonly slots: readonly Slot[] | undefined;
    readonly version: string | undefined;
}
/** A scalar whose text a chart takes for values. */
interface TextOfValues {
    readonly scalar: Scalar;
    readonly values: TextValues;
}
/**
 * The texts of a document that are given to charts as values: those that stand in the manifest of a release, and
 * those in ConfigMaps that a release of the tree names.
 */
export declare function findTextsOfValues(document: ManifestDocument, facts: Facts): TextOfValues[];
/** The install values in a text of values, which is a document of its own. */
export declare function textValues({ root }: ManifestDocument, { slots, version, ...known }: TextValues): InstallValues[];
export {};
