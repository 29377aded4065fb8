import type { FactKind, FactPlace, Facts } from '../facts';
import { grouped } from '../grouped';
import { describePlace } from '../kubernetes/object';
import { fileOf } from '../kubernetes/path';

/** Objects that move together or stay together: each points to another of its unit, and one to itself. */
export class Units {
  private readonly above = new Map<string, string>();

  /** The one object that stands for the unit of an object. */
  of(id: string): string {
    let top = id;
    for (let next = this.above.get(top); next !== undefined && next !== top; next = this.above.get(top))
      top = next;
    // The next look is short.
    for (let next = id; next !== top;) {
      const following = this.above.get(next) ?? top;
      this.above.set(next, top);
      next = following;
    }
    return top;
  }

  join([first, ...others]: readonly string[]): void {
    if (first === undefined) return;
    for (const id of others) this.above.set(this.of(id), this.of(first));
  }
}

/** A place that changes along with objects of the tree, by their ids: of whatever kind. */
interface UnitPlace {
  readonly place: FactPlace;
  readonly objects: readonly string[];
}

export const unitPlace: FactKind<UnitPlace> = { name: 'unit-place' };

/** What is right only all together, as it was or as it becomes. */
export interface Unit {
  readonly id: string;
  /** The files that it is in. */
  readonly paths: readonly string[];
}

/** The unit that a place belongs to; undefined where it may change alone. */
export function unitAt(place: FactPlace, facts: Facts): Unit | undefined {
  return facts.derived(unitsByPlace).get(placeId(place));
}

function unitsByPlace(facts: Facts): ReadonlyMap<string, Unit> {
  const all = facts.all(unitPlace);
  const units = new Units();
  for (const { objects } of all) units.join(objects);
  const members = grouped(all, ({ objects: [first = ''] }) => units.of(first));
  return new Map(
    [...members].flatMap(([id, own]) => {
      const places = new Set(own.map(({ place }) => placeId(place)));
      const unit = { id, paths: [...new Set(own.map(({ place }) => fileOf(place.path)))] };
      return places.size < 2 ? [] : Array.from(places, (key) => [key, unit] as const);
    }),
  );
}

/** What tells a place of the tree from others. */
export function placeId(place: FactPlace): string {
  return `${describePlace(place)}:${place.column}`;
}
