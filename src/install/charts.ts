/** What reads the values: not each of them knows the same fields. */
export type Installer = 'helm' | 'istioctl' | 'sail';

/** The charts of Istio whose values are known. `ingress` and `egress` are the older `gateways/istio-*` charts. */
export type ChartName = 'base' | 'istiod' | 'cni' | 'ztunnel' | 'gateway' | 'ingress' | 'egress';

/** Where the values of one of Istio's charts stand in those of a chart, as paths of keys. */
export interface Slot {
  readonly chart: ChartName;
  /** The values of the chart. */
  readonly own: readonly string[];
  /** The values that hold `global` for it. */
  readonly globals: readonly string[];
  /** The version that a chart of the tree pins it to; undefined where the release's own version counts. */
  readonly version?: string;
}

/**
 * The keys below which a chart's own keys may stand in its values, the one that wins first.
 *
 * Source: istio 1.24 and later, `templates/zzy_descope_legacy.yaml` of istiod and istio-cni: what is below `pilot` or
 * `cni` is merged over the root.
 */
const helmForms: Readonly<Record<ChartName, readonly (readonly string[])[]>> = {
  base: [[]],
  istiod: [['pilot'], []],
  cni: [['cni'], []],
  ztunnel: [[]],
  gateway: [[]],
  ingress: [['gateways', 'istio-ingressgateway']],
  egress: [['gateways', 'istio-egressgateway']],
};

/** An operator's values hold those of all charts, so each has its prefix. */
const operatorForms: typeof helmForms = {
  ...helmForms,
  istiod: [['pilot']],
  cni: [['cni']],
  ztunnel: [['ztunnel']],
};

/** The keys below which a chart's own keys may stand in its values, the one that wins first. */
export function formsOfChart(chart: ChartName, installer: Installer): readonly (readonly string[])[] {
  return (installer === 'helm' ? helmForms : operatorForms)[chart];
}

const slot = (chart: ChartName, ...own: readonly string[]): Slot => ({ chart, own, globals: [] });

/** What a chart of a certain name holds; names that other products use as well count only where Istio is named. */
const slotsByName: Readonly<
  Record<string, { readonly isIstios?: boolean; readonly slots: readonly Slot[] }>
> = {
  istiod: { isIstios: true, slots: [slot('istiod')] },
  // Gone with 1.24; it read the values of istiod.
  'istiod-remote': { isIstios: true, slots: [slot('istiod')] },
  'istio-discovery': { isIstios: true, slots: [slot('istiod')] },
  'istio-cni': { isIstios: true, slots: [slot('cni')] },
  'istio-base': { isIstios: true, slots: [slot('base')] },
  'istio-ingress': { isIstios: true, slots: [slot('ingress')] },
  'istio-ingressgateway': { isIstios: true, slots: [slot('gateway')] },
  'istio-egress': { isIstios: true, slots: [slot('egress')] },
  ztunnel: { isIstios: true, slots: [slot('ztunnel')] },
  base: { slots: [slot('base')] },
  cni: { slots: [slot('cni')] },
  gateway: { slots: [slot('gateway')] },
  // The umbrella takes `global` at its root.
  ambient: {
    slots: [slot('base', 'base'), slot('istiod', 'istiod'), slot('cni', 'cni'), slot('ztunnel', 'ztunnel')],
  },
};

/**
 * The values that a chart of Istio takes, by its name; `otherwise` for another name.
 *
 * @param origin its name and repository, as far as they are known
 */
export function slotsOfName(name: string, origin: string, otherwise: Slot[] | undefined): Slot[] | undefined {
  const known = Object.hasOwn(slotsByName, name) ? slotsByName[name] : undefined;
  return known && (known.isIstios === true || origin.includes('istio')) ? [...known.slots] : otherwise;
}
