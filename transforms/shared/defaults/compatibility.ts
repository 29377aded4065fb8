import type { Facts } from '../../../src/facts';
import { setIn } from '../../../src/install/layers/content';
import { otherLayers } from '../../../src/install/layers/layers';
import { type Setting, settingsOf } from '../../../src/install/settings';
import type { InstallValues } from '../../../src/install/values';
import { firstOf, isAtLeast, parseVersion, type Version } from '../../../src/version';
import { type Entry, entryOf, type Node, scalarValueOf, valueAt } from '../../../src/yaml';
import type { ChangedDefault, Pin } from '../../tables/defaults';

/** The key of the values that asks for the behaviour of an older release. */
export const compatibilityKey = 'compatibilityVersion';

/** Pins that no compatibility version ever brought; most keep something insecure. */
const neverMeant = [
  'ENABLE_DEBUG_ENDPOINT_AUTH',
  'ENABLE_XDS_API_GENERATOR_AUTH',
  'CNI_CONF_GROUP_READ',
  'AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE',
  'cniBinDir',
  'PILOT_PUSH_THROTTLE',
  'PILOT_MAX_REQUESTS_PER_SECOND',
  'PILOT_ENABLE_CA_CRL',
  'repairPods',
  'deletePods',
  'excludeNamespaces',
];

/** Whether it is one of those that compatibility versions hold: variables, values of the CNI, and the old tracer. */
export function isFlag({ chart, path }: Pin): boolean {
  const name = path.at(-1) ?? '';
  const isMeant = chart === 'cni' || name === 'tracer' || /^[A-Z][A-Z\d_]+$/.test(name);
  return isMeant && !neverMeant.includes(name);
}

/** The oldest compatibility version that a release brings, as a minor number. */
export function oldestFor({ minor }: Version): number {
  if (minor <= 23) return 20;
  return minor <= 28 ? minor - 3 : 25;
}

/** A place that sets the compatibility version. */
export interface SetVersion {
  readonly holder: Setting['holder'];
  readonly place: Entry | Node;
  readonly value: Node | undefined;
  /** Whether it is passed with `--set`, which makes no number of it. */
  readonly isText: boolean;
}

/** Where values set the compatibility version. */
export function compatibilityIn(values: InstallValues): SetVersion[] {
  const settings = [
    ...settingsOf(values, [compatibilityKey]).filter(({ path }) => path.length === 1),
    ...settingsOf(values, ['global', compatibilityKey]),
  ].map(({ holder, place, value, form }) => ({ holder, place, value, isText: form !== 'map' }));
  const { installer, root } = values;
  const own = installer === 'istioctl' ? entryOf(valueAt(root.base, 'spec'), compatibilityKey) : undefined;
  return own ? [...settings, { holder: own, place: own, value: own.value, isText: false }] : settings;
}

/** Whether a default stays as it was, since the flags of a version that the target no longer knows are written out. */
export function isWrittenOut(
  { pins, release }: ChangedDefault,
  values: InstallValues,
  target: Version,
  facts: Facts,
): boolean {
  if (!pins.every(isFlag)) return false;
  const beside = otherLayers(values, facts).flatMap((layer) => setIn(layer, values, [compatibilityKey]));
  const said = [
    ...compatibilityIn(values).map(({ value }) => scalarValueOf(value)),
    ...beside.map(({ value }) => value),
  ];
  return said.some((value) => {
    const version =
      typeof value === 'string' || typeof value === 'number' ? parseVersion(String(value)) : undefined;
    return (
      version !== undefined && version.minor < oldestFor(target) && !isAtLeast(version, firstOf(release))
    );
  });
}
