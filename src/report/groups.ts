import { grouped } from '../grouped';
import type { Finding, Level } from '../finding';
import { levels } from './summary';

/** How many places of a finding are shown. */
export type Limits = Readonly<Record<Level, number>>;

/** How many places are shown. Every error has to be dealt with; a note rarely needs all its places. */
export const limits: Limits = { error: Infinity, warning: 20, note: 5 };

/** Findings that say the same, in the order of their first places; errors come first. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  return levels.flatMap((level) => [
    ...grouped(
      findings.filter((finding) => finding.level === level),
      ({ transform, message }) => JSON.stringify([transform, message]),
    ).values(),
  ]);
}

/**
 * Groups of findings as a report shows them: alone, or together with others. A release changes many defaults, and each
 * is about the same installs: those with the same places are one entry.
 */
export function entriesOf(groups: readonly Finding[][]): Finding[][][] {
  const keyOf = (same: Finding[]): unknown => {
    const isDefault = same.every(({ level, pin }) => level === 'note' && pin !== undefined);
    return isDefault ? JSON.stringify(same.map(({ path, line, column }) => [path, line, column])) : same;
  };
  return [...grouped(groups, keyOf).values()];
}

/** What several changed defaults have in common, and the first finding about each. */
export function defaultsOf(entry: readonly Finding[][]): {
  readonly firsts: readonly Finding[];
  readonly message: string;
  readonly help: string;
} {
  const firsts = entry
    .flatMap((same) => same.slice(0, 1))
    .toSorted((one, other) => one.transform.localeCompare(other.transform, 'en', { numeric: true }));
  const canBeWritten = firsts.some(({ help = '' }) => help.includes('--pin-defaults'));
  const command = canBeWritten ? '; --pin-defaults sets all that it can write' : '';
  return {
    firsts,
    message: `${firsts.length} defaults change`,
    help: `to keep an old behaviour, set its pin${command}`,
  };
}

/** Findings that say the same, by what to do about them: a help may name a value of its place. */
export function groupByHelp(same: readonly Finding[]): Finding[][] {
  return [...grouped(same, ({ help = '' }) => help).values()];
}

/** As many findings of a group as are worth reading. */
export function shownPlaces(same: readonly Finding[], most: Limits = limits): readonly Finding[] {
  const limit = most[same[0]?.level ?? 'error'];
  // A line that says "and 1 more" could as well be that one.
  return same.length <= limit + 1 ? same : same.slice(0, limit);
}
