import type { Report } from '../../src/manifest';
import type { Place } from '../../src/yaml';

/** Tells of a patch whose object lies elsewhere: the two have to move together. */
export function reportMissingBase(kind: string, at: Place, report: Report): void {
  report({
    level: 'warning',
    at,
    message: `the ${kind} that this patch is for is not in this tree`,
    help: 'take a base that has it in the new version, together with this change: the patch fits no other',
  });
}
