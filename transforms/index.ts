import type { Transform } from '../src/transform';
import { parseVersion, type Version } from '../src/version';
import { transforms as of128 } from './1.28';

/** What one release asks for. */
export interface Release {
  /** Such as `1.28`. */
  readonly release: string;
  readonly transforms: readonly Transform[];
}

/** The releases, oldest first. */
export const releases: readonly Release[] = [
  { release: '1.27', transforms: [] },
  { release: '1.28', transforms: of128 },
  { release: '1.29', transforms: [] },
  { release: '1.30', transforms: [] },
  { release: '1.31', transforms: [] },
];

/** Every migration, in the order in which they run and are listed. */
export const transforms: readonly Transform[] = releases.flatMap((release) => release.transforms);

/** The newest patch of the newest release that is known: where an upgrade ends unless something else is asked for. */
export const newestTarget: Version = versionOf(releases.at(-1));

/** The oldest release that an upgrade may start from. */
export const oldestRelease: Version = versionOf(releases[0]);

function versionOf(release: Release | undefined): Version {
  const version = parseVersion(release?.release ?? '');
  if (!version) throw new Error('the list of releases holds what is no release');
  return version;
}
