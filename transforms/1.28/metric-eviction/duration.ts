/** Units of a Go duration, in nanoseconds. Source: Go, `time.ParseDuration`. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** A Go duration is an integer of 64 bits. */
const longest = 2n ** 63n - 1n;

export const second = 1e9;

/** Reads a Go duration as nanoseconds; undefined if the text is none, as a number without a unit, or if it is too long. */
export function parseDuration(text: string): number | undefined {
  // Two letters stand for micro; escaped, for a bundle of one byte a character is read faster.
  const match = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:[u\u00b5\u03bcnm]?s|m|h))+)$/.exec(text);
  if (/^[-+]?0$/.test(text)) return 0;
  if (!match?.[2]) return undefined;
  let sum = 0n;
  for (const [, number, unit] of match[2].matchAll(/(?<![\d.])([\d.]+)([u\u00b5\u03bcnm]?s|m|h)/g)) {
    const [whole = '', fraction = ''] = (number ?? '').split('.');
    const length = units[unit ?? ''] ?? 0n;
    sum +=
      BigInt(whole || '0') * length + (BigInt(fraction || '0') * length) / 10n ** BigInt(fraction.length);
  }
  if (sum > longest) return undefined;
  return Number(match[1] === '-' ? -sum : sum);
}

/** Writes whole seconds as a Go duration, with the units that are needed: `6m`, `1m5s`. */
export function formatDuration(nanoseconds: number): string {
  const seconds = nanoseconds / second;
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ];
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join('') || '0s';
}

/** The next whole multiple, the value itself if it is one. */
export function roundUp(value: number, multipleOf: number): number {
  return Math.ceil(value / multipleOf) * multipleOf;
}
