import { grouped } from '../../grouped';
import { printVersion, reaches, type UpgradeRange, type Version } from '../../version';

/** What pins one version of Istio below the target: it is raised by hand, or by whatever raises versions there. */
export interface OldPin {
  /** As in `chart istiod 1.22`. */
  readonly what: string;
  readonly version: Version;
  readonly places: readonly string[];
  /** When it is raised. */
  readonly phase: 'before' | 'with' | 'after';
}

/** What an upgrade finds below its target, from old to new. */
export function oldPins({ pins = [], to }: UpgradeRange): OldPin[] {
  const old = pins.filter(({ version }) => version.minor < to.minor);
  const groups = grouped(old, ({ what, version }) => `${what} ${printVersion(version)}`);
  return [...groups].flatMap(([name, same]) => {
    const places = [...new Set(same.map(({ place: { path, line } }) => `${path}:${line}`))];
    return same
      .slice(0, 1)
      .map(({ what, version }) => ({ what: name, version, places, phase: phaseOf(what) }));
  });
}

/**
 * The operator comes first, since it installs only what it knows. What chooses a revision for workloads comes last: pods
 * of a revision that does not run yet start without a sidecar.
 */
function phaseOf(what: string): OldPin['phase'] {
  if (what === 'Sail operator') return 'before';
  return what === 'label istio.io/rev' || what === 'revision tag' ? 'after' : 'with';
}

/** What is above them. */
export const pinsTitle = 'Raise these versions at each hop';

/** What is raised in a phase of the upgrade to a release: what is newer already stays. */
export function raisedIn(phase: 'with' | 'after', release: string, pins: readonly OldPin[]): string[] {
  const due = pins.filter((pin) => pin.phase === phase && isOlder(pin, release));
  if (due.length === 0) return [];
  const names = due.map(({ what }) => `\`${what}\``).join(', ');
  if (phase === 'after') return [`Set the labels and tags above to the revision of ${release}: ${names}.`];
  return due.length === pins.length
    ? [`Set the versions above to the newest patch of ${release}.`]
    : [`Set these of the versions above to the newest patch of ${release}: ${names}.`];
}

function isOlder({ version }: OldPin, release: string): boolean {
  return !reaches({ to: version }, release);
}

/** What one hop leaves behind: with revisions, the old control plane runs beside the new one. */
export function removedAfter(pins: readonly OldPin[]): string[] {
  return pins.some(({ what }) => what.startsWith('revision 1.'))
    ? ['Remove the old revision of istiod once no proxy in `istioctl proxy-status` uses it.']
    : [];
}

/** How each installer that the tree pins is upgraded; what installs Istio is not always known. */
export function upgradesTo(release: string, pins: readonly OldPin[]): string[] {
  const has = (start: string): boolean => pins.some(({ what }) => what.startsWith(start));
  const order = 'then istiod, CNI and ztunnel, then the gateways';
  const known = [
    ...(has('chart ') ? [`Upgrade Istio's CRDs (chart \`base\`), ${order}, to ${release}.`] : []),
    ...(has('IstioOperator') || has('istioctl install')
      ? [
          `Where \`istioctl\` installs Istio, run the install with \`istioctl\` ${release}: it upgrades the CRDs, ${order}.`,
        ]
      : []),
    ...(has('Sail ')
      ? [
          `Where the Sail operator installs Istio, raise \`version\` of Istio, IstioCNI and ZTunnel to ${release}. Then restart the gateways.`,
        ]
      : []),
  ];
  return known.length > 0 ? known : [`Upgrade Istio's CRDs, ${order}, to ${release}.`];
}

/** The operator installs only releases that it lists; where no file pins its version, it is upgraded all the same. */
export function operatorFor(release: string, pins: readonly OldPin[]): string[] {
  const own = pins.filter(({ phase }) => phase === 'before');
  const isDue =
    own.length > 0
      ? own.some((pin) => isOlder(pin, release))
      : pins.some(({ what }) => what.startsWith('Sail '));
  return isDue ? [`Upgrade the Sail operator to a version that offers ${release}.`] : [];
}
