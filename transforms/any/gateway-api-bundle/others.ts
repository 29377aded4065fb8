import { grouped } from '../../../src/grouped';
import type { Context, Note } from '../../../src/transform';
import { isAtLeast, printVersion, reaches, versionOf } from '../../../src/version';
import { bundleBounds } from '../../tables/crd-bundles';
import type { BundlePin } from './pins';
import { usedKinds } from './kinds';
import { dueWith, holdsAt, newestOf, thatIgnore, versionsOf } from './releases';
import { orLater } from './remedies';

/** Kinds that every bundle has, which Istio reads as v1 in 1.29 and later; only bundles of 1.0 and later have that. */
export function problemOfFirstKinds(
  { product, version }: Pick<BundlePin, 'product' | 'version'>,
  { facts, range }: Pick<Context, 'facts' | 'range'>,
): Omit<Note, 'at'> | undefined {
  const isOld = product === 'gateway-api' && !isAtLeast(version, versionOf('1.0.0'));
  if (!isOld || !reaches(range, firstKindsSince)) return undefined;
  return {
    level: 'error',
    ...dueWith(versionOf(`${firstKindsSince}.0`), range),
    message: `Istio ${firstKindsSince} and later read Gateway, GatewayClass and HTTPRoute as v1, which the CRDs ${printVersion(version)} do not have`,
    help: `install ${orLater('1.0.0', versionOf(`${firstKindsSince}.0`), { facts, range })} before istiod`,
  };
}

/** Source: istio 1.28.0 and 1.29.0, `pkg/config/schema/metadata.yaml`; gateway-api, CRDs at v0.8.1 and v1.0.0. */
const firstKindsSince = '1.29';

/**
 * What a bundle takes from others, where a repository has the CRDs and none of the kinds that depend on their version:
 * for each hop what it takes first. The standard channel has none of these before the version that Istio reads.
 */
export function notesForOthers(
  { product, version: bundle, channel }: Pick<BundlePin, 'product' | 'version' | 'channel'>,
  { facts, range }: Pick<Context, 'facts' | 'range'>,
): Omit<Note, 'at'>[] {
  if (product !== 'gateway-api' || channel === 'standard') return [];
  if (facts.derived(usedKinds).length > 0) return [];
  const versions = versionsOf(range);
  const lacking = bundleBounds.flatMap(({ kind, needs, ...row }) => {
    const hits = versions.filter((version) => holdsAt(row, version));
    const isTooOld = needs !== undefined && !isAtLeast(bundle, versionOf(needs));
    return isTooOld && hits.length > 0 ? [{ kind, needs, hits }] : [];
  });
  return [...grouped(lacking, ({ hits }) => hits.length).values()].flatMap((same): Omit<Note, 'at'>[] => {
    const [{ hits } = { hits: [] }] = same;
    const [first] = hits;
    if (!first) return [];
    return [
      {
        level: 'note',
        ...dueWith(first, range),
        message: `${thatIgnore(hits)} ${same.map(({ kind }) => kind).join(', ')} with CRDs ${printVersion(bundle)}, which this installs`,
        help: `this tree has no such object; if other repositories of the cluster have one, install ${orLater(newestOf(same.map(({ needs }) => needs)), first, { facts, range })}`,
      },
    ];
  });
}
