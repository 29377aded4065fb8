import type { Finding, Level } from '../finding';
import { levels } from './levels';

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
const limits: Record<Level, number> = { error: Infinity, warning: 20, note: 5 };

/** Findings that say the same, in the order of their first places; what breaks comes first. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  return levels.flatMap((level) => sameOnes(findings.filter((finding) => finding.level === level)));
}

function sameOnes(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.transform, finding.message, finding.help]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/** As many findings of a group as a person reads. */
export function shownPlaces(same: readonly Finding[]): readonly Finding[] {
  const limit = limits[same[0]?.level ?? 'error'];
  // A line that says "and 1 more" could as well be that one.
  return same.length <= limit + 1 ? same : same.slice(0, limit);
}
