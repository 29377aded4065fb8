/** Units of a Go duration, in nanoseconds. Source: Go, `time.ParseDuration`. */
const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

export const second = 1e9;

/** Reads a Go duration as nanoseconds; undefined if the text is none, as a number without a unit. */
export function parseDuration(text: string): number | undefined {
  // Two letters stand for micro; escaped, for a bundle of one byte a character is read faster.
  const match = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:[u\u00b5\u03bcnm]?s|m|h))+)$/.exec(text);
  if (/^[-+]?0$/.test(text)) return 0;
  if (!match?.[2]) return undefined;
  let sum = 0;
  for (const [, number, unit] of match[2].matchAll(/(?<![\d.])([\d.]+)([u\u00b5\u03bcnm]?s|m|h)/g)) {
    sum += Number(number) * (units[unit ?? ''] ?? 0);
  }
  return match[1] === '-' ? -sum : sum;
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
