import { type Entry, holdersOf, keyOf } from '../../../src/yaml';

/** The label that istiod gave the pods of a managed gateway up to 1.23. */
export const oldLabel = 'istio.io/gateway-name';

/** The label that it gives them since 1.21. */
export const newLabel = 'gateway.networking.k8s.io/gateway-name';

/** The keys above an entry, the nearest first; undefined for a list. */
export function namesAbove({ parent: holder }: Entry): (string | undefined)[] {
  return holdersOf(holder).map(keyOf);
}

/** The keys below which labels select pods. */
const selecting = ['matchLabels', 'selector', 'podSelector', 'labelSelector', 'workloadSelector'];

/** Whether labels below a key and the one above it select pods. */
export function isSelector(own = '', above: string | undefined): boolean {
  return selecting.includes(own) || (own === 'labels' && above === 'workloadSelector');
}
