import { type FactPlace, givenFiles } from '../../src/facts';
import { grouped } from '../../src/grouped';
import { describePlace, factPlaceOf, listPlaces } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import { itemsOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';
import { collectVirtualHosts, type Overlap, overlappingHosts } from '../shared/checks/virtual-hosts';

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
    'Nothing. It reports each wildcard that covers hosts of other VirtualServices. VirtualServices for gateways only are not affected.',
  ],
  reports: () => [
    {
      when: 'A host of a VirtualService for sidecars is covered by a wildcard host of another one.',
      level: 'warning',
      message:
        'in Istio 1.21 and later, hosts that this wildcard covers win over it, even where it is older: shop.example.com of VirtualService shop/exact (exact.yaml:7)',
      remedy: 'Check which of the routes is wanted, and delete the host from the other one.',
      files: {
        'exact.yaml': route('exact', 'shop.example.com'),
        'wide.yaml': route('wide', '*.example.com'),
      },
    },
  ],
  link: ['VirtualService', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/'],
  check({ mapping }, { facts, report }, document) {
    const given = givenFiles(facts);
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'hosts'))) {
      const own = factPlaceOf(document, value);
      const isHere = ({ path, line, column }: FactPlace) =>
        path === own.path && line === own.line && column === own.column;
      const covered = overlappingHosts(facts).filter(({ wide }) => isHere(wide.place));
      const winners = [...grouped(covered, ({ narrow: { host, called } }) => `${host} of ${called}`)].map(
        ([what, same]) => ({ what, place: (same.find(isInFile(own)) ?? same[0])?.narrow.place ?? own }),
      );
      if (winners.length > 0)
        report({
          level: 'warning',
          at: value,
          message: `in Istio 1.21 and later, hosts that this wildcard covers win over it, even where it is older: ${listPlaces(winners, hostsAtMost)}`,
          help,
        });
      // Of a wildcard in another place, it is said here.
      const other = overlappingHosts(facts).find(
        ({ wide, narrow }) => isHere(narrow.place) && !given.has(wide.place.path),
      );
      if (other)
        report({
          level: 'warning',
          at: value,
          message: `in Istio 1.21 and later, this host wins over ${other.wide.host} of ${other.wide.called} (${describePlace(other.wide.place)}), even where that is older`,
          help,
        });
    }
  },
});

const help = 'check which of the routes is wanted, and delete the host from the other one';

/** Enough to find the others. */
const hostsAtMost = 3;

function isInFile({ path }: FactPlace) {
  return ({ narrow }: Overlap): boolean => narrow.place.path === path;
}
