import { pinnedMinor } from '../../src/install/pins/canary';
import type { Facts } from '../../src/facts';
import { type Pin, pinOfText } from '../../src/install/values';
import type { Transform } from '../../src/transform';
import { anyRelease, firstOf } from '../../src/version';
import { from, hubSearch, imageHub, mentionsWithoutHub, pinHub, set, withoutHub } from '../1.30/image-hub';
import { fluxRelease } from '../shared/examples';

const { docs } = imageHub;
const release = firstOf('1.30');

const note = (canBePinned = false) =>
  ({
    level: 'warning',
    message: `the Istio 1.30 that runs now takes its images from ${from}`,
    help: `before that, upgrade to 1.31, or ${set}${canBePinned ? '; --pin-defaults writes it' : ''}`,
  }) as const;

/** Whether something may be of the release; one that says another is not what the upgrade starts at. */
const mayRun = (pin: Pin | undefined, facts: Facts): boolean =>
  (pinnedMinor(pin, facts)?.minor ?? release.minor) === release.minor;

/** The registry of 1.30 matters to those who have passed that hop most: nothing else is said of it to them. */
export const imageHubNow: Transform = {
  id: 'image-hub-now',
  title: 'Images of the Istio 1.30 that runs come from registry.istio.io unless hub is set',
  release: anyRelease,
  phase: 'any',
  kind: 'pin',
  along: 'artifacts',
  docs,
  ...hubSearch,
  isDue: ({ from: { minor }, isFromKnown }) => isFromKnown && minor === release.minor,
  mentions: mentionsWithoutHub(note(), (facts, { version }) =>
    mayRun(pinOfText(version), facts) ? [{}] : [],
  ),
  migrate(document, context) {
    for (const values of withoutHub(document, context))
      if (mayRun(values.version, context.facts)) pinHub(values, context, note);
  },
  about: () => ({
    why: [
      'The charts and `istioctl` of Istio 1.30 take their images from `registry.istio.io/release` unless `hub` is set. The registry is switched off in December 2026: new pods and new nodes then get no image, without any change to the configuration.',
    ],
    changes: [
      'With `--pin-defaults`, `global.hub: docker.io/istio` is written into the values of istiod, istio-cni and ztunnel that set no hub, if the upgrade starts at 1.30. Without it, they are reported. It is chosen along with `artifacts`.',
    ],
    reports: [
      {
        when: 'Install values set no hub, and 1.30 runs now.',
        ...note(),
        remedy:
          'Set `global.hub: docker.io/istio`, run with `--pin-defaults`, or upgrade to 1.31 before that.',
        target: '1.31',
        files: { 'release.yaml': fluxRelease({ name: 'istiod' }, '  values:\n    global: {}\n') },
      },
    ],
    links: [['Retirement of gcr.io/istio-release: images', docs]],
  }),
};
