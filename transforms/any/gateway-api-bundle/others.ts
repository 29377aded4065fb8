import type { Facts } from '../../../src/facts';
import type { Note } from '../../../src/transform';
import { isAtLeast, printVersion, type UpgradeRange } from '../../../src/version';
import { bundleBounds } from '../../tables/crd-bundles';
import type { BundlePin } from './pins';
import { dueWith, firstUses, holdsAt, releasesOf, versionOf, versionsOf } from './problems';

/**
 * What a bundle takes from others, where a repository has the CRDs and none of the kinds that depend on their version.
 * The standard channel has none of these before the version that Istio reads.
 */
export function noteForOthers(
  { product, version: bundle, channel }: Pick<BundlePin, 'product' | 'version' | 'channel'>,
  facts: Facts,
  range: UpgradeRange,
): Omit<Note, 'at'> | undefined {
  if (product !== 'gateway-api' || channel === 'standard') return undefined;
  if (facts.derived(firstUses).length > 0) return undefined;
  const broken = versionsOf(range).flatMap((version) => {
    const bounds = bundleBounds.flatMap(({ kind, needs, ...row }) => {
      const isTooOld = needs !== undefined && !isAtLeast(bundle, versionOf(needs));
      return isTooOld && holdsAt(row, version) ? { kind, needs } : [];
    });
    return bounds.length > 0 ? [{ version, bounds }] : [];
  });
  const [first] = broken;
  if (!first) return undefined;
  const all = broken.flatMap(({ bounds }) => bounds);
  const newest = all.reduce(
    (known, { needs }) => (isAtLeast(versionOf(needs), versionOf(known)) ? needs : known),
    '0.0.0',
  );
  return {
    level: 'note',
    ...dueWith(first.version, range),
    message: `Istio ${releasesOf(broken)} ${broken.length === 1 ? 'ignores' : 'ignore'} ${[...new Set(all.map(({ kind }) => kind))].join(', ')} with CRDs ${printVersion(bundle)}, which this installs`,
    help: `this tree has no such object; if other repositories of the cluster have one, install ${newest} or newer`,
  };
}
