import type { Facts } from '../../../src/facts';
import { keysOfPath, type PlainSetting, resetsIn, setIn } from '../../../src/install/layers/content';
import {
  fileAgainst,
  layerThatNeeds,
  maySetUnseen,
  needsWhatGoes,
  uncoveredBy,
} from '../../../src/install/layers/layers';
import { isSharedWith } from '../../../src/install/layers/shared-layers';
import { stacksWith } from '../../../src/install/layers/stacks';
import { type Stack, type StackLayer } from '../../../src/install/layers/stack';
import type { InstallValues } from '../../../src/install/values';
import type { Version } from '../../../src/version';
import {
  type Eviction,
  evictionAnnotation,
  evictionFor,
  faultOf,
  flushAnnotation,
  graceFlag,
  rotationFlag,
} from './interval';

const rotationPath = ['pilot', 'env', rotationFlag];
const gracePath = ['pilot', 'env', graceFlag];
const evictionPath = ['sidecarInjectorWebhook', 'injectedAnnotations', evictionAnnotation];
const flushPath = ['sidecarInjectorWebhook', 'injectedAnnotations', flushAnnotation];

const isPerhapsBeside =
  'another file of values says something else, and nothing shows whether a release takes both';
const isNeeded = 'a JSON patch or a replacement names it, or the map around it';

/** What has to be done beside the layer itself, or why it has to be left. */
export type LayerPlan =
  | { readonly kind: 'move' }
  /** The layer switches off what one below switches on: null takes the annotation away again. */
  | { readonly kind: 'null' }
  | { readonly kind: 'leave'; readonly reason: string; readonly path: string | undefined };

/**
 * Whether the interval can move in one layer, so that each stack of layers that it is part of says what it said: a
 * layer may move only if those above it do as well, or else its interval would reach where theirs was.
 */
export function planOfLayer(
  values: InstallValues,
  { hasInterval, eviction }: { readonly hasInterval: boolean; readonly eviction: Eviction },
  facts: Facts,
  target: Version,
): LayerPlan {
  if (!hasInterval) {
    const needing = layerThatNeeds(values, [gracePath], facts);
    return needing ? leave(isNeeded, needing) : { kind: 'move' };
  }
  const planner = new Planner(values, facts, target);
  const plan = planner.plan(values.layer);
  if (plan.kind === 'leave') return plan;
  planner.remember();
  const fateOf = (text: string | undefined) => evictionFor(text).kind;
  const against = [evictionPath, flushPath].flatMap((to) => {
    const change = { path: rotationPath, target: to, fateOf, fate: eviction.kind };
    return fileAgainst(change, values, facts) ?? [];
  });
  const [other] = against;
  return other ? leave(isPerhapsBeside, other) : plan;
}

/** Layers that can move with all above them, by where the chart has its values: many files share what is above them. */
const movable = () => new Map<string, Set<string>>();

class Planner {
  /** What has been asked for: one that has to stay keeps all that led to it. */
  private readonly visited = new Set<string>();
  private readonly known: Set<string>;

  constructor(
    private readonly values: InstallValues,
    private readonly facts: Facts,
    private readonly target: Version,
  ) {
    const all = facts.derived(movable);
    const place = JSON.stringify(keysOfPath(values, rotationPath));
    this.known = all.get(place) ?? new Set();
    all.set(place, this.known);
  }

  /** Keeps what was found for the next layer that asks; only once nothing has to stay. */
  remember(): void {
    for (const id of this.visited) this.known.add(id);
  }

  plan(id: string): LayerPlan {
    this.visited.add(id);
    if (isSharedWith('gateway', id, this.facts) && !this.isOffEverywhere(id))
      return {
        kind: 'leave',
        reason: 'the gateway chart is given these values, too, and refuses sidecarInjectorWebhook',
        path: undefined,
      };
    let planned: LayerPlan = { kind: 'move' };
    for (const stack of stacksWith(id, this.facts)) {
      const plan = this.planIn(stack, id);
      if (plan.kind === 'leave') return plan;
      if (plan.kind === 'null') planned = plan;
    }
    return planned;
  }

  private isOffEverywhere(id: string): boolean {
    const own = stacksWith(id, this.facts).flatMap((stack) => stack.filter((layer) => layer.id === id));
    return own.every((layer) => this.isOff(layer));
  }

  private planIn(stack: Stack, id: string): LayerPlan {
    const first = stack.findIndex((layer) => layer.id === id);
    const last = stack.findLastIndex((layer) => layer.id === id);
    const own = stack.slice(first, last + 1).filter((layer) => layer.id === id);
    const others = stack.filter((layer) => layer.id !== id);
    const below = stack.slice(0, first);
    const setters = others.filter((layer) => this.touches(layer));
    const odd = this.oddity(own, others, setters);
    if (odd) return odd;
    const above = stack.slice(last + 1);
    const torn = above.find((layer) =>
      needsWhatGoes(layer, [...below, ...own], this.values, [rotationPath, gracePath]),
    );
    if (torn) return leave(isNeeded, torn);
    const eviction = this.evictionOf(own);
    const isReset = own.some((layer) => this.resets(layer, rotationPath));
    if (eviction?.kind === 'off' || isReset) return this.planOff(own, below);
    const cleared = above.find((layer) => this.resets(layer, evictionPath));
    if (cleared) return leave('a higher layer takes the injected annotations away', cleared);
    const uncovered = own.map((layer) => uncoveredBy(layer, below, this.values, evictionPath)).find(Boolean);
    if (uncovered)
      return leave('null here takes away annotations of a lower layer, which would come back', uncovered);
    const staying = this.stayingOf(
      above.filter((each) => this.touches(each)),
      'above',
    );
    if (staying) return staying;
    const unseen = above.find((layer) => this.mayTouchUnseen(layer));
    if (unseen)
      return leave('a higher layer that may have its own interval cannot be read completely', unseen);
    return { kind: 'move' };
  }

  /** Why one of other layers has to stay that have to move as well. */
  private stayingOf(layers: readonly StackLayer[], position: 'above' | 'below'): LayerPlan | undefined {
    for (const layer of layers) {
      if (this.visited.has(layer.id)) continue;
      const isReset = this.resets(layer, rotationPath);
      if (!layer.canBeEdited) {
        const which = position === 'above' ? 'higher' : 'lower';
        const does = isReset ? 'removes the interval' : 'has its own interval';
        return leave(`a ${which} layer that this run does not rewrite ${does}`, layer);
      }
      if (isReset && !this.saysNull(layer))
        return leave(`a layer ${position} it removes the interval`, layer);
      const state = this.stateOf(layer);
      if (state) return leave(`the interval of a layer ${position} it ${state}`, layer);
      if (this.known.has(layer.id)) continue;
      if (this.plan(layer.id).kind === 'leave')
        return leave(`the interval of a layer ${position} it has to stay`, layer);
    }
    return undefined;
  }

  /** What makes layers differ in more than the interval. */
  private oddity(
    own: readonly StackLayer[],
    others: readonly StackLayer[],
    setters: readonly StackLayer[],
  ): LayerPlan | undefined {
    const evicting = others.find((layer) => this.settings(layer, evictionPath).length > 0);
    if (evicting) return leave(`another layer sets ${evictionAnnotation}`, evicting);
    const environment = setters.find(({ isEnvironment }) => isEnvironment);
    if (environment) return leave('values of an environment of the helmfile set it too', environment);
    const flushing = others.find((layer) => this.settings(layer, flushPath).length > 0);
    if (flushing) return leave(`another layer sets ${flushAnnotation}`, flushing);
    const rendered = setters.find(({ content }) => content?.settings.some(({ part }) => part === 'rendered'));
    if (rendered) return leave('a patch of the istiod that the chart renders sets it too', rendered);
    const forms = new Map(
      [...own, ...setters].flatMap((layer) =>
        this.settings(layer, rotationPath).map((set) => [formOf(set, layer), layer] as const),
      ),
    );
    const [setter] = setters;
    return forms.size > 1 && setter ? leave('another layer sets it in another form', setter) : undefined;
  }

  private planOff(own: readonly StackLayer[], below: readonly StackLayer[]): LayerPlan {
    const unseen = below.find((layer) => this.mayTouchUnseen(layer));
    if (unseen) return leave('this layer disables what a lower layer may enable', unseen);
    // What is off or null in each of them is off without this layer, too.
    const isOn = (layer: StackLayer): boolean =>
      this.touches(layer) && !this.resets(layer, rotationPath) && !this.isOff(layer);
    const on = below.filter(isOn);
    const [first] = on;
    if (!first) return { kind: 'move' };
    if (!own.every(({ isPatch }) => isPatch))
      return leave('this layer disables what a lower layer enables', first);
    const staying = this.stayingOf(on, 'below');
    if (staying) return staying;
    // A null at the annotations takes this one away, too.
    return own.some((layer) => this.resets(layer, evictionPath)) ? { kind: 'move' } : { kind: 'null' };
  }

  /** Whether a layer has a say in the interval. */
  private touches(layer: StackLayer): boolean {
    return this.settings(layer, rotationPath).length > 0 || this.resets(layer, rotationPath);
  }

  /** Whether a layer may have a say in the interval that nobody sees. */
  private mayTouchUnseen(layer: StackLayer): boolean {
    return maySetUnseen(layer, this.values, rotationPath);
  }

  private resets(layer: StackLayer, path: readonly string[]): boolean {
    return resetsIn(layer, this.values, path);
  }

  private isOff(layer: StackLayer): boolean {
    return !this.resets(layer, rotationPath) && this.evictionOf([layer])?.kind === 'off';
  }

  /** Why the interval of another layer cannot move. */
  private stateOf(layer: StackLayer): string | undefined {
    const eviction = this.evictionOf([layer]);
    if (eviction?.kind === 'unreadable') return 'is not a literal Go duration';
    const isDeclined = eviction?.kind === 'interval' && faultOf(eviction.length, this.target) === 'declined';
    return isDeclined ? 'cannot be carried over to this release' : undefined;
  }

  /** Whether a patch says null at the interval itself: there, null can take the place of null. */
  private saysNull({ content, isPatch }: StackLayer): boolean {
    const places = keysOfPath(this.values, rotationPath).map(String);
    const isHere = ({ keys, value, isParameter }: PlainSetting) =>
      value === null && isParameter !== true && places.includes(String(keys));
    return isPatch && content?.settings.some(isHere) === true;
  }

  private evictionOf(layers: readonly StackLayer[]): Eviction | undefined {
    const [set] = layers.flatMap((layer) => this.settings(layer, rotationPath));
    if (!set) return undefined;
    const { value } = set;
    return typeof value === 'string' || typeof value === 'number'
      ? evictionFor(String(value))
      : { kind: 'unreadable' };
  }

  private settings(layer: StackLayer, path: readonly string[]): PlainSetting[] {
    return setIn(layer, this.values, path);
  }
}

/** The form in which a layer sets a value. A list in a patch replaces the whole list, so each layer has a form of its own. */
function formOf({ keys, isParameter }: PlainSetting, { id }: StackLayer): string {
  return isParameter ? `${id} ${keys.join('.')}` : keys.join('.');
}

function leave(reason: string, { path }: StackLayer): LayerPlan {
  return { kind: 'leave', reason, path };
}
