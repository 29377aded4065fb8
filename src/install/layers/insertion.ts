import type { Facts } from '../../facts';
import { keysOfPath, setIn } from './content';
import { maySetUnseen, textLayer } from './layers';
import { slotsOfReference } from '../namings';
import type { ReleaseFact } from '../releases/release-facts';
import { settingOf } from '../settings';
import { hasOwnLayers, isSharedLayer } from './shared-layers';
import type { Stack, StackLayer } from './stack';
import { fileOfValues, isOnlyPart, possibleLayers, stacksOfReleases, stacksWith } from './stacks';
import type { InstallValues } from '../values';
import { type LookBeside, StackLook } from './stack-look';

/** Why a value is not to be inserted in a layer. */
export interface NotHere {
  /**
   * `set`: a layer sets it. `perhaps`: a file sets it that may be a layer of the same release; `unclear`: one that may
   * set it. `unseen`: one below may set it, which cannot be seen. `below`: it belongs in another one, and what there is to say is said there. `reset`:
   * one above takes it away again. `closed`: nothing can be inserted for this chart alone: others are given these values
   * as well, or it is no place for a map.
   */
  readonly reason: 'set' | 'perhaps' | 'unclear' | 'unseen' | 'below' | 'reset' | 'closed';
  /** The file of the layer that is the reason, if it is in another one. */
  readonly path?: string;
}

/**
 * Whether a value that is to be set once for a release belongs in these values: in the lowest layer that can be edited,
 * and only if no layer sets it and none below that cannot be seen may do so. What `below` says is done there, and needs
 * no finding; the other reasons do where nothing is set.
 *
 * @param leaf what is inserted, if the path is that of a map around it
 */
export function placeToInsert(
  values: InstallValues,
  path: readonly string[],
  facts: Facts,
  leaf = path,
): 'here' | NotHere {
  if (settingOf(values, path)) return { reason: 'set' };
  const looks = looksBeside(values, path, facts);
  const setter = setterFor(values, looks, leaf);
  if (setter) return notHere('set', setter);
  const perhaps = setPerhaps(path, values, facts);
  if (perhaps) return perhaps;
  const unseen = looks.find((look) => look.unseen)?.unseen;
  if (unseen) {
    // Where a layer further down can be edited, and none sets the value there, one finding is enough.
    const isBelowToo = looks
      .filter((look) => look.unseen)
      .every(({ editable }) => editable && !isSetWith(editable.id, values, path, facts, leaf));
    return notHere(isBelowToo ? 'below' : 'unseen', unseen);
  }
  const lowest = looks.find((look) => look.lowest)?.lowest;
  // The lowest layer of one release may be an upper one of another; an operator's object is no release by itself.
  const isLowestOfAny = values.isLowest && values.installer === 'helm' && looks.some((look) => !look.lowest);
  if (lowest && !isLowestOfAny) return notHere('below', lowest);
  const reaching = layerThatReaches(values, path, facts);
  if (reaching) return notHere('below', reaching);
  if (isSharedLayer(values.layer, facts))
    return { reason: hasOwnLayers(values.layer, values.chart, facts) ? 'below' : 'closed' };
  if (values.root.isClosed) return { reason: 'closed' };
  const reset = looks.find((look) => look.reset)?.reset;
  if (reset) return notHere('reset', reset);
  return values.isLowest || looks.some((look) => look.isLowestOfItsOwn) ? 'here' : { reason: 'below' };
}

/** Whether what a layer sets wins over what is inserted below it: what stands in a form that wins does. */
function winsAt(path: readonly string[], layer: StackLayer, values: InstallValues): boolean {
  const { own, root } = values;
  const inserted = path[0] === 'global' ? path : [...own.keys.slice(root.keys.length), ...path];
  const forms = keysOfPath(values, path).map(String);
  const winning = forms.slice(0, forms.indexOf(String(inserted)) + 1);
  return setIn(layer, values, path).some(({ keys }) => winning.includes(String(keys)));
}

/** Whether nothing is inserted in a layer, and nothing has to be said about that. */
export function isSilent(place: 'here' | NotHere): boolean {
  return place !== 'here' && (place.reason === 'set' || place.reason === 'below');
}

/** A file that sets a value, or else one that may do so unseen, and may be a layer of the same release, though nothing says so. */
function setPerhaps(path: readonly string[], values: InstallValues, facts: Facts): NotHere | undefined {
  const own = fileOfValues(values, facts);
  if (!own) return undefined;
  const find = (reason: NotHere['reason'], isMeant: (layer: StackLayer) => boolean) => {
    const question = JSON.stringify([reason, keysOfPath(values, path)]);
    const layer = facts.derived(possibleLayers).find(own, question, isMeant);
    return layer && notHere(reason, layer);
  };
  const text = textLayer(own.path, keysOfPath(values, path), facts);
  return (
    find('perhaps', (layer) => setIn(layer, values, path).length > 0) ??
    find('unclear', (layer) => maySetUnseen(layer, values, path)) ??
    (text && notHere('unclear', text))
  );
}

/**
 * A layer from which a value reaches each release that these values are the lowest layer of: it belongs there anyway,
 * for another release.
 */
function layerThatReaches(
  values: InstallValues,
  path: readonly string[],
  facts: Facts,
): StackLayer | undefined {
  const surely = facts.derived(surelyLowest);
  const reaches = ({ id }: StackLayer) =>
    id !== values.layer && surely.has(id) && !isSharedLayer(id, facts) && !isSetWith(id, values, path, facts);
  const found = stacksWith(values.layer, facts).map((stack) => stack.find(reaches));
  return found.includes(undefined) ? undefined : found[0];
}

/** Layers that are the lowest of a release without any other layer that is the lowest of another release. */
function surelyLowest(facts: Facts): ReadonlySet<string> {
  const isKnown = ({ chart, chartObject }: ReleaseFact) =>
    (slotsOfReference(chart, chartObject, facts) ?? []).length > 0;
  const stacks = facts
    .derived(stacksOfReleases)
    .flatMap(({ release, stack }) => (isKnown(release) ? [stack] : []));
  const lowestOf = (stack: Stack) => facts.derivedFor(stack, lookInto).lowestId;
  const lowest = new Set(stacks.map(lowestOf));
  const only = stacks.filter((stack) => stack.every(({ id }) => id === lowestOf(stack) || !lowest.has(id)));
  return new Set(only.flatMap((stack) => lowestOf(stack) ?? []));
}

/** Whether a layer of another file would get no insertion, since one that is laid over it, or below, sets the value. */
function isSetWith(
  layer: string,
  values: InstallValues,
  path: readonly string[],
  facts: Facts,
  leaf = path,
): boolean {
  const other = { ...values, layer };
  return setterFor(other, looksBeside(other, path, facts), leaf) !== undefined;
}

/** What each stack with some values has beside them. */
function looksBeside(values: InstallValues, path: readonly string[], facts: Facts): LookBeside[] {
  const stacks = stacksWith(values.layer, facts);
  return stacks.map((stack) => facts.derivedFor(stack, lookInto).beside(values, path));
}

/**
 * A layer that sets a value, so that nothing is inserted. Of several releases, those that set it above win over what is
 * inserted for the others.
 */
function setterFor(
  values: InstallValues,
  looks: readonly LookBeside[],
  leaf: readonly string[],
): StackLayer | undefined {
  const isForOthers =
    looks.some(({ setter, isPart }) => !setter && !isPart) &&
    looks.every(({ setter, isSetAbove }) => !setter || (isSetAbove && winsAt(leaf, setter, values)));
  return isForOthers ? undefined : looks.find(({ setter }) => setter)?.setter;
}

function lookInto(facts: Facts, stack: Stack): StackLook {
  return new StackLook(stack, isOnlyPart(stack, facts), ({ id }) => isSharedLayer(id, facts));
}

function notHere(reason: NotHere['reason'], { path }: StackLayer): NotHere {
  return path === undefined ? { reason } : { reason, path };
}
