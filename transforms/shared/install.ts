import type { InstallValues } from '../../src/install/values';
import { isAtLeast, parseVersion } from '../../src/version';
import type { Report } from '../../src/transform';

/** Tells that the install values ask for an older Istio than they are rewritten for. */
export function reportOldVersion({ version, place }: InstallValues, report: Report): void {
  if (!version) return;
  const [, number = ''] = /^[v^~=\s]*(\d+\.\d+)/.exec(version.text) ?? [];
  const pinned = parseVersion(number);
  if (!pinned || isAtLeast(pinned, { major: 1, minor: 28, patch: 0 })) return;
  report({
    level: 'note',
    at: version.place ?? place,
    message: `these values go with Istio 1.28, but are pinned to ${number}`,
    help: 'merge this change together with the upgrade',
  });
}
