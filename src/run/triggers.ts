import type { Transform } from '../manifest';

/** Every word for which a transform may have to see a file. */
export function triggersOf({ triggers, conditionalTriggers }: Transform): readonly string[] {
  return [...triggers, ...(conditionalTriggers?.words ?? [])];
}
