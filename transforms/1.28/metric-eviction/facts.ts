import { isDeletion } from '../../../src/moves';
import type { ChangedList } from '../../../src/addresses/over';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describeObject, factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { FactKind, FactPlace } from '../../../src/facts';
import {
  type Container,
  findWorkloads,
  isProxy,
  istiodsOf,
  type Workload,
} from '../../../src/kubernetes/workload';
import { ignoreOver, ignoreWithin } from '../../../src/suppress/ignore';
import type { Survey } from '../../../src/transform';
import { operatorObjects } from '../../../src/install/releases/operators';
import { findEnvironmentVariable, textOf } from '../../../src/install/variables';
import {
  entryOf,
  isTemplated,
  type Item,
  itemsOf,
  keysTo,
  type Node,
  plainData,
  scalarValueOf,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';
import { evictionAnnotation, flushAnnotation, graceFlag, rotationFlag } from './interval';

const id = 'metric-eviction';

/** How a proxy gets into the pods of a workload. */
type Proxy = 'runs-it' | 'by-label' | 'by-namespace' | 'none';

/** A workload of the tree, as far as it matters to the eviction interval. */
export interface WorkloadFact {
  /** As reports show it. */
  readonly shown: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Where its pod template is. */
  readonly templatePath: readonly string[];
  readonly place: FactPlace;
  readonly proxy: Proxy;
  /** Whether its proxy is none that the webhook completes, unless its namespace is injected. */
  readonly isOwn: boolean;
  readonly eviction: string | undefined;
  readonly flush: string | undefined;
}

export const workloadFact: FactKind<WorkloadFact> = { name: 'workload' };

/** Pods that values of a chart annotate: its templates are not in sight. */
export type AnnotatedPods = Pick<WorkloadFact, 'shown' | 'place' | 'eviction' | 'flush'>;

export const annotatedPods: FactKind<AnnotatedPods> = { name: 'annotated-pods' };

/** A namespace whose pods are injected. */
export const injectedNamespace: FactKind<string> = { name: 'injected-namespace' };

/** That a Deployment of istiod sets the flags: the interval, if it is set, and whether its text is there. */
interface RenderedFlags {
  readonly place: FactPlace;
  readonly isSet: boolean;
  readonly rotation: string | undefined;
  /** The variables, and what is left of them without the flags. */
  readonly list: ChangedList;
}

export const renderedFlags: FactKind<RenderedFlags> = { name: 'rendered-metric-flags' };

/** A gateway whose pods are made by something else than the webhook, and have no interval of their own. */
interface GatewayFact {
  readonly name: string;
  readonly place: FactPlace;
  /** The layer of the IstioOperator that lists it, and does not set the flag; undefined where Istio makes it from a Gateway. */
  readonly layer: string | undefined;
}

export const gatewayFact: FactKind<GatewayFact> = { name: 'managed-gateway' };

const listsOfGateways = ['ingressGateways', 'egressGateways'] as const;

export const workloadSurvey: Survey = {
  triggers: [
    ...['containers', 'istio-injection', 'istio.io/rev', 'gatewayClassName', rotationFlag, graceFlag],
    ...listsOfGateways,
    ...[flushAnnotation, evictionAnnotation],
  ],
  collect(document, facts) {
    for (const pods of podsOfValues(document)) facts.add(annotatedPods, pods);
    for (const object of document.objects) {
      if (isInjectedNamespace(object) && object.name !== undefined) facts.add(injectedNamespace, object.name);
      const className = entryOf(valueAt(object.mapping, 'spec'), 'gatewayClassName');
      if (object.kind === 'Gateway' && className && /^istio\b/.test(stringOf(className.value) ?? '')) {
        const name = describeObject(object);
        facts.add(gatewayFact, { name, place: factPlaceOf(document, className), layer: undefined });
      }
    }
    for (const { id: layer, object } of operatorObjects(document))
      for (const gateway of gatewaysOf(object)) {
        const called = stringOf(valueAt(gateway, 'name')) ?? '';
        const name = called === '' || isTemplated(called) ? 'a gateway' : `gateway ${called}`;
        facts.add(gatewayFact, { name, place: factPlaceOf(document, gateway), layer });
      }
    for (const workload of findWorkloads(document)) {
      const { object } = workload;
      const place = factPlaceOf(document, entryOf(object.mapping, 'kind') ?? object.mapping);
      // What a comment keeps as it is gets nothing, and gives nothing away.
      if (!ignoreOver(document, id, object.mapping)) facts.add(workloadFact, { ...factsOf(workload), place });
      for (const flags of flagsOf(workload)) {
        if (flags.items.some((item) => ignoreWithin(document, id, item))) continue;
        const place = factPlaceOf(document, flags.at);
        const list = { ...flags.list, object: { path: document.path, kind: object.kind, name: object.name } };
        facts.add(renderedFlags, { place, isSet: flags.isSet, rotation: flags.rotation, list });
      }
    }
  },
};

/** The gateways that an IstioOperator lists beside the one with the flag, which gives its own gateways the interval. */
function gatewaysOf({ group, kind, mapping }: KubernetesObject): Node[] {
  if (group !== 'install.istio.io' || kind !== 'IstioOperator') return [];
  if (findEnvironmentVariable(mapping, rotationFlag).length > 0) return [];
  const components = valueAt(mapping, 'spec', 'components');
  const listed = listsOfGateways.flatMap((list) => itemsOf(valueAt(components, list)));
  return listed.flatMap(({ value }) => {
    const isSet = valueAt(value, 'k8s', 'podAnnotations', evictionAnnotation) !== undefined;
    return isSet || scalarValueOf(valueAt(value, 'enabled')) === false ? [] : value;
  });
}

/** What a workload says about its proxy. */
export function factsOf(workload: Workload): Omit<WorkloadFact, 'place'> {
  const { object, template, templatePath } = workload;
  return {
    shown: describeObject(object),
    kind: object.kind,
    name: object.name,
    namespace: object.namespace,
    templatePath,
    proxy: proxyOf(workload),
    isOwn: hasOwnProxy(workload),
    ...intervalsIn(valueAt(template, 'metadata', 'annotations')),
  };
}

function intervalsIn(annotations: Node | undefined): Pick<WorkloadFact, 'eviction' | 'flush'> {
  const text = (key: string): string | undefined => {
    const value = valueAt(annotations, key);
    return value && textOf({ place: value, value });
  };
  return { eviction: text(evictionAnnotation), flush: text(flushAnnotation) };
}

/** The gateways of an operator and of its old charts run a proxy of their own, which the webhook does not see. */
function podsOfValues(document: ManifestDocument): AnnotatedPods[] {
  if (operatorObjects(document).length > 0) return [];
  const found: AnnotatedPods[] = [];
  walk(document.root, ({ parent }) => {
    if (parent?.kind !== 'entry' || parent.name !== 'podAnnotations') return;
    const { parent: holder } = parent.parent;
    if (holder?.kind === 'entry' && /^istio-(?:in|e)gressgateway$/.test(holder.name ?? '')) return;
    const intervals = unlessDeclined(() => intervalsIn(parent.value));
    if (intervals?.eviction === undefined && intervals?.flush === undefined) return;
    found.push({ shown: 'the pods of a chart', place: factPlaceOf(document, parent), ...intervals });
  });
  return found;
}

/** Source: istio 1.28, `pkg/kube/inject/inject.go` (injectRequired): the label beats the annotation. */
function proxyOf(workload: Workload): Proxy {
  const { template, containers } = workload;
  if (containers.some(isProxy)) return 'runs-it';
  if (istiodsOf(workload).length > 0) return 'none';
  const hostNetwork = valueAt(template, 'spec', 'hostNetwork');
  if (scalarValueOf(hostNetwork) === true) return 'none';
  const [label, annotation] = ['labels', 'annotations'].map((key) => {
    const value = valueAt(template, 'metadata', key, 'sidecar.istio.io/inject');
    return value?.kind === 'scalar' ? String(value.value) : undefined;
  });
  if (label !== undefined) return label === 'true' ? 'by-label' : 'none';
  return annotation === 'false' ? 'none' : 'by-namespace';
}

/** The webhook fills in the image `auto`. */
function hasOwnProxy({ template, containers }: Workload): boolean {
  const label = scalarValueOf(valueAt(template, 'metadata', 'labels', 'sidecar.istio.io/inject'));
  const isWhole = ({ image = 'auto' }: Container) => image !== 'auto';
  return containers.some((each) => isProxy(each) && isWhole(each)) && String(label) !== 'true';
}

function isInjectedNamespace({ kind, group, mapping }: KubernetesObject): boolean {
  if (kind !== 'Namespace' || group !== '') return false;
  const labels = valueAt(mapping, 'metadata', 'labels');
  const injection = stringOf(valueAt(labels, 'istio-injection'));
  if (injection !== undefined) return injection === 'enabled';
  return entryOf(labels, 'istio.io/rev') !== undefined;
}

function flagsOf(workload: Workload) {
  return istiodsOf(workload).flatMap(({ environment }) => {
    const isFlag = ({ value }: Item) => {
      const name = stringOf(valueAt(value, 'name'));
      return (name === rotationFlag || name === graceFlag) && !isDeletion(value);
    };
    const all = itemsOf(environment);
    const items = all.filter(isFlag);
    const rotation = items.find(({ value }) => stringOf(valueAt(value, 'name')) === rotationFlag);
    const [first] = items;
    if (!first) return [];
    const value = valueAt(rotation?.value, 'value');
    const text = rotation && textOf({ place: rotation.value, value });
    const plain = (some: readonly Item[]) => some.map((item) => plainData(item.value));
    const list = {
      keys: environment ? keysTo(environment, workload.object.mapping) : [],
      before: plain(all),
      after: plain(all.filter((item) => !isFlag(item))),
    };
    return [{ items, at: first, isSet: rotation !== undefined, rotation: text, list }];
  });
}

/** Whether the webhook may have a say in the pods. */
export function isInMesh(proxy: Proxy): boolean {
  return proxy === 'by-label' || proxy === 'by-namespace';
}
