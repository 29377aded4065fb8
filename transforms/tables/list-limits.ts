/** A list of which the CRDs of a release take fewer items than those before. */
export interface ListLimit {
  readonly release: string;
  readonly group: string;
  readonly kind: string;
  /** Where it is in `spec`; `rules[].from` is that of each rule. */
  readonly path: string;
  readonly most: number;
  /** How to say the same with shorter lists. */
  readonly help: string;
}

const several = 'write several ServiceEntries, each with a part of the list';
const policies =
  'write several policies of the same action for the same workloads, each with a part of the list';

/**
 * Every list that became limited. In the releases before, neither the CRDs nor istiod counted the items.
 *
 * Source: istio/istio, `manifests/charts/base` at 1.23.0, 1.24.0 and 1.25.0, `maxItems` in the CRDs; those of 1.31.0-rc.0
 * have the same.
 */
export const listLimits: readonly ListLimit[] = [
  ...['hosts', 'addresses', 'ports'].map((field) => ({
    ...{ release: '1.24', group: 'networking.istio.io', kind: 'ServiceEntry' },
    ...{ path: field, most: 256, help: several },
  })),
  {
    ...{ release: '1.25', group: 'security.istio.io', kind: 'AuthorizationPolicy' },
    ...{ path: 'rules', most: 512, help: policies },
  },
  {
    ...{ release: '1.25', group: 'security.istio.io', kind: 'AuthorizationPolicy' },
    ...{ path: 'rules[].from', most: 512, help: 'write several rules, each with a part of the list' },
  },
];
