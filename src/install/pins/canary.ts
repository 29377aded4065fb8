import type { Facts } from '../../facts';
import { folderOf } from '../../kubernetes/path';
import { valuesFilledIn } from './filled-versions';
import { isAtLeast, parseVersion, type Version } from '../../version';
import { type ReleaseFact, releaseFact } from '../releases/release-facts';
import type { InstallValues, Pin } from '../values';

/**
 * The minor release that a pin names, as far as it can be read: `1.27.3`, `v1.27-latest`, `~1.27`, or `${istio_version}`
 * where Flux fills in one and the same release everywhere.
 */
export function pinnedMinor(pin: Pin | undefined, facts: Facts): Version | undefined {
  const text = pin?.text ?? '';
  const filled = new Set(valuesFilledIn(text, facts).map((value) => minorIn(value.text)));
  const [only] = filled;
  return parseVersion((filled.size === 1 ? only : minorIn(text)) ?? '');
}

function minorIn(text: string): string | undefined {
  return /^[v^~=\s]*(\d+\.\d+)/.exec(text)?.[1];
}

/**
 * Whether values belong to the old one of two control planes that run side by side: pinned below the target, beside one
 * of another revision that is pinned to it or newer. The old one keeps what its release reads.
 */
export function isOldCanary(values: InstallValues, target: Version, facts: Facts): boolean {
  const { version, layer } = values;
  const minor = { ...target, patch: 0 };
  const pinned = pinnedMinor(version, facts);
  const releases = facts.all(releaseFact);
  const own = releases.find(({ id }) => layer.startsWith(id));
  if (!pinned || !own || isAtLeast(pinned, minor)) return false;
  return releases.some((other) => {
    const newer = pinnedMinor(
      other.version === undefined ? undefined : { text: other.version, place: undefined },
      facts,
    );
    const isBeside = folderOf(other.path) === folderOf(own.path) && other.object?.kind === own.object?.kind;
    return isBeside && newer && isAtLeast(newer, minor) && revisionOf(other) !== revisionOf(own);
  });
}

function revisionOf({ layers }: ReleaseFact): string {
  const settings = layers.flatMap(({ content }) => content?.settings ?? []);
  const set = settings.find(({ keys }) => keys.at(-1) === 'revision' && keys.length <= 2);
  return typeof set?.value === 'string' ? set.value : 'default';
}
