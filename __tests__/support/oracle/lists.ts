import { type Data, type Fields, fieldsOf, listOf, textOf } from './data';
import { evictionSeconds } from './duration';
import { at, dropped, put, type Steps } from './paths';
import { durationIn } from './values';

/** A place where variables of istiod are a list of names and values, and where the annotation for pods goes. */
export interface ListCarrier {
  readonly name: string;
  readonly path: string;
  readonly steps: Steps;
  /** What is before the name of a variable. */
  readonly prefix: string;
  around(list: Data[]): Fields;
  withAnnotation(file: Data, interval: string): Data;
}

const annotation = 'sidecar.istio.io/statsEvictionInterval';

export const listCarriers: readonly ListCarrier[] = [
  {
    name: 'variables of an IstioOperator',
    path: 'istio.yaml',
    steps: ['spec', 'components', 'pilot', 'k8s', 'env'],
    prefix: '',
    around: (env) => ({
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      metadata: { name: 'west' },
      spec: { profile: 'default', components: { pilot: { k8s: { env } } } },
    }),
    withAnnotation: (file, interval) =>
      put(file, ['spec', 'values', 'sidecarInjectorWebhook', 'injectedAnnotations', annotation], interval),
  },
  {
    name: 'parameters of an Application',
    path: 'application.yaml',
    steps: ['spec', 'source', 'helm', 'parameters'],
    prefix: 'pilot.env.',
    around: (parameters) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'istiod' },
      spec: {
        source: {
          repoURL: 'https://istio-release.storage.googleapis.com/charts',
          chart: 'istiod',
          targetRevision: '1.28.3',
          helm: { releaseName: 'istiod', parameters },
        },
      },
    }),
    withAnnotation(file, interval) {
      const name = `sidecarInjectorWebhook.injectedAnnotations.${annotation.replaceAll('.', '\\.')}`;
      const list = listOf(at(file, this.steps));
      return put(file, this.steps, [...list, { name, value: interval }]);
    },
  },
];

/** METRIC_ROTATION_INTERVAL in a list becomes the mesh-wide annotation. */
export function judgeList(list: readonly Data[], carrier: ListCarrier): Data {
  const file = carrier.around([...list]);
  const nameOf = (item: Data) => textOf(fieldsOf(item)?.['name']).replace(carrier.prefix, '');
  const rotation = list.find((item) => nameOf(item) === 'METRIC_ROTATION_INTERVAL');
  const left = list.filter((item) => !nameOf(item).startsWith('METRIC_'));
  const length = evictionSeconds(fieldsOf(rotation)?.['value'] as string | undefined);
  if (left.length === list.length || length === undefined) return file;
  const without = left.length > 0 ? put(file, carrier.steps, left) : (dropped(file, carrier.steps) ?? {});
  return length === 0 ? without : carrier.withAnnotation(without, durationIn(length));
}

/**
 * The same data with the intervals among values of parameters as their lengths, and with parameters by their names: Helm
 * does not ask for their order.
 */
export function parameterLengths(
  data: Data,
  { steps, prefix }: ListCarrier,
  lengthOf: (text: string) => string,
): Data {
  const list = listOf(at(data, steps));
  if (list.length === 0) return data;
  const next = list.map((item): Data => {
    const { name, value } = fieldsOf(item) ?? {};
    const isInterval = textOf(name).includes('statsEvictionInterval');
    return isInterval ? { ...(item as Fields), value: lengthOf(textOf(value)) } : item;
  });
  const nameOf = (item: Data) => textOf(fieldsOf(item)?.['name']);
  const sorted = next.toSorted((one, other) =>
    nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0,
  );
  return put(data, steps, prefix === '' ? next : sorted);
}
