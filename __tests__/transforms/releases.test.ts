import { printVersion } from '../../src/version';
import {
  dueWith,
  releasesOf,
  thatIgnore,
  versionsOf,
} from '../../transforms/any/gateway-api-bundle/releases';
import { versionOf } from '../support/upgrade';

const versions = (texts: readonly string[]) => texts.map(versionOf);

describe('the versions that run on the way', () => {
  test.each<[from: string, to: string, pins: readonly string[], expected: readonly string[]]>([
    ['1.28', '1.29', [], ['1.28', '1.29']],
    ['1.28', '1.31', [], ['1.28', '1.29', '1.30', '1.31']],
    ['1.28.2', '1.30', ['1.28.4', '1.28.2'], ['1.28.2', '1.28.4', '1.29', '1.30']],
    // Older ones are aside, any patch may be one that another pin names, and the end is not run on the way.
    ['1.28.2', '1.29', ['1.27.5', '1.28.1', '1.28', '1.29.0'], ['1.28.2', '1.29']],
    ['1.28', '1.29.1', ['1.29.3'], ['1.28', '1.29.1']],
  ])('from %s to %s with the pins %j', (from, to, pins, expected) => {
    const range = {
      from: versionOf(from),
      to: versionOf(to),
      pins: versions(pins).map((version) => ({
        version,
        what: 'istiod',
        place: { path: 'a.yaml', line: 1, column: 1 },
      })),
    };
    expect(versionsOf({ ...range, isFromKnown: true }).map(printVersion)).toEqual(expected);
    const unlessPinned = expected.filter((text) => text !== from || pins.includes(text));
    expect(versionsOf({ ...range, isFromKnown: false }).map(printVersion)).toEqual(unlessPinned);
  });
});

test.each([
  [['1.30'], '1.30', 'Istio 1.30 ignores'],
  [['1.29', '1.30'], '1.29 and 1.30', 'Istio 1.29 and 1.30 ignore'],
  [['1.28', '1.29', '1.30', '1.31'], '1.28 to 1.31', 'Istio 1.28 to 1.31 ignore'],
  [['1.28', '1.30', '1.31'], '1.28, 1.30 and 1.31', 'Istio 1.28, 1.30 and 1.31 ignore'],
  [['1.29.1', '1.29.2'], '1.29.1 and 1.29.2', 'Istio 1.29.1 and 1.29.2 ignore'],
  // Where the newest patch is hit, older ones are not named.
  [['1.29.1', '1.29'], '1.29', 'Istio 1.29 ignores'],
])('%j are told as "%s"', (texts, names, verb) => {
  expect(releasesOf(versions(texts))).toBe(names);
  expect(thatIgnore(versions(texts))).toBe(verb);
});

test.each([
  ['1.27', '1.28'],
  ['1.28.4', '1.28'],
  ['1.30.2', '1.30'],
])('what stops to fit with %s is due with %s', (version, release) => {
  const from = versionOf('1.28.1');
  const range = { from, to: versionOf('1.31'), isFromKnown: true };
  expect(dueWith(versionOf(version), range)).toEqual({ release });
});
