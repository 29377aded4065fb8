import { keysOfPath, resetsIn, setIn } from './content';
import { maySetUnseen } from './layers';
import type { Stack, StackLayer } from './stack';
import type { InstallValues } from '../values';

/** Layers of a stack beside one of them, as far as they decide on whether a value belongs in that one. */
export interface LookBeside {
  /** The first that sets the value. */
  readonly setter: StackLayer | undefined;
  /** Whether that one, and with it each that sets it, is above. */
  readonly isSetAbove: boolean;
  /** Whether no release has these layers alone. */
  readonly isPart: boolean;
  /** The first below that may do so, which cannot be seen. */
  readonly unseen: StackLayer | undefined;
  /** The last above that says null at the value, or at a map around it. */
  readonly reset: StackLayer | undefined;
  /** The first below. */
  readonly lowest: StackLayer | undefined;
  /** The first below that this run may change. */
  readonly editable: StackLayer | undefined;
  /** Whether there is nothing below but what other charts are given as well. */
  readonly isLowestOfItsOwn: boolean;
}

/** What the layers of a stack say of a value. */
interface Says {
  /** Up to two layers that set it. */
  readonly setters: readonly StackLayer[];
  /** Where the first may set it unseen. */
  readonly unseen: number;
  /** Where the last says null. */
  readonly reset: number;
}

/** Looks for values in the layers of a stack: once for each value, however many of the layers are asked for. */
export class StackLook {
  /** Where each layer comes first. */
  private readonly places = new Map<string, number>();
  private readonly lowest: number;
  private readonly editable: number;
  private readonly known = new Map<string, Says>();

  constructor(
    private readonly stack: Stack,
    private readonly isPart: boolean,
    isShared: (layer: StackLayer) => boolean,
  ) {
    for (const [index, { id }] of stack.entries()) if (!this.places.has(id)) this.places.set(id, index);
    const takesValues = ({ isEnvironment, isBlank }: StackLayer) =>
      isEnvironment !== true && isBlank !== true;
    const isOwn = (layer: StackLayer) => takesValues(layer) && !layer.isFixed && !isShared(layer);
    const among = stack.some(isOwn) ? isOwn : takesValues;
    this.lowest = stack.findIndex(among);
    this.editable = stack.findIndex((layer) => among(layer) && layer.content && layer.canBeEdited);
  }

  /** The layer that a value belongs in. */
  get lowestId(): string | undefined {
    return this.stack[this.lowest]?.id;
  }

  beside(values: InstallValues, path: readonly string[]): LookBeside {
    const keys = JSON.stringify(keysOfPath(values, path));
    const says = this.known.get(keys) ?? this.look(values, path);
    this.known.set(keys, says);
    const { setters, unseen, reset } = says;
    const place = this.places.get(values.layer) ?? -1;
    const below = (index: number) => (index < place ? this.stack[index] : undefined);
    const setter = setters.find(({ id }) => id !== values.layer);
    return {
      setter,
      isSetAbove: setter !== undefined && (this.places.get(setter.id) ?? -1) > place,
      isPart: this.isPart,
      unseen: below(unseen),
      reset: reset > place ? this.stack[reset] : undefined,
      lowest: below(this.lowest),
      editable: below(this.editable),
      isLowestOfItsOwn: place > 0 && this.lowest === place,
    };
  }

  private look(values: InstallValues, path: readonly string[]): Says {
    const setters = new Map<string, StackLayer>();
    for (const layer of this.stack) {
      if (setters.size === 2) break;
      const { id } = layer;
      if (!setters.has(id) && setIn(layer, values, path).length > 0) setters.set(id, layer);
    }
    const unseen = this.stack.findIndex((layer) => maySetUnseen(layer, values, path));
    const reset = this.stack.findLastIndex((layer) => resetsIn(layer, values, path));
    return { setters: [...setters.values()], unseen, reset };
  }
}
