import type { Facts } from '../../facts';
import { keysOfPath, mayBringIn, resetsIn, setIn } from './content';
import { textOver } from '../scripts/mentions';
import { fileOfValues, possibleLayers, stacksWith } from './stacks';
import { type StackLayer, unseenLayer } from './stack';
import type { InstallValues } from '../values';
import { isBelow } from '../../keys';

/** Another layer of the same release. */
export interface OtherLayer extends StackLayer {
  readonly position: 'below' | 'above';
}

/**
 * The other layers of the release, or releases, that values are a layer of, seen and unseen, wherever in the tree. One
 * that is below in one installation and above in another one comes twice.
 */
export function otherLayers({ layer }: InstallValues, facts: Facts): readonly OtherLayer[] {
  return facts.derivedFor(layer, layersBeside);
}

function layersBeside(facts: Facts, own: InstallValues['layer']): readonly OtherLayer[] {
  const found = new Map<string, OtherLayer>();
  for (const stack of stacksWith(own, facts)) {
    const place = stack.findIndex(({ id }) => id === own);
    for (const [index, layer] of stack.entries()) {
      if (layer.id === own) continue;
      const position = index < place ? 'below' : 'above';
      found.set(`${position} ${layer.id}`, { ...layer, position });
    }
  }
  return [...found.values()];
}

/** What is to become of a value of a layer. */
export interface LayerChange {
  readonly path: readonly string[];
  /** Where it goes; undefined where it is removed. */
  readonly target?: readonly string[] | undefined;
  /** What becomes of a value with this text, in a word that tells it from other fates; undefined is no plain text. */
  readonly fateOf: (text: string | undefined) => string;
  readonly fate: string;
}

/**
 * Another layer of the release for which a value cannot change here: what it sets at the same path becomes something
 * else, or it has a say in the place where the value goes. With both changed, the layers would no longer say together
 * what they said. Each layer that sets the value comes to the same end.
 */
export function layerAgainst(
  change: LayerChange,
  values: InstallValues,
  facts: Facts,
): StackLayer | undefined {
  const { path, target } = change;
  const sets = (layer: StackLayer, at: readonly string[]) => setIn(layer, values, at);
  const clears = (layer: StackLayer, at: readonly string[]) => resetsIn(layer, values, at);
  const differs = (layer: StackLayer) => comesToElse(layer, change, values);
  for (const stack of stacksWith(values.layer, facts)) {
    const others = stack.filter(({ id }) => id !== values.layer);
    const own = stack.find(({ id }) => id === values.layer);
    const above = stack.slice(stack.findLastIndex(({ id }) => id === values.layer) + 1);
    const says = (layer: StackLayer) =>
      JSON.stringify(
        sets(layer, path).map(({ value }) => (typeof value === 'object' ? value : String(value))),
      );
    // Over the new place, nothing would be left of what a layer that stays says of the old one.
    const stays = (layer: StackLayer) =>
      !layer.canBeEdited && sets(layer, path).length > 0 && own && says(layer) !== says(own);
    const below = stack.slice(
      0,
      stack.findIndex(({ id }) => id === values.layer),
    );
    const uncovered = target && own && uncoveredBy(own, below, values, target);
    const other = others.find(differs) ?? (target && above.find(stays)) ?? uncovered;
    if (other) return other;
    const beside = others.find((layer) => sets(layer, path).length > 0 || clears(layer, path));
    const torn = (beside ? stack : others).find(
      (layer) => target && (sets(layer, target).length > 0 || clears(layer, target) || clears(layer, path)),
    );
    if (torn) return torn.id === values.layer ? beside : torn;
  }
  return layerThatNeeds(values, [path], facts) ?? fileAgainst(change, values, facts);
}

/**
 * A file that nothing names, as these values: were the two layers of one release, they would no longer say together what
 * they said, since what the other one sets becomes something else, or it has a say in the place where the value goes.
 */
export function fileAgainst(
  change: LayerChange,
  values: InstallValues,
  facts: Facts,
): StackLayer | undefined {
  const { path, target, fate } = change;
  const own = fileOfValues(values, facts);
  if (!own) return undefined;
  const says = (layer: StackLayer, at: readonly string[]) =>
    setIn(layer, values, at).length > 0 || resetsIn(layer, values, at);
  const formsIn = (layer: Pick<StackLayer, 'content'>) => {
    const set = setIn(layer, values, path);
    const isSet = (form: readonly string[]) => set.some(({ keys }) => isBelow(keys, form));
    return keysOfPath(values, path).filter(isSet).map(String);
  };
  const forms = formsIn({ content: own.content });
  // One that sets it in another form wins over it, or not, wherever it is: what goes for good goes in each of them.
  const isAgainst = (layer: StackLayer) =>
    !layer.content ||
    comesToElse(layer, change, values) ||
    (target !== undefined &&
      (formsIn(layer).some((form) => !forms.includes(form)) ||
        says(layer, target) ||
        resetsIn(layer, values, path)));
  const places = [path, target ?? []].map((at) => keysOfPath(values, at));
  const question = JSON.stringify(['against', places, target === undefined, fate, forms]);
  return (
    facts.derived(possibleLayers).find(own, question, isAgainst) ?? textLayer(own.path, places.flat(), facts)
  );
}

/** A text of a tool that is not read, as an upper layer that may set a value over a file. */
export function textLayer(
  file: string,
  places: readonly (readonly string[])[],
  facts: Facts,
): StackLayer | undefined {
  // One key alone is a word of any text.
  const forms = places.filter(({ length }) => length > 1);
  const path = textOver(file, forms, facts);
  return path === undefined ? undefined : unseenLayer(`text:${path}`, path);
}

function comesToElse(layer: StackLayer, { path, fate, fateOf }: LayerChange, values: InstallValues): boolean {
  const lengths = keysOfPath(values, path).map(({ length }) => length);
  return setIn(layer, values, path).some(({ keys, value }) => {
    const isScalar = typeof value !== 'object' && lengths.includes(keys.length);
    return fateOf(isScalar ? String(value) : undefined) !== fate;
  });
}

/** A layer for which values cannot go from the layers below it, as {@link needsWhatGoes} says. */
export function layerThatNeeds(
  values: InstallValues,
  paths: readonly (readonly string[])[],
  facts: Facts,
): StackLayer | undefined {
  for (const stack of stacksWith(values.layer, facts)) {
    const first = stack.findIndex(({ id }) => id === values.layer);
    const needing = stack.find(
      (layer, index) => index > first && needsWhatGoes(layer, stack.slice(0, index), values, paths),
    );
    if (needing) return needing;
  }
  return undefined;
}

/** A layer below one that says null around a place: what it says there comes back once something is set at that place. */
export function uncoveredBy(
  { content }: StackLayer,
  below: readonly StackLayer[],
  values: InstallValues,
  path: readonly string[],
): StackLayer | undefined {
  const places = keysOfPath(values, path);
  const nulls = (content?.settings ?? []).flatMap(({ keys, value }) =>
    value === null && places.some((place) => keys.length < place.length && isBelow(place, keys))
      ? [keys]
      : [],
  );
  return below.find((layer) =>
    nulls.some(
      (keys) =>
        !layer.content ||
        layer.content.settings.some((set) => set.value !== null && isBelow(set.keys, keys)) ||
        layer.content.open.some((open) => isBelow(open, keys) || isBelow(keys, open)),
    ),
  );
}

/** Whether a layer may set a value, which cannot be seen. */
export function maySetUnseen(layer: StackLayer, values: InstallValues, path: readonly string[]): boolean {
  return layer.isEnvironment !== true && mayBringIn(layer, values, path);
}

/**
 * Whether a layer has a place that is gone once the values at some paths go from the layers below: an operation of a JSON
 * patch fails without its place, or the map that holds it.
 */
export function needsWhatGoes(
  { content }: StackLayer,
  below: readonly StackLayer[],
  values: InstallValues,
  paths: readonly (readonly string[])[],
): boolean {
  const places = content?.places ?? [];
  if (places.length === 0) return false;
  const settings = below.flatMap((layer) => layer.content?.settings ?? []);
  const wanted = paths.flatMap((path) => keysOfPath(values, path));
  // Null goes, too.
  const going = new Set(
    settings.flatMap(({ keys }) => (wanted.some((full) => isBelow(keys, full)) ? [keys] : [])),
  );
  const staying = settings.flatMap(({ keys }) => (going.has(keys) ? [] : [keys]));
  const isIn = (all: Iterable<readonly string[]>, at: readonly string[]) =>
    [...all].some((keys) => isBelow(keys, at));
  return places.some((place) =>
    [place, place.slice(0, -1)].some((at) => isIn(going, at) && !isIn(staying, at)),
  );
}
