import {
  asMapping,
  asSequence,
  entriesOf,
  isTemplated,
  type Mapping,
  type Sequence,
  stringOf,
  valueAt,
} from '../yaml';
import type { ManifestDocument } from './document';
import type { KubernetesObject } from './object';

/** An object that pods are made from. */
export interface Workload {
  readonly object: KubernetesObject;
  /** The pod, or the template of pods. */
  readonly template: Mapping;
  /** Where that is in the object. */
  readonly templatePath: readonly string[];
  readonly containers: readonly Container[];
}

/** A container of a pod, init containers included. */
export interface Container {
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly environment: Sequence | undefined;
}

/** Where each kind has its pod template. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** Every workload of a document that says what runs in its pods. */
export function findWorkloads({ objects }: ManifestDocument): Workload[] {
  return objects.flatMap((object) => {
    const path = ['', 'apps', 'batch', 'extensions'].includes(object.group)
      ? templatePaths[object.kind]
      : undefined;
    const template = path && asMapping(valueAt(object.mapping, ...path));
    if (!template) return [];
    const lists = ['containers', 'initContainers'].map((key) => asSequence(valueAt(template, 'spec', key)));
    const containers = lists.flatMap((list) =>
      (list?.items ?? []).map(({ value }): Container => ({
        name: stringOf(valueAt(value, 'name')),
        image: stringOf(valueAt(value, 'image')),
        environment: asSequence(valueAt(value, 'env')),
      })),
    );
    return [{ object, template, templatePath: path, containers }];
  });
}

/**
 * The containers of a workload that are istiod's. The program of a fork may read what Istio's no longer does: where a
 * template brings the image, or a patch has none, the name of the object or the labels have to say Istio.
 *
 * Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml`.
 */
export function istiodsOf({ object, template, containers }: Workload): Container[] {
  const labels = entriesOf(valueAt(template, 'metadata', 'labels')).map(
    ({ name = '', value }) => `${name}: ${stringOf(value) ?? ''}`,
  );
  const saysIstio = [object.name ?? '', ...labels].some((text) =>
    /\bistiod|\bistio(?:-|: )pilot\b/.test(text),
  );
  return containers.filter(({ name, image = '' }) => {
    const isNamed = name === 'discovery' || /(?:^|\/)pilot(?:[:@]|$)/.test(image);
    return isNamed && (isOfIstio(image) ?? saysIstio);
  });
}

/**
 * Whether an image is Istio's, and not that of a product of its own: its address or its tag says so, or it is in no
 * folder. Undefined where that cannot be seen.
 */
function isOfIstio(image: string): boolean | undefined {
  const [, path = '', tag = ''] = /^([^@]*?)(?::([^/:@]*))?(?:@.*)?$/.exec(image) ?? [];
  if (/istio/i.test(path) || /^v?1\.\d/.test(tag)) return true;
  const [, ...folders] = path.split('/').toReversed();
  if (folders.some((folder) => !isTemplated(folder) && !/[.:]/.test(folder))) return false;
  return image === '' || isTemplated(path) ? undefined : true;
}

/** Whether a container is a proxy: its name as the injector gives it, or its image. */
export function isProxy({ name, image }: Container): boolean {
  return name === 'istio-proxy' || /(?:^|\/)proxyv2(?:[:@]|$)/.test(image ?? '');
}
