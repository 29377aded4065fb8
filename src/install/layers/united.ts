import type { Facts } from '../../facts';
import { fileOf } from '../../kubernetes/path';
import type { Unit } from '../../moves/units';
import type { InstallValues } from '../values';
import { keysOfPath } from './content';
import { stacksWith } from './stacks';
import type { StackLayer } from './stack';

/** A value in one layer, as plain data: what the layers of a release say of it changes in all of them, or in none. */
export interface LayeredValue {
  readonly layer: string;
  /** The value as its chart calls it, wherever a layer has it. */
  readonly name: string;
  /** Where the layer may have it. */
  readonly keys: readonly (readonly string[])[];
}

export function layeredValue(values: InstallValues, path: readonly string[]): LayeredValue {
  return { layer: values.layer, name: path.join('.'), keys: keysOfPath(values, path) };
}

/** The layers that say something of a value, directly or by way of one another; undefined where there is only one. */
export function unitOfLayers(value: LayeredValue, facts: Facts): Unit | undefined {
  const { layer, name, keys } = value;
  const idOf = (id: string) => JSON.stringify([name, keys, id]);
  const known = facts.derived(noneKnown);
  if (!known.has(idOf(layer))) {
    const { ids, unit } = unitAround(value, facts);
    for (const id of ids) known.set(idOf(id), unit);
  }
  return known.get(idOf(layer));
}

/** Each layer of a unit asks for it. */
const noneKnown = () => new Map<string, Unit | undefined>();

function unitAround(
  { layer, name, keys }: LayeredValue,
  facts: Facts,
): { readonly ids: readonly string[]; readonly unit: Unit | undefined } {
  const isOnTheWay = (one: readonly string[], other: readonly string[]) =>
    one.every((key, index) => index >= other.length || key === other[index]);
  const says = ({ content }: StackLayer): boolean =>
    content?.settings.some(({ keys: set, value }) =>
      keys.some((full) => isOnTheWay(full, set) && (set.length >= full.length || value === null)),
    ) === true;
  const paths = new Map<string, string | undefined>([[layer, undefined]]);
  for (const id of paths.keys())
    for (const each of stacksWith(id, facts).flat())
      if (says(each)) paths.set(each.id, paths.get(each.id) ?? each.path);
  const ids = [...paths.keys()].toSorted();
  const files = [...paths.values()].flatMap((path) => (path === undefined ? [] : fileOf(path)));
  const unit = { id: JSON.stringify([name, ids]), paths: [...new Set(files)] };
  return { ids, unit: ids.length < 2 ? undefined : unit };
}
