import { type Data, type Fields, fieldsOf, listOf, textOf } from './data';
import { evictionSeconds } from './duration';
import { at, dropped, put, type Steps } from './paths';
import { durationIn } from './values';

const flags = ['METRIC_ROTATION_INTERVAL', 'METRIC_GRACEFUL_DELETION_INTERVAL'];
const eviction = 'sidecar.istio.io/statsEvictionInterval';
const environment: Steps = ['spec', 'template', 'spec', 'containers', 0, 'env'];

/** What becomes of a rendered istiod, the first of the objects, and of the workloads of its tree. */
export function judgeRendered([istiod, ...others]: readonly Fields[]): Data[] {
  if (!istiod) return [];
  const variables = listOf(at(istiod, environment)).map((item) => fieldsOf(item) ?? {});
  if (!variables.some(({ name }) => flags.includes(textOf(name)))) return [istiod, ...others];
  const rotation = variables.find(({ name }) => name === flags[0])?.['value'] as string | undefined;
  const length = evictionSeconds(rotation);
  if (length === undefined) return [istiod, ...others];
  const left = variables.filter(({ name }) => !flags.includes(textOf(name)));
  const without = left.length > 0 ? put(istiod, environment, left) : (dropped(istiod, environment) ?? {});
  if (length === 0) return [without, ...others];
  const namespaces = others.filter(isInjectedNamespace).map((object) => at(object, ['metadata', 'name']));
  return [without, ...others.map((object) => judgeWorkload(object, rotation, namespaces))];
}

function isInjectedNamespace(object: Fields): boolean {
  const labels = fieldsOf(at(object, ['metadata', 'labels'])) ?? {};
  const injection = labels['istio-injection'];
  return (
    object['kind'] === 'Namespace' &&
    (injection === 'enabled' || (injection === undefined && labels['istio.io/rev'] !== undefined))
  );
}

const templates: Readonly<Record<string, Steps>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

function judgeWorkload(
  object: Fields,
  rotation: string | undefined,
  namespaces: readonly (Data | undefined)[],
): Data {
  const template = templates[textOf(object['kind'])];
  if (!template || !hasProxy(object, template, namespaces)) return object;
  const annotations = [...template, 'metadata', 'annotations'];
  if (at(object, [...annotations, eviction]) !== undefined) return object;
  const flush = at(object, [...annotations, 'sidecar.istio.io/statsFlushInterval']) as string | undefined;
  const length = evictionSeconds(rotation, flush);
  return length ? put(object, [...annotations, eviction], durationIn(length)) : object;
}

/** Whether a workload is sure to run a proxy. */
function hasProxy(object: Fields, template: Steps, namespaces: readonly (Data | undefined)[]): boolean {
  const containers = listOf(at(object, [...template, 'spec', 'containers'])).map(
    (one) => fieldsOf(one) ?? {},
  );
  const runsIt = containers.some(
    ({ name, image }) => name === 'istio-proxy' || /\/proxyv2:/.test(textOf(image)),
  );
  if (runsIt) return true;
  if (at(object, [...template, 'spec', 'hostNetwork']) === true) return false;
  const label = at(object, [...template, 'metadata', 'labels', 'sidecar.istio.io/inject']);
  if (label !== undefined) return label === 'true';
  if (at(object, [...template, 'metadata', 'annotations', 'sidecar.istio.io/inject']) === 'false')
    return false;
  return namespaces.includes(at(object, ['metadata', 'namespace']));
}
