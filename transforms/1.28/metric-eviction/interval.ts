import { isAtLeast, type Version } from '../../../src/version';
import { formatDuration, parseDuration, roundUp, second } from './duration';

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
  /** It is no Go duration, so istiod did not understand it either, or a template is to be filled in. */
  | { readonly kind: 'unreadable' };

/**
 * The eviction interval that continues a rotation interval.
 *
 * @param rotation its text, undefined where the flag is absent
 * @param flush the flush interval of the pods, where they set one
 */
export function evictionFor(rotation: string | undefined, flush?: string): Eviction {
  if (rotation === undefined) return { kind: 'off' };
  const length = parseDuration(rotation.trim());
  if (length === undefined || length < 0) return { kind: 'unreadable' };
  if (length === 0) return { kind: 'off' };
  const step = parseDuration(flush ?? '') ?? usualFlush;
  if (!(step > 0) || step % second !== 0) return { kind: 'unreadable' };
  const rounded = roundUp(length, step);
  if (rounded === length) return { kind: 'interval', text: rotation.trim(), length };
  return { kind: 'interval', text: formatDuration(rounded), length: rounded, roundedFrom: rotation };
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
  return isAtLeast(target, { major: 1, minor: 28, patch: 2 }) ? undefined : 'declined';
}
