import { once } from './once';

/** An Istio version. Without a patch number it means the newest patch of its minor release. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number | undefined;
}

/** Reads `1.28` or `1.28.2`; undefined if the text is neither. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? undefined : Number(patch),
  };
}

/** The same of what must be one. @throws RangeError */
export function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new RangeError(`not a version: ${text}`);
  return version;
}

/** A version as users write it: `1.28` or `1.28.2`. */
export function printVersion({ major, minor, patch }: Version): string {
  return [major, minor, patch].filter((number) => number !== undefined).join('.');
}

/** Whether a version is at least another one. */
export function isAtLeast(version: Version, minimum: Version): boolean {
  const [a, b] = [version, minimum].map(({ major, minor, patch = Infinity }) => [major, minor, patch]);
  for (const [index, number] of (a ?? []).entries()) {
    const other = b?.[index] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}

/** An upgrade: from the Istio that runs now to the one that the manifests are to run on. */
export interface UpgradeRange {
  readonly from: Version;
  readonly to: Version;
  /** Whether `from` was given, or is pinned in the tree; otherwise it is only assumed. */
  readonly isFromKnown: boolean;
  /** What in the tree pins `from`, if it was not given. */
  readonly pinnedBy?: VersionPin;
  /** All that the tree pins, from old to new, if it was asked. */
  readonly pins?: readonly VersionPin[];
}

/** That a manifest, script or Terraform module says which version of Istio runs: a chart, an image, an operator's object, a revision. */
export interface VersionPin {
  /** The lower bound, where the manifest gives a range. */
  readonly version: Version;
  /** As in `chart istiod`. */
  readonly what: string;
  readonly place: { readonly path: string; readonly line: number };
  /** Whether it need not be what runs: what installs Istio says more. */
  readonly isAside?: boolean;
  /** The release of the newer control plane that runs beside the one that it pins. */
  readonly beside?: Version;
}

/** The release that a version is of, such as `1.28`. */
export function releaseOf({ major, minor }: Version): string {
  return `${major}.${minor}`;
}

/** What holds whatever the release, in the place of a release. */
export const anyRelease = 'any';

/** Whether an upgrade ends at a release, such as `1.28`, or goes beyond it. */
export function reaches({ to }: Pick<UpgradeRange, 'to'>, release: string): boolean {
  return release === anyRelease || isAtLeast(to, firstOf(release));
}

/** Whether an upgrade comes to a release from an older one: `from < release ≤ to`. */
export function crosses(range: Pick<UpgradeRange, 'from' | 'to'>, release: string): boolean {
  return reaches(range, release) && (release === anyRelease || !isAtLeast(range.from, firstOf(release)));
}

/** Whether a release is known to run before the upgrade. */
export function runsAlready({ from, isFromKnown }: UpgradeRange, release: string): boolean {
  return isFromKnown && reaches({ to: from }, release);
}

/** The release before the one that a version is of: where an upgrade starts unless something says otherwise. */
export function releaseBefore({ major, minor }: Version): Version {
  return { major, minor: Math.max(0, minor - 1), patch: undefined };
}

/** The first version of a release. @throws RangeError for what is none */
export const firstOf = once((release: string): Version => ({ ...versionOf(release), patch: 0 }));
