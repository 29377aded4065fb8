import type { Facts } from '../facts';
import { keysOfPath, mayBringIn, resets, settingsIn } from './content';
import { stacksWith } from './stacks';
import { type Stack, type StackLayer } from './stack';
import { settingOf } from './settings';
import { hasOwnLayers, isSharedLayer } from './shared-layers';
import type { InstallValues } from './values';

/** Another layer of the same release. */
export interface OtherLayer extends StackLayer {
  readonly position: 'below' | 'above';
}

/**
 * The other layers of the release, or releases, that values are a layer of, seen and unseen, wherever in the tree. One
 * that is below in one installation and above in another one comes twice.
 */
export function otherLayers({ layer: own }: InstallValues, facts: Facts): readonly OtherLayer[] {
  const known = facts.derived(noneFound);
  const others = known.get(own) ?? layersBeside(own, facts);
  known.set(own, others);
  return others;
}

/** Each default and value that a release changes asks for the same layers. */
const noneFound = () => new Map<InstallValues['layer'], readonly OtherLayer[]>();

function layersBeside(own: InstallValues['layer'], facts: Facts): readonly OtherLayer[] {
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
  { path, target, fate, fateOf }: LayerChange,
  values: InstallValues,
  facts: Facts,
): StackLayer | undefined {
  const lengths = keysOfPath(values, path).map(({ length }) => length);
  const sets = ({ content }: StackLayer, at: readonly string[]) =>
    content ? settingsIn(content, values, at) : [];
  const clears = ({ content }: StackLayer, at: readonly string[]) =>
    content !== undefined && resets(content, values, at);
  const differs = (layer: StackLayer) =>
    sets(layer, path).some(({ keys, value }) => {
      const isScalar = typeof value !== 'object' && lengths.includes(keys.length);
      return fateOf(isScalar ? String(value) : undefined) !== fate;
    });
  for (const stack of stacksWith(values.layer, facts)) {
    const others = stack.filter(({ id }) => id !== values.layer);
    const own = stack.find(({ id }) => id === values.layer);
    const says = (layer: StackLayer) =>
      JSON.stringify(
        sets(layer, path).map(({ value }) => (typeof value === 'object' ? value : String(value))),
      );
    // What is never rewritten goes on to set the value where nothing reads it any more.
    const stays = (layer: StackLayer) =>
      target !== undefined &&
      layer.isFixed === true &&
      own &&
      sets(layer, path).length > 0 &&
      says(layer) !== says(own);
    const other = others.find((layer) => differs(layer) || stays(layer));
    if (other) return other;
    const beside = others.find((layer) => sets(layer, path).length > 0 || clears(layer, path));
    const torn = (beside ? stack : others).find(
      (layer) => target && (sets(layer, target).length > 0 || clears(layer, target) || clears(layer, path)),
    );
    if (torn) return torn.id === values.layer ? beside : torn;
  }
  return undefined;
}

/** Why a value is not to be inserted in a layer. */
export interface NotHere {
  /**
   * `set`: a layer sets it. `unseen`: one below may set it, which cannot be seen. `below`: it belongs in another one.
   * `closed`: nothing can be inserted for this chart alone: others are given these values as well, or it is no place
   * for a map.
   */
  readonly reason: 'set' | 'unseen' | 'below' | 'closed';
  /** The file of the layer that is the reason, if it is in another one. */
  readonly path?: string;
  /** Of `unseen`: whether a layer further down can be edited, and none sets the value there: one finding is enough. */
  readonly isBelowToo?: boolean;
}

/**
 * Whether a value that is to be set once for a release belongs in these values: in the lowest layer that can be edited,
 * and only if no layer sets it and none below that cannot be seen may do so. What `below` says is done there, and needs
 * no finding; the other reasons do where nothing is set.
 */
export function placeToInsert(
  values: InstallValues,
  path: readonly string[],
  facts: Facts,
): 'here' | NotHere {
  if (settingOf(values, path)) return { reason: 'set' };
  const looks = stacksWith(values.layer, facts).map((stack) =>
    facts.derivedFor(stack, lookInto).beside(values, path),
  );
  const setter = looks.find((look) => look.setter)?.setter;
  if (setter) return notHere('set', setter);
  const unseen = looks.find((look) => look.unseen)?.unseen;
  if (unseen) {
    const isBelowToo = looks
      .filter((look) => look.unseen)
      .every(({ editable }) => editable && !isSetWith(editable.id, values, path, facts));
    return { ...notHere('unseen', unseen), isBelowToo };
  }
  const lowest = looks.find((look) => look.lowest)?.lowest;
  if (lowest) return notHere('below', lowest);
  if (isSharedLayer(values.layer, facts))
    return { reason: hasOwnLayers(values.layer, values.chart, facts) ? 'below' : 'closed' };
  if (values.root.isClosed) return { reason: 'closed' };
  return values.isLowest || looks.some((look) => look.isLowestOfItsOwn) ? 'here' : { reason: 'below' };
}

/** Whether nothing is inserted in a layer, and nothing has to be said about that. */
export function isSilent(place: 'here' | NotHere): boolean {
  if (place === 'here' || place.reason === 'closed') return false;
  return place.reason !== 'unseen' || place.isBelowToo === true;
}

/** Whether a stack that holds a layer sets a value: then nothing is reported there. */
function isSetWith(layer: string, values: InstallValues, path: readonly string[], facts: Facts): boolean {
  return stacksWith(layer, facts).some(
    (stack) => facts.derivedFor(stack, lookInto).beside(values, path).setter !== undefined,
  );
}

/** Layers of a stack beside one of them, as far as they decide on whether a value belongs in that one. */
interface LookBeside {
  /** The first that sets the value. */
  readonly setter: StackLayer | undefined;
  /** The first below that may do so, which cannot be seen. */
  readonly unseen: StackLayer | undefined;
  /** The first below. */
  readonly lowest: StackLayer | undefined;
  /** The first below that this run may change. */
  readonly editable: StackLayer | undefined;
  /** Whether there is nothing below but what other charts are given as well. */
  readonly isLowestOfItsOwn: boolean;
}

function lookInto(facts: Facts, stack: Stack): StackLook {
  return new StackLook(stack, ({ id }) => isSharedLayer(id, facts));
}

/** Looks for values in the layers of a stack: once for each value, however many of the layers are asked for. */
class StackLook {
  /** Where each layer comes first. */
  private readonly places = new Map<string, number>();
  private readonly lowest: number;
  private readonly editable: number;
  /** By the keys of a value: up to two layers that set it, and where the first may do so unseen. */
  private readonly known = new Map<string, { setters: readonly StackLayer[]; unseen: number }>();

  constructor(
    private readonly stack: Stack,
    isShared: (layer: StackLayer) => boolean,
  ) {
    for (const [index, { id }] of stack.entries()) if (!this.places.has(id)) this.places.set(id, index);
    const takesValues = ({ isEnvironment }: StackLayer) => isEnvironment !== true;
    const isOwn = (layer: StackLayer) => takesValues(layer) && !layer.isFixed && !isShared(layer);
    const among = stack.some(isOwn) ? isOwn : takesValues;
    this.lowest = stack.findIndex(among);
    this.editable = stack.findIndex((layer) => among(layer) && layer.content && layer.canBeEdited);
  }

  beside(values: InstallValues, path: readonly string[]): LookBeside {
    const keys = JSON.stringify(keysOfPath(values, path));
    const { setters, unseen } = this.known.get(keys) ?? this.look(values, path);
    this.known.set(keys, { setters, unseen });
    const place = this.places.get(values.layer) ?? -1;
    const below = (index: number) => (index < place ? this.stack[index] : undefined);
    return {
      setter: setters.find(({ id }) => id !== values.layer),
      unseen: below(unseen),
      lowest: below(this.lowest),
      editable: below(this.editable),
      isLowestOfItsOwn: place > 0 && this.lowest === place,
    };
  }

  private look(values: InstallValues, path: readonly string[]): { setters: StackLayer[]; unseen: number } {
    const setters = new Map<string, StackLayer>();
    for (const layer of this.stack) {
      if (setters.size === 2) break;
      const { id, content } = layer;
      if (content && !setters.has(id) && settingsIn(content, values, path).length > 0) setters.set(id, layer);
    }
    const unseen = this.stack.findIndex(
      ({ content, isEnvironment }) =>
        isEnvironment !== true && (!content || mayBringIn(content, values, path)),
    );
    return { setters: [...setters.values()], unseen };
  }
}

function notHere(reason: NotHere['reason'], { path }: StackLayer): NotHere {
  return path === undefined ? { reason } : { reason, path };
}
