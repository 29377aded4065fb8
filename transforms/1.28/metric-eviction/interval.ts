import { isAtLeast, type Version } from '../../../src/version';

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

/** The flags of istiod that are gone with 1.28; no other environment flag is. */
export const rotationFlag = 'METRIC_ROTATION_INTERVAL';
export const graceFlag = 'METRIC_GRACEFUL_DELETION_INTERVAL';

/** The annotation of pods that takes the place of the rotation, and the one that it has to be a multiple of. */
export const evictionAnnotation = 'sidecar.istio.io/statsEvictionInterval';
export const flushAnnotation = 'sidecar.istio.io/statsFlushInterval';

/** How often istio-proxy flushes metrics unless told otherwise. */
const usualFlush = 5 * second;

/** What becomes of a rotation interval. */
export type Eviction =
  /** Rotation was off. */
  | { readonly kind: 'off' }
  /** The eviction interval, as text; and as it was, where it had to be rounded. */
  | {
      readonly kind: 'interval';
      readonly text: string;
      readonly length: number;
      readonly roundedFrom?: string;
    }
  /** Nobody can say what continues it; why, as what is said of its value. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** The value is no Go duration, so that istiod did not understand it, or a template fills it in later. */
export const notLiteral: Eviction = { kind: 'unreadable', why: 'is not a literal Go duration' };

/**
 * The eviction interval that continues a rotation interval.
 *
 * @param rotation its text, undefined where the flag is absent
 * @param flush the flush interval of the pods, where they set one
 */
export function evictionFor(rotation: string | undefined, flush?: string): Eviction {
  // What is empty is not read as a duration, and the default is 0s.
  if (rotation === undefined || rotation === '') return { kind: 'off' };
  const length = parseDuration(rotation.trim());
  if (length === undefined) return notLiteral;
  if (length < 0) return { kind: 'unreadable', why: 'is negative' };
  if (length === 0) return { kind: 'off' };
  const step = parseDuration(flush ?? '') ?? usualFlush;
  if (!(step > 0) || step % second !== 0)
    return {
      kind: 'unreadable',
      why: `does not fit the flush interval ${flush ?? ''}, which is not a positive number of whole seconds`,
    };
  const rounded = roundUp(length, step);
  if (rounded > Number(longest)) return { kind: 'unreadable', why: 'is too long' };
  if (rounded === length) return { kind: 'interval', text: rotation.trim(), length };
  return { kind: 'interval', text: formatDuration(rounded), length: rounded, roundedFrom: rotation };
}

/** Whether a text says that nothing is rotated. */
export function isOff(text: string | undefined): boolean {
  return text !== undefined && evictionFor(text).kind === 'off';
}

/** Whether a pod's flush interval lets the eviction interval count: it has to be a whole multiple of it. */
export function isMultipleOf(length: number, flush: string): boolean {
  const step = parseDuration(flush) ?? 0;
  return step > 0 && length % step === 0;
}

/** What a target version makes of an interval: 60 seconds and more keep istio-proxy of 1.28.0 and 1.28.1 from starting. */
export function faultOf(length: number, target: Version): 'declined' | 'needs-patch' | undefined {
  if (length < 60 * second || target.major !== 1 || target.minor !== 28) return undefined;
  if (target.patch === undefined) return 'needs-patch';
  return isAtLeast(target, firstWithoutFault) ? undefined : 'declined';
}

/** The first version that takes an interval of any length. */
export const firstWithoutFault: Version = { major: 1, minor: 28, patch: 2 };
