import type { Facts } from '../../facts';
import { grouped } from '../../grouped';
import { folderOf } from '../../kubernetes/path';
import { valuesFilledIn } from './filled-versions';
import { isAtLeast, parseVersion, type Version } from '../../version';
import { releasePatchedBy } from '../layers/builds';
import type { Stack } from '../layers/stack';
import { stacksOfReleases } from '../layers/stacks';
import type { Slot } from '../chart';
import { slotsOfReference } from '../namings';
import { type ReleaseFact } from '../releases/release-facts';
import { type InstallValues, type Pin, pinOfText } from '../values';

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
 * of another revision that is pinned to it or newer. The old one keeps what its release reads. What another release is
 * given as well, be it the newer one, does not belong to the old one alone.
 */
export function isOldCanary({ layer, chart }: InstallValues, target: Version, facts: Facts): boolean {
  const minor = { ...target, patch: 0 };
  const isNew = ({ version }: ControlPlane) => version !== undefined && isAtLeast(version, minor);
  const own = facts.derived(planesByLayer).get(layer) ?? [];
  const isOld = (old: ControlPlane) =>
    old.version !== undefined &&
    !isNew(old) &&
    (facts.derived(planesByPlace).get(old.place) ?? []).some(
      (other) => isNew(other) && other.revision !== old.revision,
    );
  const ofChart = own.filter((plane) => plane.chart === undefined || plane.chart === chart);
  return ofChart.length > 0 && ofChart.every(isOld);
}

/** A chart as a release has it installed, which may run beside another one. */
interface ControlPlane {
  /** Undefined for all charts of an operator. */
  readonly chart: string | undefined;
  readonly version: Version | undefined;
  readonly revision: string;
  /** The same for all of a chart that one kind of carrier in one folder has installed. */
  readonly place: string;
  readonly stack: Stack;
}

function controlPlanes(facts: Facts): readonly ControlPlane[] {
  return facts.derived(stacksOfReleases).flatMap(({ release, stack }) => {
    const { id, path, carrier, chart, chartObject, object, version } = release;
    // A patch says nothing of its release but what it changes.
    if (releasePatchedBy(id, facts)) return [];
    // Operators name no chart.
    const isOperator = chart.name === '' && chartObject === undefined;
    const slots: readonly Partial<Slot>[] = isOperator
      ? [{}]
      : (slotsOfReference(chart, chartObject, facts) ?? []);
    return slots.map((slot) => ({
      chart: slot.chart,
      version: pinnedMinor(pinOfText(slot.version ?? version), facts),
      revision: revisionOf(release, stack),
      place: JSON.stringify([folderOf(path), object?.kind ?? carrier, slot.chart]),
      stack,
    }));
  });
}

function planesByPlace(facts: Facts): ReadonlyMap<string, readonly ControlPlane[]> {
  return grouped(facts.derived(controlPlanes), ({ place }) => place);
}

function planesByLayer(facts: Facts): ReadonlyMap<string, readonly ControlPlane[]> {
  const byLayer = new Map<string, ControlPlane[]>();
  for (const plane of facts.derived(controlPlanes))
    for (const id of new Set(plane.stack.map((layer) => layer.id)))
      byLayer.set(id, [...(byLayer.get(id) ?? []), plane]);
  return byLayer;
}

/** Sail calls a revision as the object that asks for it. */
function revisionOf({ carrier, object }: ReleaseFact, stack: Stack): string {
  if (carrier.startsWith('Sail ')) return object?.name ?? '';
  const settings = stack.flatMap(({ content }) => content?.settings ?? []);
  const set = settings.findLast(({ keys }) => keys.at(-1) === 'revision' && keys.length <= 2);
  return typeof set?.value === 'string' ? set.value : 'default';
}
