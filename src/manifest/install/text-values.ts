import type { Slot } from './slot';
import type { InstallValues } from './values';

/** What is known of a text that a chart takes for values: all but where in the text they stand. */
export interface TextValues extends Pick<InstallValues, 'carrier' | 'installer' | 'isLowest' | 'beside'> {
  /** Undefined where it is not known what the chart is: then the keys of the values have to tell. */
  readonly slots: readonly Slot[] | undefined;
  readonly version: string | undefined;
}
