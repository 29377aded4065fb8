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

/** What a report says once: a finding with all its places, or several changed defaults that have the same places. */
export interface GroupedFinding {
  readonly level: Level;
  readonly message: string;
  /** The transforms that say it. */
  readonly ids: readonly string[];
  /** A finding for each place. */
  readonly places: readonly Finding[];
  /** Of several changed defaults, the first finding about each. */
  readonly defaults: readonly Finding[];
}

/**
 * Findings as a report shows them. A release changes many defaults, and each is about the same installs: those with the
 * same places are one entry.
 */
export function entriesOf(findings: readonly Finding[]): GroupedFinding[] {
  const keyOf = (same: Finding[]): unknown => {
    const isDefault = same.every(({ pin }) => pin !== undefined);
    return isDefault
      ? JSON.stringify(same.map(({ level, path, line, column }) => [level, path, line, column]))
      : same;
  };
  return [...grouped(groupFindings(findings), keyOf).values()].flatMap((groups): GroupedFinding[] => {
    const [places = []] = groups;
    if (groups.length > 1) return [defaultsIn(groups, places)];
    return places.slice(0, 1).map(({ level, message, transform }) => {
      return { level, message, ids: [transform], places, defaults: [] };
    });
  });
}

const checkFirst = 'check that the new behaviour works for you';

/** What several changed defaults have in common. */
function defaultsIn(groups: readonly Finding[][], places: readonly Finding[]): GroupedFinding {
  const defaults = groups
    .flatMap((same) => same.slice(0, 1))
    .toSorted((one, other) => one.transform.localeCompare(other.transform, 'en', { numeric: true }));
  const level = places[0]?.level ?? 'note';
  const canBeWritten = defaults.some(({ help = '' }) => help.includes('--pin-defaults'));
  const command = canBeWritten ? '; --pin-defaults sets all that it can write' : '';
  const helps = new Set(defaults.map((each) => each.help));
  const keep =
    level === 'note' ? 'to keep an old behaviour' : `${checkFirst}; to keep an old one for a while`;
  const help = helps.size > 1 ? `${keep}, set its pin${command}` : (defaults[0]?.help ?? '');
  const ending = commonEnding(defaults.map(({ message }) => message));
  return {
    level,
    message: `${defaults.length} defaults change${ending}`,
    ids: [...new Set(defaults.map(({ transform }) => transform))],
    places: places.map((place) => ({ ...place, help })),
    defaults: defaults.map((each) => ({
      ...each,
      message: each.message.slice(0, each.message.length - ending.length),
    })),
  };
}

/** What all say behind their last semicolon, with it; empty where they do not say the same there. */
function commonEnding([first = '', ...others]: readonly string[]): string {
  const ending = /; [^;]*$/.exec(first)?.[0] ?? '';
  return others.every((other) => other.endsWith(ending)) ? ending : '';
}

/** Findings that say the same, by what to do about them: a help may name a value of its place. */
export function groupByHelp(same: readonly Finding[]): Finding[][] {
  return [...grouped(same, ({ help = '' }) => help).values()];
}

/** As many places of an entry as are worth reading, and how many more there are. */
export function shownPlaces({ level, places }: GroupedFinding, most: Limits = limits, atMost = Infinity) {
  // A line that says "and 1 more" could as well be that one.
  const isShort = places.length <= most[level] + 1;
  const shown = places.slice(0, isShort ? atMost : Math.min(most[level], atMost));
  return { shown, hidden: places.length - shown.length };
}
