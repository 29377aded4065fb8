import type { Carrier } from './carriers';
import { type Data, fieldsOf } from './data';
import { evictionSeconds, secondsOf } from './duration';
import { at, dropped, put, type Steps } from './paths';

const rotationFlag = 'METRIC_ROTATION_INTERVAL';
const graceFlag = 'METRIC_GRACEFUL_DELETION_INTERVAL';
const alphaFlag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';
const annotations = ['sidecarInjectorWebhook', 'injectedAnnotations'];
const eviction = 'sidecar.istio.io/statsEvictionInterval';
const flush = 'sidecar.istio.io/statsFlushInterval';
const profile = ['global', 'proxy', 'seccompProfile'];

/** The values of pilot are laid over those of the root, which the schemas of the operators do not have. */
function environmentsFor({ installer }: Pick<Carrier, 'installer'>): readonly Steps[] {
  return installer === 'helm' ? [['pilot', 'env'], ['env']] : [['pilot', 'env']];
}

/** An eviction interval, whichever way it is written. */
export interface Interval {
  readonly seconds: number;
}

/** What the facts say about a file that holds values, on plain data. */
export type Judge = (file: Data, place: Steps, carrier: Pick<Carrier, 'installer'>) => Data;

/** METRIC_ROTATION_INTERVAL becomes the mesh-wide annotation. */
export const judgeMetrics: Judge = (file, place, carrier) => {
  const text = (steps: Steps) => at(file, [...place, ...steps]) as string | undefined;
  const valueOf = (flag: string) =>
    environmentsFor(carrier)
      .map((environment) => text([...environment, flag]))
      .find((value) => value !== undefined);
  const rotation = valueOf(rotationFlag);
  if (rotation === undefined && valueOf(graceFlag) === undefined) return file;
  const length = evictionSeconds(rotation, text([...annotations, flush]));
  if (length === undefined) return file;
  const isSet = text([...annotations, eviction]) !== undefined;
  // What comes keeps what holds it from being empty.
  const grown =
    length === 0 || isSet ? file : put(file, [...place, ...annotations, eviction], durationIn(length));
  return withoutFlags(grown, place, [rotationFlag, graceFlag], carrier);
};

/** An interval is compared by its length: `90s` is `1m30s`. */
export function durationIn(length: number): string {
  return `${length} seconds`;
}

/** The same data with the intervals that the tool wrote as their lengths. */
export function withLengths(data: Data): Data {
  if (Array.isArray(data)) return data.map(withLengths);
  const fields = fieldsOf(data);
  if (!fields) return data;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      name === eviction && typeof value === 'string' ? lengthOf(value) : withLengths(value),
    ]),
  );
}

/** The length of an interval; another text stays as it is. */
export function lengthOf(text: string): string {
  const length = secondsOf(text);
  return length === undefined ? text : durationIn(length);
}

/** seccompProfile of the proxy is switched on where the installer knows it. */
export const judgeSeccomp: Judge = (file, place, { installer }) => {
  if (installer === 'sail' || isGiven(at(file, [...place, ...profile]))) return file;
  const base = installer === 'istioctl' ? ['spec', 'unvalidatedValues'] : place;
  return put(file, [...base, ...profile], { type: 'RuntimeDefault' });
};

function isGiven(data: Data | undefined): boolean {
  return data !== undefined && Object.keys(data as object).length > 0;
}

/** The flag goes where BackendTLSPolicy alone needed it. */
export function judgeAlpha(isNeeded: boolean): Judge {
  return (file, place, carrier) => {
    const values = environmentsFor(carrier).map((environment) =>
      at(file, [...place, ...environment, alphaFlag]),
    );
    const isOn = values.find((value) => value !== undefined) === 'true';
    return isOn && !isNeeded ? withoutFlags(file, place, [alphaFlag], carrier) : file;
  };
}

function withoutFlags(
  file: Data,
  place: Steps,
  flags: readonly string[],
  carrier: Pick<Carrier, 'installer'>,
): Data {
  const steps = environmentsFor(carrier).flatMap((environment) =>
    flags.map((flag) => [...environment, flag]),
  );
  return steps.reduce<Data>((data, step) => dropped(data, [...place, ...step]) ?? {}, file);
}
