import { isDeepStrictEqual } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a map. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map has a key itself. */
export function has(fields: Fields, key: string): boolean {
  return Object.hasOwn(fields, key);
}

/** Something that one value has, and the one before it has not. */
export interface Added {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** What a change adds; a key that takes the place of another is not added, but renamed. */
export function addedIn(before: unknown, after: unknown, at: readonly string[] = []): Added[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const pairs = paired(before, after);
    return (after as unknown[]).flatMap((value, to) => {
      const from = pairs.indexOf(to);
      const keys = [...at, String(to)];
      return from < 0 ? { keys, value } : addedIn(before[from], value, keys);
    });
  }
  if (!isFields(before) || !isFields(after)) return [];
  const isRenamed = Object.keys(before).some((key) => !has(after, key));
  return Object.entries(after).flatMap(([key, value]) => {
    const keys = [...at, key];
    if (has(before, key)) return addedIn(before[key], value, keys);
    return isRenamed ? [] : leavesOf(value, keys);
  });
}

/** Where a new map is, there may be one by now: what counts is what is in it. */
function leavesOf(value: unknown, keys: readonly string[]): Added[] {
  const entries = isFields(value) ? Object.entries(value) : [];
  if (entries.length === 0) return [{ keys, value }];
  return entries.flatMap(([key, inner]) => leavesOf(inner, [...keys, key]));
}

/** Whether all items of a list are where they were. */
export function isSteady(pairs: readonly (number | undefined)[], after: readonly unknown[]): boolean {
  return pairs.length === after.length && pairs.every((to, index) => to === index);
}

/** Where each item of a list is now; undefined for one that is gone, or may be. */
export function paired(before: readonly unknown[], after: readonly unknown[]): (number | undefined)[] {
  let next = 0;
  const unchanged = before.map((item) => {
    const found = after.findIndex((other, index) => index >= next && isDeepStrictEqual(other, item));
    if (found < 0) return undefined;
    next = found + 1;
    return found;
  });
  return unchanged.map((to, index) => to ?? changedTo(index, unchanged, before.length, after.length));
}

/** Items that changed are where they were among those that did not, unless some of them are gone. */
function changedTo(
  index: number,
  unchanged: readonly (number | undefined)[],
  countBefore: number,
  countAfter: number,
): number | undefined {
  const start = unchanged.findLastIndex((to, at) => at < index && to !== undefined);
  const found = unchanged.findIndex((to, at) => at > index && to !== undefined);
  const end = found < 0 ? countBefore : found;
  const [startTo, endTo] = [unchanged[start] ?? -1, unchanged[end] ?? countAfter];
  return endTo - startTo === end - start ? startTo + (index - start) : undefined;
}
