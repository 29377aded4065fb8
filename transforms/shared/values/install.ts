import type { StackLayer } from '../../../src/install/layers/stack';
import type { InstallValues } from '../../../src/install/values';
import { type OldPlane, isPinnedSince, pinnedMinor } from '../../../src/install/pins/canary';
import { profilesWith } from '../../../src/install/scripts/operator-files';
import { firstOf, isAtLeast } from '../../../src/version';
import type { Context, Note } from '../../../src/transform';
import { type Place, scalarValueOf, stringOf, valueAt } from '../../../src/yaml';

/** That something stays with the old one of two control planes. @param what stays, for the report */
export function staysWith({ version: { major, minor } }: OldPlane, what: string, at: Place): Note {
  return {
    level: 'note',
    at,
    message: `${what} stays: Istio ${major}.${minor} reads it, and runs here beside a newer release`,
    help: 'nothing to do: it is removed with the old release; if that is upgraded instead, run again then',
  };
}

/**
 * Tells that the install values ask for an older Istio than the release that they are rewritten for.
 *
 * @param when the change is merged: with the upgrade, or once the release runs
 */
export function reportOldVersion(
  values: InstallValues,
  release: string,
  { facts, report }: Pick<Context, 'facts' | 'report'>,
  when = `together with the upgrade to ${release}`,
): void {
  const { version, place } = values;
  const pinned = pinnedMinor(version, facts);
  const first = firstOf(release);
  if (!version || !pinned || isAtLeast(pinned, first) || isPinnedSince(values, first, facts)) return;
  report({
    level: 'note',
    at: version.place ?? place,
    release,
    message: `this change is for Istio ${release}, but these values are for ${pinned.major}.${pinned.minor}`,
    help: `merge this change ${when}`,
    isUntilRaised: true,
  });
}

/** Why a value stays that another layer of its release decides as well. */
export function otherLayerSays({ path }: { readonly path?: StackLayer['path'] }): string {
  const where = path === undefined ? '' : ` (${path})`;
  return `another layer of the same release${where} would no longer go with it: change the two together`;
}

/** Whether the chart is installed with these values: an IstioOperator may leave out the CNI and ztunnel. */
export function isInstalled({ chart, installer, root }: InstallValues): boolean {
  if ((chart !== 'cni' && chart !== 'ztunnel') || installer !== 'istioctl') return true;
  const spec = valueAt(root.base, 'spec');
  const component = valueAt(spec, 'components', chart);
  if (component) return scalarValueOf(valueAt(component, 'enabled')) !== false;
  return (
    valueAt(spec, 'values', chart) !== undefined ||
    profilesWith.get(chart)?.test(stringOf(valueAt(spec, 'profile')) ?? '') === true
  );
}
