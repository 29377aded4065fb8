import { describePlace, factPlaceOf } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import { itemsOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/object-check';
import { collectVirtualHosts, overlappingHosts } from '../shared/virtual-hosts';

const survey: Survey = { triggers: ['VirtualService', '/spec/hosts'], collect: collectVirtualHosts };

const route = (name: string, host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts: ["${host}"]
  http:
    - route: [{destination: {host: shop}}]
`;

/**
 * Where a sidecar finds two VirtualServices for a host, the most specific one wins in 1.21 and later.
 *
 * Source: istio 1.21, `releasenotes/notes/45415-overlapping-wildcards.yaml`, `pilot/pkg/model/sidecar.go`.
 */
export const overlappingHostsCheck = objectCheck({
  id: 'overlapping-hosts',
  title: 'VirtualServices with overlapping hosts',
  release: '1.21',
  phase: 'before',
  kind: 'advice',
  triggers: ['VirtualService', '/spec/hosts'],
  surveys: [survey],
  why: [
    'Where the hosts of two VirtualServices overlap, such as `*.example.com` and `shop.example.com`, sidecars used the older VirtualService up to Istio 1.20. In 1.21 and later they use the one with the most specific host.',
  ],
  changes: [
    'Nothing. It reports each host that the wildcard of another VirtualService covers. VirtualServices for gateways only are not affected.',
  ],
  reports: () => [
    {
      when: 'A host of a VirtualService for sidecars is covered by a wildcard host of another one.',
      level: 'warning',
      message:
        'in Istio 1.21 and later, VirtualService shop/exact wins for shop.example.com, even where VirtualService shop/wide (wide.yaml:7) is older',
      remedy: 'Check which of the two routes is wanted, and delete the host from the other one.',
      files: {
        'exact.yaml': route('exact', 'shop.example.com'),
        'wide.yaml': route('wide', '*.example.com'),
      },
    },
  ],
  link: ['VirtualService', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/'],
  check({ mapping }, { facts, report }, document) {
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'hosts'))) {
      const place = describePlace(factPlaceOf(document, value));
      for (const { wide, narrow } of overlappingHosts(facts)) {
        if (
          describePlace(narrow.place) !== place ||
          narrow.place.column !== factPlaceOf(document, value).column
        )
          continue;
        report({
          level: 'warning',
          at: value,
          message: `in Istio 1.21 and later, ${narrow.called} wins for ${narrow.host}, even where ${wide.called} (${describePlace(wide.place)}) is older`,
          help: 'check which of the two routes is wanted, and delete the host from the other one',
        });
      }
    }
  },
});
