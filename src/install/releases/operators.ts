import { asSequence, holdersOf, type Mapping, type Node, stringOf, valueAt } from '../../yaml';
import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import { type ChartName, formsOfChart, type Installer } from '../chart';
import { type InstallValues, type Pin, pinOf } from '../values';

/** An object of an operator that installs charts of Istio. */
export interface OperatorObject {
  /** How it is called among the layers. */
  readonly id: string;
  readonly object: KubernetesObject;
  readonly carrier: string;
  readonly installer: Exclude<Installer, 'helm'>;
  readonly charts: readonly ChartName[];
}

/** The charts that each kind of Sail installs. Source: istio-ecosystem/sail-operator, `api/v1`. */
const sailCharts: Readonly<Record<string, readonly ChartName[]>> = {
  Istio: ['istiod'],
  IstioRevision: ['istiod'],
  IstioCNI: ['cni'],
  ZTunnel: ['ztunnel'],
};

/** Source: istio 1.28, `operator/pkg/component/component.go`. */
const operatorCharts: readonly ChartName[] = ['base', 'istiod', 'cni', 'ztunnel', 'ingress', 'egress'];

/** The objects of a document that an operator of Istio reads; Sail's first releases were in `operator.istio.io`. */
export function operatorObjects({ objects, path }: ManifestDocument): OperatorObject[] {
  const found = objects.flatMap((object): Omit<OperatorObject, 'id'>[] => {
    const { group, kind } = object;
    if (group === 'install.istio.io' && kind === 'IstioOperator') {
      return [{ object, carrier: kind, installer: 'istioctl', charts: operatorCharts }];
    }
    const charts = Object.hasOwn(sailCharts, kind) ? sailCharts[kind] : undefined;
    const isSail = group === 'sailoperator.io' || group === 'operator.istio.io';
    return isSail && charts ? [{ object, carrier: `Sail ${kind}`, installer: 'sail', charts }] : [];
  });
  return found.map((each, index) => {
    const names = [each.object, ...objectsAround(each.object, objects)].map(({ name = '' }) => name);
    return { ...each, id: [path, each.carrier, ...names, index].join('|') };
  });
}

/** The objects that an object is in, innermost first. */
export function objectsAround(
  { mapping }: KubernetesObject,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  return holdersOf(mapping)
    .slice(1)
    .flatMap((holder) => objects.find((each) => each.mapping === holder) ?? []);
}

/** The install values in objects of the operators: those of each chart that the object may install. */
export function operatorValues(document: ManifestDocument): InstallValues[] {
  return operatorObjects(document).flatMap(({ id, object, carrier, installer, charts }) =>
    charts.map((chart): InstallValues => {
      const { mapping } = object;
      const at = { base: mapping, keys: ['spec', 'values'] };
      const spec = valueAt(mapping, 'spec');
      return {
        chart,
        carrier,
        installer,
        place: mapping.entries.find((entry) => entry.name === 'kind') ?? mapping,
        own: at,
        globals: at,
        root: at,
        forms: formsOfChart(chart, installer),
        environment: environmentOf(spec, chart, installer),
        version: pinOfOperator(mapping, carrier),
        isLowest: installer === 'sail' || installsPilot(spec),
        layer: id,
      };
    }),
  );
}

/** Where an IstioOperator lists the environment of a chart's own pods. Source: istio 1.28, `operator/pkg/apis/types.go`. */
function environmentOf(spec: Node | undefined, chart: ChartName, installer: Installer) {
  const component = { istiod: 'pilot', cni: 'cni', ztunnel: 'ztunnel' }[chart as string];
  if (installer !== 'istioctl' || component === undefined) return undefined;
  return asSequence(valueAt(spec, 'components', component, 'k8s', 'env'));
}

/** The version that an object of an operator asks for. */
export function pinOfOperator(mapping: Mapping, carrier: string): Pin | undefined {
  const spec = valueAt(mapping, 'spec');
  if (carrier !== 'IstioOperator') return pinOf(valueAt(spec, 'version'));
  const tags = [['components', 'pilot', 'tag'], ['tag'], ['values', 'global', 'tag']];
  return pinOf(tags.map((keys) => valueAt(spec, ...keys)).find((tag) => tag !== undefined));
}

/** The profiles `empty` and `remote` install no istiod unless the component is switched on, as overlays of gateways do. */
function installsPilot(spec: Node | undefined): boolean {
  const enabled = valueAt(spec, 'components', 'pilot', 'enabled');
  if (enabled?.kind === 'scalar' && typeof enabled.value === 'boolean') return enabled.value;
  return !['empty', 'remote'].includes(stringOf(valueAt(spec, 'profile')) ?? '');
}
