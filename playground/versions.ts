import { isAtLeast, parseVersion, printVersion } from '../src/version';
import { newestTarget, releases } from '../transforms';

type Choices = readonly (readonly [value: string, text: string])[];

/** The newest release that is known. */
export const latest = printVersion(newestTarget);

const known = releases.map(({ release }) => release);

/** Where an upgrade may end; also where a link says so. */
export function toChoices(current: string): Choices {
  const offered = known.slice(1);
  return [...new Set([...offered, current])].map((release) => [release, release] as const);
}

/** Where an upgrade may start that ends at a version. */
export function fromChoices(to: string): Choices {
  const target = parseVersion(to);
  return known
    .filter((release) => {
      const version = parseVersion(release);
      return version && target && !isAtLeast(version, { ...target, patch: 0 });
    })
    .map((release) => [release, release] as const);
}
