import { keysOfPath, type PlainSetting, resetsIn, setIn } from '../../../src/install/layers/content';
import { maySetUnseen } from '../../../src/install/layers/layers';
import type { StackLayer } from '../../../src/install/layers/stack';
import type { InstallValues } from '../../../src/install/values';
import type { Version } from '../../../src/version';
import { type Eviction, evictionFor, faultOf, notLiteral, rotationFlag } from './interval';

export const rotationPath = ['pilot', 'env', rotationFlag];

/** What single layers say of the interval, by where the chart has its values. */
export class Sayings {
  constructor(
    private readonly values: InstallValues,
    private readonly target: Version,
  ) {}

  /** Whether a layer has a say in the interval. */
  touches(layer: StackLayer): boolean {
    return this.settings(layer, rotationPath).length > 0 || this.resets(layer, rotationPath);
  }

  /** Whether a layer may have a say in the interval that nobody sees. */
  mayTouchUnseen(layer: StackLayer): boolean {
    return maySetUnseen(layer, this.values, rotationPath);
  }

  resets(layer: StackLayer, path: readonly string[]): boolean {
    return resetsIn(layer, this.values, path);
  }

  isOff(layer: StackLayer): boolean {
    return !this.resets(layer, rotationPath) && this.evictionOf([layer])?.kind === 'off';
  }

  /** Why the interval of another layer cannot move. */
  stateOf(layer: StackLayer): string | undefined {
    const eviction = this.evictionOf([layer]);
    if (eviction?.kind === 'unreadable') return eviction.why;
    const isDeclined = eviction?.kind === 'interval' && faultOf(eviction.length, this.target) === 'declined';
    return isDeclined ? 'cannot be carried over to this release' : undefined;
  }

  /** Whether a patch says null at the interval itself: there, null can take the place of null. */
  saysNull({ content, isPatch }: StackLayer): boolean {
    const places = keysOfPath(this.values, rotationPath).map(String);
    const isHere = ({ keys, value, isParameter }: PlainSetting) =>
      value === null && isParameter !== true && places.includes(String(keys));
    return isPatch && content?.settings.some(isHere) === true;
  }

  evictionOf(layers: readonly StackLayer[]): Eviction | undefined {
    const [set] = layers.flatMap((layer) => this.settings(layer, rotationPath));
    if (!set) return undefined;
    const { value } = set;
    return typeof value === 'string' || typeof value === 'number' ? evictionFor(String(value)) : notLiteral;
  }

  settings(layer: StackLayer, path: readonly string[]): PlainSetting[] {
    return setIn(layer, this.values, path);
  }
}
