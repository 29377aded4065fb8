import { grouped } from '../../grouped';
import type { TransformInfo } from '../problem';
import {
  firstOf,
  printVersion,
  reaches,
  releaseBefore,
  type UpgradeRange,
  type Version,
} from '../../version';

/** What pins one version of Istio below the target: it is raised by hand, or by whatever raises versions there. */
export interface OldPin {
  /** As in `chart istiod 1.22`. */
  readonly what: string;
  readonly version: Version;
  readonly places: readonly string[];
  /** When it is raised. */
  readonly phase: 'before' | 'with' | 'after';
  /** The last release that has it. */
  readonly last?: string;
  /** The release that runs beside it already, so that it is removed, and not raised. */
  readonly beside?: string;
}

/** What an upgrade finds below its target, from old to new. */
export function oldPins(
  { pins = [], to }: UpgradeRange,
  transforms: readonly Pick<TransformInfo, 'release' | 'ends'>[],
): OldPin[] {
  const old = pins.filter(({ version }) => version.minor < to.minor);
  const groups = grouped(old, ({ what, version, beside }) => JSON.stringify([what, version, beside?.minor]));
  return [...groups.values()].flatMap((same) => {
    const places = [...new Set(same.map(({ place: { path, line } }) => `${path}:${line}`))];
    return same.slice(0, 1).map(({ what, version, beside }) => {
      const end = transforms.find(({ ends = [] }) => ends.includes(what));
      const last = end && printVersion(releaseBefore(firstOf(end.release)));
      const name = `${what} ${printVersion(version)}`;
      return {
        ...{ what: name, version, places, phase: phaseOf(what) },
        ...(last !== undefined && { last }),
        // Where the newer one is ahead of the upgrade, the last hop removes the old one.
        ...(beside && { beside: `${to.major}.${Math.min(beside.minor, to.minor)}` }),
      };
    });
  });
}

/**
 * The operator comes first, since it installs only what it knows. What chooses a revision for workloads comes last: pods
 * of a revision that does not run yet start without a sidecar. Sidecars are last, too: none may be newer than its istiod.
 */
function phaseOf(what: string): OldPin['phase'] {
  if (what === 'Sail operator') return 'before';
  return choosesRevision(what) || what.endsWith('/proxyImage') || what === 'sidecar' ? 'after' : 'with';
}

function choosesRevision(what: string): boolean {
  return /^(?:label istio\.io\/rev|revision tag)\b/.test(what);
}

/** What is above them. */
export const pinsTitle = 'Raise these versions at each hop';

/** What is said of a pin that is not raised at each hop. */
export function limitOf({ last, beside }: OldPin): string {
  if (beside !== undefined) return ` (not raised: ${beside} runs beside it)`;
  return last === undefined ? '' : ` (up to ${last}, its last release)`;
}

/** What is raised together with the upgrade to a release: what is newer already stays. */
export function raisedWith(release: string, pins: readonly OldPin[]): string[] {
  const due = dueIn('with', release, pins);
  if (due.length > 0 && due.length === pins.length)
    return [`Set the versions above to the newest patch of ${release}.`];
  return [
    ...aboutPins(
      supersededBy(release, pins),
      (names) => `Do not raise the old control plane, beside which ${release} runs already: ${names}.`,
    ),
    ...aboutPins(
      due,
      (names) => `Set these of the versions above to the newest patch of ${release}: ${names}.`,
    ),
  ];
}

/** What is raised once a release runs. */
export function raisedAfter(release: string, pins: readonly OldPin[]): string[] {
  if (isPassedOver(release, pins)) return [];
  const due = dueIn('after', release, pins);
  return [
    ...(supersededBy(release, pins).length > 0
      ? [`Move the namespaces from the old control plane to the revision of ${release} that runs already.`]
      : []),
    ...aboutPins(
      due.filter(({ what }) => choosesRevision(what)),
      (names) => `Set the labels and tags above to the revision of ${release}: ${names}.`,
    ),
    ...aboutPins(
      due.filter(({ what }) => !choosesRevision(what)),
      (names) => `Set the images of sidecars above to the newest patch of ${release}: ${names}.`,
    ),
  ];
}

function dueIn(phase: OldPin['phase'], release: string, pins: readonly OldPin[]): readonly OldPin[] {
  return pins.filter((pin) => pin.phase === phase && isOlder(pin, release) && isRaised(pin, release));
}

function supersededBy(release: string, pins: readonly OldPin[]): readonly OldPin[] {
  return pins.filter(({ beside }) => beside === release);
}

/** A sentence about pins, if there are any. */
function aboutPins(pins: readonly OldPin[], sentence: (names: string) => string): string[] {
  return pins.length === 0 ? [] : [sentence(pins.map(({ what }) => `\`${what}\``).join(', '))];
}

function isRaised({ last = '', beside }: OldPin, release: string): boolean {
  return beside === undefined && (last === '' || !isOlder({ version: firstOf(last) }, release));
}

/** Whether nothing comes to a release: what is older moves to a newer one that runs beside it. */
function isPassedOver(release: string, pins: readonly OldPin[]): boolean {
  const older = pins.filter((pin) => pin.phase === 'with' && isOlder(pin, release));
  const isAhead = ({ beside = release }: OldPin): boolean => isOlder({ version: firstOf(release) }, beside);
  return older.length > 0 && older.every(isAhead);
}

/** What has no version of a release, and is removed before it. */
export function endedBefore(release: string, pins: readonly OldPin[]): string[] {
  const previous = printVersion(releaseBefore(firstOf(release)));
  return aboutPins(
    pins.filter(({ last }) => last === previous),
    (names) =>
      `Scale the in-cluster operator to 0, then remove it, since ${previous} is its last release: ${names}.`,
  );
}

function isOlder({ version }: Pick<OldPin, 'version'>, release: string): boolean {
  return !reaches({ to: version }, release);
}

/** What one hop leaves behind: with revisions, the old control plane runs beside the new one. */
export function removedAfter(release: string, pins: readonly OldPin[]): string[] {
  const left = aboutPins(
    supersededBy(release, pins),
    (names) => `Remove the old control plane once no proxy in \`istioctl proxy-status\` uses it: ${names}.`,
  );
  if (left.length > 0 || isPassedOver(release, pins)) return left;
  return pins.some(({ what }) => what.startsWith('revision 1.'))
    ? ['Remove the old revision of istiod once no proxy in `istioctl proxy-status` uses it.']
    : [];
}

/** How each installer that the tree pins is upgraded; what installs Istio is not always known. */
export function upgradesTo(release: string, pins: readonly OldPin[]): string[] {
  if (isPassedOver(release, pins)) return [];
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
