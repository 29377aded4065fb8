import type { Facts } from '../facts';
import { mayBringIn, settingsIn } from './content';
import { type StackLayer, stacksWith } from './stacks';
import { settingOf } from './settings';
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

/** Why a value is not to be inserted in a layer. */
export interface NotHere {
  /** `set`: a layer sets it. `unseen`: one below may set it, which cannot be seen. `below`: it belongs in one below. */
  readonly reason: 'set' | 'unseen' | 'below';
  /** The file of the layer that is the reason, if it is in another one. */
  readonly path?: string;
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
  const others = otherLayers(values, facts);
  const setter = others.find(({ content }) => content && settingsIn(content, values, path).length > 0);
  if (setter) return notHere('set', setter);
  const below = others.filter(
    ({ position, isEnvironment }) => position === 'below' && isEnvironment !== true,
  );
  const unseen = below.find(({ content }) => !content || mayBringIn(content, values, path));
  if (unseen) return notHere('unseen', unseen);
  const [lowest] = below;
  if (lowest) return notHere('below', lowest);
  return values.isLowest ? 'here' : { reason: 'below' };
}

function notHere(reason: NotHere['reason'], { path }: StackLayer): NotHere {
  return path === undefined ? { reason } : { reason, path };
}
