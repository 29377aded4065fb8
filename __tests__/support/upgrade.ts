import { newestTarget, transforms } from '../../transforms';
import { releaseBefore, type UpgradeRange, type Version } from '../../src/version';
import { parseVersion } from '../../src/version';

/** The upgrade that tests run unless they are about another one. */
export const upgrade = upgradeTo('1.28');

/** What a transform can see of an upgrade. */
export interface Upgrade {
  readonly target: Version;
  readonly from: Version;
  readonly range: UpgradeRange;
  readonly pinDefaults: boolean;
}

/** An upgrade to a release from the one before. */
export function upgradeTo(release: string): Upgrade {
  const target = versionOf(release);
  const from = releaseBefore(target);
  return { target, from, range: { from, to: target, isFromKnown: true }, pinDefaults: false };
}

/** The release that a transform is for. */
export function releaseOf(id: string): string {
  const release = transforms.find((transform) => transform.id === id)?.release;
  return release === undefined || release === 'any' ? `${newestTarget.major}.${newestTarget.minor}` : release;
}

export function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
}
