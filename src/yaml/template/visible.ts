/** Where something stands again in a masked text that is no comment. */
export function nextVisible(masked: string, at: number, limit: number): number {
  const visible = /\s+|#[^\n]*/y;
  visible.lastIndex = at;
  let end = at;
  while (end < limit && visible.test(masked)) end = visible.lastIndex;
  return Math.min(end, limit);
}

/** Whether a stretch of a masked text holds nothing but space and comments. */
export function isInvisible(masked: string, start: number, end: number): boolean {
  return nextVisible(masked, start, end) >= end;
}
