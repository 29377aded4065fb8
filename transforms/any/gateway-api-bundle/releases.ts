import { isAtLeast, printVersion, type UpgradeRange, type Version, versionOf } from '../../../src/version';
import { comparePins } from '../../../src/install/pins/read-pin';

/**
 * The versions that run on the way: what is pinned where it starts, the newest patch of each release, and the end. A pin
 * without a patch may be any patch, so it takes none away that another pin names.
 */
export function versionsOf({ from, to, isFromKnown, pins = [] }: UpgradeRange): Version[] {
  const between: Version[] = [];
  for (let at = from.minor + 1; at < to.minor; at++) between.push({ ...to, minor: at, patch: undefined });
  const oldest = { ...from, patch: from.patch ?? 0 };
  const pinned = pins.flatMap(({ version }) =>
    version.patch !== undefined && isAtLeast(version, oldest) ? version : [],
  );
  const running = [...pinned, ...(isFromKnown ? [from] : [])].filter(({ minor }) => minor < to.minor);
  const all = [...running, ...between, to].toSorted(comparePins);
  return [...new Map(all.map((version) => [printVersion(version), version])).values()];
}

export function holdsAt(
  { since, until }: { readonly since: string; readonly until?: string },
  version: Version,
): boolean {
  return (
    isAtLeast(version, versionOf(since)) && (until === undefined || !isAtLeast(version, versionOf(until)))
  );
}

/** `Istio 1.30 ignores`, `Istio 1.29 and 1.30 ignore`. */
export function thatIgnore(versions: readonly Version[]): string {
  return `Istio ${releasesOf(versions)} ${withoutOlder(versions).length === 1 ? 'ignores' : 'ignore'}`;
}

/** Where the newest patch of a release is hit, older ones need not be named. */
function withoutOlder(versions: readonly Version[]): readonly Version[] {
  const whole = new Set(versions.flatMap(({ minor, patch }) => (patch === undefined ? minor : [])));
  return versions.filter(({ minor, patch }) => patch === undefined || !whole.has(minor));
}

/** `1.30`, `1.29 and 1.30`, `1.28 to 1.31`. */
export function releasesOf(versions: readonly Version[]): string {
  const shown = withoutOlder(versions);
  const names = shown.map(printVersion);
  const isRow = shown.every(({ minor }, index) => minor === (shown[0]?.minor ?? 0) + index);
  if (names.length > 2 && isRow) return `${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return listed(names);
}

export function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

/** The hop at which a bundle stops to fit; what does not fit today is overdue. */
export function dueWith(version: Version, { from }: UpgradeRange): { readonly release: string } {
  const due = version.minor <= from.minor ? from : version;
  return { release: printVersion({ ...due, patch: undefined }) };
}

export function newestOf(versions: readonly string[]): string {
  return versions.reduce(
    (known, each) => (isAtLeast(versionOf(each), versionOf(known)) ? each : known),
    '0.0.0',
  );
}

export function minor(version: string): string {
  return version.replace(/\.\d+$/, '');
}
