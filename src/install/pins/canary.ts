import type { Facts } from '../../facts';
import { grouped, groupedPairs } from '../../grouped';
import { localChart, type Slot } from '../chart';
import { folderOf } from '../../kubernetes/path';
import { valuesFilledIn } from './filled-versions';
import { isAtLeast, parseVersion, type Version } from '../../version';
import { releasePatchedBy } from '../layers/builds';
import { layersOfChart, type Stack } from '../layers/stack';
import { stacksOfReleases } from '../layers/stacks';
import { slotsOfReference } from '../namings';
import { renderedIstiod, type RenderedIstiod } from '../releases/rendered-istiods';
import { slotsOfLocal } from '../slots';
import { type InstallValues, type Pin, pinOfText } from '../values';
import { isBelow } from '../../keys';

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
export function isOldCanary(of: Installed, target: Version, facts: Facts): boolean {
  const own = planesOf(of, facts);
  return own.length > 0 && own.every((plane) => isOld(plane, target, facts));
}

/** The old one of two control planes that run side by side, where the newer one is given the same values. */
export function oldAmong(of: Installed, target: Version, facts: Facts): Version | undefined {
  return planesOf(of, facts).find((plane) => isOld(plane, target, facts))?.version;
}

/** Values of istiod, or istiod itself as the chart renders it. */
type Installed = InstallValues | RenderedIstiod;

/** One file may hold the values of two control planes, below the aliases that a chart has for them. */
function planesOf(of: Installed, facts: Facts): readonly ControlPlane[] {
  const all = facts.derived(planesByLayer).get(of.layer) ?? [];
  if (!('chart' in of)) return all;
  const below = of.own.keys.slice(of.root.keys.length).join('.');
  return all.filter(({ slot }) => !slot || (slot.chart === of.chart && slot.own.join('.') === below));
}

function isOld(old: ControlPlane, target: Version, facts: Facts): boolean {
  const minor = { ...target, patch: 0 };
  const isNew = ({ version }: ControlPlane) => version !== undefined && isAtLeast(version, minor);
  if (old.version === undefined || isNew(old)) return false;
  const beside = facts.derived(planesByPlace).get(old.place) ?? [];
  return beside.some((other) => isNew(other) && other.revision !== old.revision);
}

/** A chart as a release has it installed, which may run beside another one. */
interface ControlPlane {
  /** Undefined for all charts of an operator. */
  readonly slot: Slot | undefined;
  readonly version: Version | undefined;
  readonly revision: string;
  /** The same for all of a chart that one kind of carrier in one folder has installed. */
  readonly place: string;
  readonly layers: readonly string[];
}

function controlPlanes(facts: Facts): readonly ControlPlane[] {
  return [...planesOfReleases(facts), ...planesOfCharts(facts), ...planesRendered(facts)];
}

function planesOfReleases(facts: Facts): readonly ControlPlane[] {
  return facts.derived(stacksOfReleases).flatMap(({ release, stack }) => {
    const { id, path, carrier, chart, chartObject, object, version } = release;
    // A patch says nothing of its release but what it changes.
    if (releasePatchedBy(id, facts)) return [];
    // Operators name no chart.
    const isOperator = chart.name === '' && chartObject === undefined;
    const slots = isOperator ? [undefined] : (slotsOfReference(chart, chartObject, facts) ?? []);
    return slots.map((slot) => ({
      slot,
      version: pinnedMinor(pinOfText(slot?.version ?? version), facts),
      revision: carrier.startsWith('Sail ') ? (object?.name ?? '') : revisionIn(stack, slot),
      place: JSON.stringify([folderOf(path), object?.kind ?? carrier, slot?.chart]),
      layers: stack.map((layer) => layer.id),
    }));
  });
}

/**
 * What the charts of the tree bring along, each under a name or in a folder of its own. Folders of charts are often those of
 * clusters; they are side by side where one of them says its revision.
 */
function planesOfCharts(facts: Facts): readonly ControlPlane[] {
  const planes = facts.all(localChart).flatMap((chart) => {
    const slots = chart.upstream === undefined ? slotsOfLocal(chart, facts) : [];
    if (slots.length === 0) return [];
    const stack = layersOfChart(chart, facts);
    return slots.map((slot) => ({
      slot,
      version: pinnedMinor(pinOfText(slot.version), facts),
      revision: revisionIn(stack, slot),
      folder: chart.folder,
      layers: stack.map((layer) => layer.id),
    }));
  });
  const saysRevision = planes.filter(({ folder, revision }) =>
    withDashes(folder).includes(withDashes(revision)),
  );
  const around = new Set(saysRevision.map(({ folder }) => folderOf(folder)));
  return planes.map(({ folder, ...plane }) => {
    const parent = folderOf(folder);
    return {
      ...plane,
      place: JSON.stringify([around.has(parent) ? parent : folder, 'chart', plane.slot.chart]),
    };
  });
}

/** `1-28`, as revisions are written, of `1.28`. */
function withDashes(text: string): string {
  return text.replaceAll('.', '-');
}

function planesRendered(facts: Facts): readonly ControlPlane[] {
  return facts.all(renderedIstiod).map(({ layer, path, version, revision }) => ({
    slot: undefined,
    version: pinnedMinor(version, facts),
    revision,
    place: JSON.stringify([folderOf(path), 'rendered']),
    layers: [layer],
  }));
}

function planesByPlace(facts: Facts): ReadonlyMap<string, readonly ControlPlane[]> {
  return grouped(facts.derived(controlPlanes), ({ place }) => place);
}

function planesByLayer(facts: Facts): ReadonlyMap<string, readonly ControlPlane[]> {
  return groupedPairs(
    facts
      .derived(controlPlanes)
      .flatMap((plane) => Array.from(new Set(plane.layers), (id) => [id, plane] as const)),
  );
}

function revisionIn(stack: Stack, slot: Slot | undefined): string {
  const own = slot?.own ?? [];
  const settings = stack.flatMap(({ content }) => content?.settings ?? []);
  const set = settings.findLast(
    ({ keys }) =>
      keys.at(-1) === 'revision' &&
      keys.length <= own.length + 2 &&
      (isBelow(keys, own) || (keys[0] === 'global' && keys.length === 2)),
  );
  return typeof set?.value === 'string' ? set.value : 'default';
}
