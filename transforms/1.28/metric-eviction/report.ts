import type { IstiodVariable } from '../../../src/install/variables';
import type { Report } from '../../../src/transform';
import type { Place } from '../../../src/yaml';
import { evictionAnnotation, type Eviction, graceFlag, rotationFlag } from './interval';

/** Tells why the flags are left where they are. */
export function reportUnreadable(at: Place, report: Report): void {
  report({
    level: 'warning',
    at,
    message: `${rotationFlag} stays: its value is not a literal Go duration`,
    help: `Istio 1.28 ignores it: set the annotation ${evictionAnnotation} on the pods manually, then remove the flags`,
  });
}

/** Tells that the interval cannot be carried over to the releases that fail on it. */
export function reportFault(at: Place, text: string, report: Report): void {
  report({
    level: 'error',
    at,
    message: `${rotationFlag} stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start`,
    help: `upgrade to 1.28.2 or newer, where the interval can be ${text}`,
  });
}

/** Tells what a person has to know of an interval that is carried over. */
export function reportInterval(
  eviction: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  needsPatch: boolean,
  report: Report,
): void {
  if (eviction.roundedFrom !== undefined) {
    report({
      level: 'note',
      at,
      message: `the eviction interval is rounded up from ${eviction.roundedFrom} to ${eviction.text}`,
      help: 'it has to be a whole multiple of the flush interval, which is 5s unless the pods set another',
    });
  }
  if (needsPatch) {
    report({
      level: 'warning',
      at,
      message: 'an eviction interval of 60s or more needs Istio 1.28.2 or newer',
      help: 'istio-proxy 1.28.0 and 1.28.1 do not start with it; if you use one of them, pass it with --to',
    });
  }
  report({
    level: 'note',
    at,
    message: 'eviction starts once a pod is recreated with a proxy of 1.28',
    help: 'a series is evicted after two unused intervals',
  });
}

/** Tells that the second flag goes without a successor, where it meant something. */
export function reportGrace(grace: IstiodVariable | undefined, report: Report): void {
  if (!grace) return;
  report({
    level: 'note',
    at: grace.place,
    message: `${graceFlag} is removed: Istio 1.28 has no replacement for it`,
  });
}
