import { isDeepStrictEqual } from 'node:util';
import type { FactPlace } from '../facts';
import { grouped } from '../grouped';
import type { Selector } from '../kustomize/selector';
import { type Added, addedIn, has, isFields, isSteady, paired } from './difference';

/** What is done with a field that is named by its path from the root of an object. */
export interface Access {
  /** A list item is an index, or `[name=value]`; `*` is each of them, and `-` is behind the last one. */
  readonly keys: readonly string[];
  /** `add` may make the field, the others need it, but for `clear` and `ignore`, which have no effect without it. */
  readonly does: 'add' | 'replace' | 'remove' | 'clear' | 'read' | 'test' | 'ignore';
  /** What is written there; undefined where nobody knows. */
  readonly value?: unknown;
}

/** An access by a patch, a replacement, or a tool that compares objects. */
export interface Address extends Access {
  readonly place: FactPlace;
  /** The objects that it is for; undefined in a patch that is a file of its own: what uses that file says it. */
  readonly selector: Selector | undefined;
}

/**
 * How a change of an object affects an access. ends: what it needs is removed or renamed; moves: its index is that of
 * another item; overwrites: what the change adds is lost.
 */
export type Effect = 'ends' | 'moves' | 'overwrites';

/** An address that a change affects. */
interface Affected {
  readonly address: Address;
  readonly effect: Effect;
  /** What is lost where it overwrites. */
  readonly added?: Added;
}

/**
 * The addresses that a change of an object affects.
 *
 * @param isPart whether this is a patch, so that its lists may have other items before these once it is applied
 */
export function affected(
  addresses: readonly Address[],
  before: unknown,
  after: unknown,
  isPart: boolean,
): Affected[] {
  const reordered = new Set(addresses.filter(insertsOrRemoves).map(listOf));
  const lost = addedIn(before, after).flatMap((added) =>
    overwritesOf(addresses, added).map((address): Affected => ({ address, effect: 'overwrites', added })),
  );
  const others = addresses.flatMap((address): Affected[] => {
    const isLoose = isPart || reordered.has(listOf(address));
    const effect = effectOn(address, before, after, isLoose);
    return effect ? [{ address, effect }] : [];
  });
  return [...others, ...lost];
}

/** The addresses at which nothing stays of what is added to an object at a path. */
export function overwritesOf(addresses: readonly Address[], { keys, value: added }: Added): Address[] {
  const above = addresses
    .filter(isWriting)
    .filter(({ keys: at }) => at.length <= keys.length && at.every((key, index) => mayBe(key, keys[index])));
  return [...grouped(above, ({ place }) => place.path).values()].flatMap((ofFile) => {
    // A patch that overwrites it and adds it again has been adapted.
    const isGiven = ofFile.some(({ does, keys: at }) => does !== 'remove' && at.length === keys.length);
    return isGiven ? [] : ofFile.filter(({ keys: at, value }) => !holds(value, keys.slice(at.length), added));
  });
}

/** Whether an access changes what is at its path. */
export function isWriting({ does }: Access): boolean {
  return ['add', 'replace', 'remove', 'clear'].includes(does);
}

/** Whether a key of a path can mean an index. */
export function mayBe(key: string, other: string | undefined): boolean {
  return key === other || key === '*' || (key.startsWith('[') && other !== undefined && isIndex(other));
}

/** Whether a value has something below it. */
function holds(value: unknown, [key, ...rest]: readonly string[], added: unknown): boolean {
  if (key === undefined) return value !== undefined;
  if (Array.isArray(value) && rest.length === 0)
    return value.some((item: unknown) => isDeepStrictEqual(item, added));
  if (Array.isArray(value)) return holds(value[Number(key)], rest, added);
  return isFields(value) && has(value, key) && holds(value[key], rest, added);
}

/** Whether the items behind an access get other indices by it: the next one may mean any of them. */
function insertsOrRemoves({ keys, does }: Access): boolean {
  return (does === 'add' || does === 'remove') && isIndex(keys.at(-1));
}

/** The innermost list that an access names an item of. */
function listOf({ keys }: Access): string {
  return keys.slice(0, keys.findLastIndex(isIndex)).join('/');
}

function isIndex(key: string | undefined): boolean {
  return key !== undefined && /^\d+$/.test(key);
}

type Broken = Exclude<Effect, 'overwrites'> | undefined;

function effectOn(access: Access, before: unknown, after: unknown, isLoose: boolean): Broken {
  const [key, ...keys] = access.keys;
  if (key === undefined) {
    const isTested = access.does === 'test' && typeof before === 'object';
    return isTested && !isDeepStrictEqual(before, after) ? 'ends' : undefined;
  }
  const rest = { ...access, keys };
  if (Array.isArray(before))
    return Array.isArray(after) ? effectOnItem(key, rest, before, after, isLoose) : 'ends';
  if (!isFields(before)) return undefined;
  if (!isFields(after)) return 'ends';
  if (!has(before, key)) return undefined;
  if (has(after, key)) return effectOn(rest, before[key], after[key], isLoose);
  const isRenamed = Object.keys(after).some((each) => !has(before, each));
  // What is cleared below it is gone as well, whatever has come.
  if (access.does === 'clear' && keys.length > 0) return undefined;
  const canDoWithout = isOptional(access) || (access.does === 'add' && keys.length === 0);
  return canDoWithout && !isRenamed ? undefined : 'ends';
}

function isOptional({ does }: Access): boolean {
  return does === 'ignore' || does === 'clear';
}

function effectOnItem(
  key: string,
  rest: Access,
  before: readonly unknown[],
  after: readonly unknown[],
  isLoose: boolean,
): Broken {
  if (key === '-') return undefined;
  const pairs = paired(before, after);
  const onAny = (): Broken =>
    pairs
      .map((to, index) => (to === undefined ? undefined : effectOn(rest, before[index], after[to], isLoose)))
      .find((effect) => effect !== undefined);
  const [, name, value] = /^\[([^=]+)=(.*)\]$/.exec(key) ?? [];
  if (name !== undefined) {
    const isNamed = (item: unknown) => isFields(item) && String(item[name]) === value;
    const [from, to] = [before.findIndex(isNamed), after.findIndex(isNamed)];
    if (from < 0) return undefined;
    if (to < 0) return isOptional(rest) ? undefined : 'ends';
    return effectOn(rest, before[from], after[to], isLoose);
  }
  if (!isIndex(key)) return onAny();
  if (isLoose) return isSteady(pairs, after) ? onAny() : 'moves';
  const index = Number(key);
  if (index >= before.length) return before.length === after.length ? undefined : 'moves';
  if (pairs[index] !== index) return 'moves';
  // A new item is put before the one that has its index.
  const isInserted = rest.keys.length === 0 && rest.does === 'add';
  return isInserted ? undefined : effectOn(rest, before[index], after[index], isLoose);
}
