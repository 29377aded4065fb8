const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A Go duration in seconds, of the units that people use; undefined if the text is none. */
export function secondsOf(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = text.match(/\d+(?:\.\d+)?(?:ms|[smh])/g);
  if (parts?.join('') !== text) return undefined;
  return parts.reduce((sum, part) => sum + parseFloat(part) * (seconds[part.replace(/[\d.]+/, '')] ?? 0), 0);
}

/**
 * The eviction interval in seconds that continues a rotation: the next whole multiple of the flush interval.
 *
 * @returns 0 where rotation was off, undefined where it is no duration
 */
export function evictionSeconds(rotation: string | undefined, flush = '5s'): number | undefined {
  const length = rotation === undefined ? 0 : secondsOf(rotation);
  const step = secondsOf(flush) ?? 5;
  return length === undefined ? undefined : Math.ceil(length / step) * step;
}
