import type { Facts } from '../../facts';
import { grouped, groupedPairs } from '../../grouped';
import { localChart, type Slot } from '../chart';
import { valuesFilledIn } from './filled-versions';
import { isAtLeast, parseVersion, type Version } from '../../version';
import { releasesPatchedBy } from '../layers/builds';
import { layersOfChart, type Stack } from '../layers/stack';
import { stacksOfReleases } from '../layers/stacks';
import { slotsOfReference } from '../namings';
import type { ReleaseFact } from '../releases/release-facts';
import { renderedIstiod, type RenderedIstiod } from '../releases/rendered-istiods';
import { slotsOfLocal } from '../slots';
import { versionsOfSource } from './source-versions';
import { isSideBySide, type Placed, sideOf } from './sides';
import { versionsOfCalls } from '../scripts/operator-files';
import type { InstallValues, Pin } from '../values';
import { isBelow } from '../../keys';

/**
 * The minor release that a pin names, as far as it can be read: `1.27.3`, `v1.27-latest`, `~1.27`, or `${istio_version}`
 * where one and the same release is filled in everywhere.
 */
export function pinnedMinor(pin: Pin | undefined, facts: Facts): Version | undefined {
  const text = pin?.text ?? '';
  const filled = new Set(valuesFilledIn(text, facts).map((value) => minorIn(value.text)));
  const [only] = filled;
  return parseVersion((filled.size === 1 ? only : minorIn(text)) ?? '');
}

function minorIn(text: string): string | undefined {
  const [, minor, from, major, next] =
    /^[v^~=\s]*(\d+\.\d+)|^\s*>=\s*v?((\d+)\.\d+)(?!\d)[\d.]*(?:-0)?[,\s]+<\s*v?(\d+\.\d+)(?:\.0)?(?:-0)?\s*$/.exec(
      text,
    ) ?? [];
  if (minor !== undefined || from === undefined) return minor;
  return next === `${major ?? ''}.${Number(from.split('.')[1]) + 1}` ? from : undefined;
}

/** A control plane of an older release, and the file that says which. */
export interface OldPlane {
  readonly version: Version;
  readonly pinnedIn: string;
}

/**
 * The old one of two control planes that run side by side, where values belong to it: pinned below the target, beside one
 * of another revision that is pinned to it or newer. The old one keeps what its release reads. What another release is
 * given as well, be it the newer one, does not belong to the old one alone.
 */
export function oldCanary(of: Installed, target: Version, facts: Facts): OldPlane | undefined {
  const own = planesOf(of, facts);
  const old = own.filter((plane) => isOld(plane, target, facts));
  return old.length === own.length ? old[0] : undefined;
}

/**
 * One that is given the same values as a newer one, be it in another cluster; or that runs beside a newer one and is given
 * what others are given too.
 */
export function oldAmong(of: Installed, target: Version, facts: Facts): OldPlane | undefined {
  const planes = planesOf(of, facts);
  const isShared = planes.some((plane) => isNew(plane, target));
  return planes.filter(isPinned).find((plane) => {
    return isShared ? !isNew(plane, target) : isOld(plane, target, facts);
  });
}

/** Whether all that is given these values, as kustomize builds it, is pinned to a release or a newer one. */
export function isPinnedSince(of: InstallValues, release: Version, facts: Facts): boolean {
  const planes = planesOf(of, facts);
  return planes.length > 0 && planes.every((plane) => isPinned(plane) && isAtLeast(plane.version, release));
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

function isOld(old: ControlPlane, target: Version, facts: Facts): old is PinnedPlane {
  const beside = facts.derived(planesBySide).get(sideOf(old)) ?? [];
  if (!isPinned(old) || isNew(old, target)) return false;
  // It goes, be the newer one on the way to the target yet.
  const next = { ...old.version, minor: old.version.minor + 1 };
  return beside.some((other) => isNew(other, next) && isSideBySide(old, other));
}

function isPinned(plane: ControlPlane): plane is PinnedPlane {
  return plane.version !== undefined;
}

function isNew({ version }: ControlPlane, target: Version): boolean {
  return version !== undefined && isAtLeast(version, { ...target, patch: 0 });
}

/** A chart as a release has it installed, which may run beside another one. */
interface ControlPlane extends Placed {
  /** Undefined for all charts of an operator. */
  readonly slot: Slot | undefined;
  /** The file that gives the version. */
  readonly pinnedIn: string;
  readonly layers: readonly string[];
}

type PinnedPlane = ControlPlane & OldPlane;

/** One whose version is as it is written, with the file that says so: it may be several. */
type WrittenPlane = Omit<ControlPlane, 'version' | 'pinnedIn'> & {
  readonly pins: readonly WrittenPin[];
};

interface WrittenPin {
  readonly text: string | undefined;
  readonly path: string;
}

function controlPlanes(facts: Facts): readonly ControlPlane[] {
  const all = [...planesOfReleases(facts), ...planesOfCharts(facts), ...planesRendered(facts)];
  return all.flatMap(({ pins, ...plane }) => {
    const filled = pins.flatMap((pin): readonly WrittenPin[] => {
      const values = valuesFilledIn(pin.text ?? '', facts, pin.path);
      return values.length > 0 ? values : [pin];
    });
    return filled.map(({ text = '', path }) => ({
      ...plane,
      version: parseVersion(minorIn(text) ?? ''),
      pinnedIn: path,
    }));
  });
}

function planesOfReleases(facts: Facts): readonly WrittenPlane[] {
  return facts.derived(stacksOfReleases).flatMap(({ release, stack, pinnedBy, isPart }) => {
    const { id, path, carrier, chart, chartObject, object } = release;
    // A patch says nothing of its release but what it changes, and what overlays build is in stacks of its own.
    if (isPart || releasesPatchedBy(id, facts).length > 0) return [];
    // Operators name no chart.
    const isOperator = chart.name === '' && chartObject === undefined;
    const slots = isOperator ? [undefined] : (slotsOfReference(chart, chartObject, facts) ?? []);
    return slots.flatMap((slot) =>
      variantsOf(release, stack).map((variant) => {
        const version = slot?.version ?? variant.version ?? pinnedBy.version;
        return {
          slot,
          pins:
            version !== undefined
              ? [{ text: version, path: pinnedBy.path }]
              : chartObject === undefined
                ? versionsOfCalls(release, facts)
                : versionsOfSource(chartObject, path, facts),
          revision: carrier.startsWith('Sail ') ? (object?.name ?? '') : revisionIn(variant.stack, slot),
          path,
          // What else Sail installs has no revisions.
          chart: slot?.chart ?? (/^Sail (?!Istio(?:Revision)?$)/.test(carrier) ? carrier : 'istiod'),
          name: object?.name,
          layers: variant.stack.map((layer) => layer.id),
        };
      }),
    );
  });
}

/** A release as it is where nothing lies over it, and where each of its holders does that may give another version. */
function variantsOf({ versionsOver = [], layers }: ReleaseFact, stack: Stack) {
  const overOf = new Map(layers.map(({ id, over }) => [id, over]));
  return [undefined, ...versionsOver.keys()].map((over) => ({
    version: over === undefined ? undefined : versionsOver[over],
    stack: stack.filter(({ id }) => [undefined, over].includes(overOf.get(id))),
  }));
}

/** What the charts of the tree bring along, each under a name or in a folder of its own. */
function planesOfCharts(facts: Facts): readonly WrittenPlane[] {
  return facts.all(localChart).flatMap((chart) => {
    const slots = chart.upstream === undefined ? slotsOfLocal(chart, facts) : [];
    if (slots.length === 0) return [];
    const stack = layersOfChart(chart, facts);
    return slots.map((slot) => ({
      slot,
      pins: [{ text: slot.version, path: chart.path }],
      path: chart.path,
      chart: slot.chart,
      name: undefined,
      revision: revisionIn(stack, slot),
      layers: stack.map((layer) => layer.id),
    }));
  });
}

function planesRendered(facts: Facts): readonly WrittenPlane[] {
  return facts.all(renderedIstiod).map(({ layer, path, version, revision }) => ({
    slot: undefined,
    pins: [{ text: version?.text, path }],
    path,
    chart: 'istiod',
    name: undefined,
    revision,
    layers: [layer],
  }));
}

function planesBySide(facts: Facts): ReadonlyMap<string, readonly ControlPlane[]> {
  return grouped(facts.derived(controlPlanes), sideOf);
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
