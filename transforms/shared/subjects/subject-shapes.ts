import { itemsOf, type Node, stringOf, valueAt } from '../../../src/yaml';

/** Whether a VirtualService mirrors requests. */
export function hasMirror(mapping: Node): boolean {
  return itemsOf(valueAt(mapping, 'spec', 'http')).some(
    ({ value }) => valueAt(value, 'mirror') !== undefined || itemsOf(valueAt(value, 'mirrors')).length > 0,
  );
}

/** Whether a route of the Gateway API mirrors requests. */
export function hasMirrorFilter(mapping: Node): boolean {
  return itemsOf(valueAt(mapping, 'spec', 'rules')).some(({ value }) =>
    itemsOf(valueAt(value, 'filters')).some(
      (filter) => stringOf(valueAt(filter.value, 'type')) === 'RequestMirror',
    ),
  );
}

/** The traffic policies of a DestinationRule: its own, and those of its subsets and ports. */
export function trafficPolicies(mapping: Node): (Node | undefined)[] {
  const spec = valueAt(mapping, 'spec');
  const policies = [spec, ...itemsOf(valueAt(spec, 'subsets')).map(({ value }) => value)].map((holder) =>
    valueAt(holder, 'trafficPolicy'),
  );
  const ports = policies.flatMap((policy) =>
    itemsOf(valueAt(policy, 'portLevelSettings')).map(({ value }) => value),
  );
  return [...policies, ...ports];
}

/** A DestinationRule whose TLS leaves the server name to the proxy. */
export function lacksServerName(mapping: Node): boolean {
  return trafficPolicies(mapping).some((policy) => {
    const tls = valueAt(policy, 'tls');
    return (
      ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(tls, 'mode')) ?? '') && !stringOf(valueAt(tls, 'sni'))
    );
  });
}
