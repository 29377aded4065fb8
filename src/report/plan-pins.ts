import { grouped } from '../grouped';
import { printVersion, type UpgradeRange, type Version } from '../version';

/** What pins one version of Istio below the target: it is raised by hand, or by whatever raises versions there. */
export interface OldPin {
  /** As in `chart istiod 1.22`. */
  readonly what: string;
  readonly version: Version;
  readonly places: readonly string[];
}

/** What an upgrade finds below its target, from old to new. */
export function oldPins({ pins = [], to }: UpgradeRange): OldPin[] {
  const old = pins.filter(({ version }) => version.minor < to.minor);
  const groups = grouped(old, ({ what, version }) => `${what} ${printVersion(version)}`);
  return [...groups].flatMap(([what, same]) => {
    const places = [...new Set(same.map(({ place: { path, line } }) => `${path}:${line}`))];
    return same.slice(0, 1).map(({ version }) => ({ what, version, places }));
  });
}

/** What is above them. */
export const pinsTitle = 'Raise these versions at each hop';

/** A few of the places of a pin, and how many more there are. */
export function shownPins({ places }: OldPin): { readonly shown: readonly string[]; readonly more: string } {
  const shown = places.length <= pinsAtMost + 1 ? places : places.slice(0, pinsAtMost);
  const hidden = places.length - shown.length;
  return { shown, more: hidden > 0 ? ` and ${hidden} more` : '' };
}

const pinsAtMost = 3;
