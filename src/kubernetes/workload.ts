import { asMapping, asSequence, isTemplated, type Mapping, type Sequence, stringOf, valueAt } from '../yaml';
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
 * Whether a container is istiod's.
 *
 * Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml`.
 */
export function isIstiod({ name, image }: Container): boolean {
  const isNamed = name === 'discovery' || /(?:^|\/)pilot(?:[:@]|$)/.test(image ?? '');
  return isNamed && !isOfAnother(image ?? '');
}

/**
 * Whether an image is that of a product of its own, such as a fork, whose program may read what Istio's no longer does:
 * it is in a folder, and neither its address nor its tag says Istio. What a template inserts may be Istio's.
 */
function isOfAnother(image: string): boolean {
  const [, path = '', tag = ''] = /^([^@]*?)(?::([^/:@]*))?(?:@.*)?$/.exec(image) ?? [];
  if (/istio/i.test(path) || /^v?1\.\d/.test(tag)) return false;
  const [, ...folders] = path.split('/').toReversed();
  return folders.some((folder) => !isTemplated(folder) && !/[.:]/.test(folder));
}

/** Whether a container is a proxy: its name as the injector gives it, or its image. */
export function isProxy({ name, image }: Container): boolean {
  return name === 'istio-proxy' || /(?:^|\/)proxyv2(?:[:@]|$)/.test(image ?? '');
}
