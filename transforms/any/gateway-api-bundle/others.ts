import type { Facts } from '../../../src/facts';
import type { Note } from '../../../src/transform';
import { isAtLeast, printVersion, reaches, type UpgradeRange } from '../../../src/version';
import { bundleBounds } from '../../tables/crd-bundles';
import type { BundlePin } from './pins';
import { dueWith, holdsAt, newestOf, releasesOf, versionOf, versionsOf } from './problems';
import { usedKinds } from './kinds';

/** Kinds that every bundle has, which Istio reads as v1 in 1.29 and later; only bundles of 1.0 and later have that. */
export function problemOfFirstKinds(
  { product, version }: Pick<BundlePin, 'product' | 'version'>,
  range: UpgradeRange,
): Omit<Note, 'at'> | undefined {
  const isOld = product === 'gateway-api' && !isAtLeast(version, versionOf('1.0.0'));
  if (!isOld || !reaches(range, firstKindsSince)) return undefined;
  return {
    level: 'error',
    ...dueWith(versionOf(`${firstKindsSince}.0`), range),
    message: `Istio ${firstKindsSince} and later read Gateway, GatewayClass and HTTPRoute as v1, which the CRDs ${printVersion(version)} do not have`,
    help: 'install 1.0.0 or newer before istiod',
  };
}

/** Source: istio 1.28.0 and 1.29.0, `pkg/config/schema/metadata.yaml`; gateway-api, CRDs at v0.8.1 and v1.0.0. */
const firstKindsSince = '1.29';

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
  if (facts.derived(usedKinds).length > 0) return undefined;
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
  const newest = newestOf(all.map(({ needs }) => needs));
  return {
    level: 'note',
    ...dueWith(first.version, range),
    message: `Istio ${releasesOf(broken)} ${broken.length === 1 ? 'ignores' : 'ignore'} ${[...new Set(all.map(({ kind }) => kind))].join(', ')} with CRDs ${printVersion(bundle)}, which this installs`,
    help: `this tree has no such object; if other repositories of the cluster have one, install ${newest} or newer`,
  };
}
