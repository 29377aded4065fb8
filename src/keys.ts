/** Whether keys lead to where others lead, or below that. */
export function isBelow(keys: readonly string[], start: readonly string[]): boolean {
  return start.every((key, index) => keys[index] === key);
}
