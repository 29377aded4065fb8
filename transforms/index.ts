import type { Transform } from '../src/transform';
import { type Version, versionOf } from '../src/version';
import { transforms as of120 } from './1.20';
import { transforms as of121 } from './1.21';
import { transforms as of122 } from './1.22';
import { transforms as of123 } from './1.23';
import { transforms as of124 } from './1.24';
import { transforms as of125 } from './1.25';
import { transforms as of126 } from './1.26';
import { transforms as of127 } from './1.27';
import { transforms as of128 } from './1.28';
import { transforms as of129 } from './1.29';
import { transforms as of130 } from './1.30';
import { transforms as of131 } from './1.31';
import { transforms as ofAny } from './any';
import { heedingReleases } from './shared/releases';

/** What one release asks for. */
export interface Release {
  /** Such as `1.28`. */
  readonly release: string;
  readonly transforms: readonly Transform[];
}

/** The releases, oldest first. */
export const releases: readonly Release[] = [
  { release: '1.20', transforms: of120 },
  { release: '1.21', transforms: of121 },
  { release: '1.22', transforms: of122 },
  { release: '1.23', transforms: of123 },
  { release: '1.24', transforms: of124 },
  { release: '1.25', transforms: of125 },
  { release: '1.26', transforms: of126 },
  { release: '1.27', transforms: of127 },
  { release: '1.28', transforms: of128 },
  { release: '1.29', transforms: of129 },
  { release: '1.30', transforms: of130 },
  { release: '1.31', transforms: of131 },
].map(({ release, transforms: all }) => ({ release, transforms: all.map(heedingReleases) }));

/** Every migration, in the order in which they run and are listed: newest release first. */
export const transforms: readonly Transform[] = [
  ...ofAny,
  ...releases.toReversed().flatMap((release) => release.transforms),
];

/** The newest patch of the newest release that is known: where an upgrade ends unless something else is asked for. */
export const newestTarget: Version = versionOf(releases.at(-1)?.release ?? '');
