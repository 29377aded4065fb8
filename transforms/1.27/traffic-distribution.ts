import type { FactKind } from '../../src/facts';
import type { Survey } from '../../src/transform';
import { entryOf, stringOf, valueAt } from '../../src/yaml';
import { objectCheck } from '../shared/object-check';

const subzone = 'topology.istio.io/subzone';
const hasSubzones: FactKind<true> = { name: 'subzones' };

const survey: Survey = {
  triggers: [subzone],
  collect(_document, facts) {
    facts.add(hasSubzones, true);
  },
};

/** Source: istio 1.27, `releasenotes/notes/55848.yaml`, `pilot/pkg/model/service.go`. */
export const trafficDistribution = objectCheck({
  id: 'traffic-distribution',
  title: 'Services with trafficDistribution: PreferClose ignore the subzone',
  release: '1.27',
  phase: 'before',
  kind: 'advice',
  triggers: ['PreferClose'],
  surveys: [survey],
  about: () => ({
    why: [
      'Up to Istio 1.26, a Service with `trafficDistribution: PreferClose` preferred endpoints of its own subzone. In 1.27 and later it prefers those of its zone, whatever the subzone.',
    ],
    changes: [`Nothing. It reports such Services if the tree has the label \`${subzone}\`.`],
    reports: [
      {
        when: 'A Service prefers close endpoints, and the tree has subzones.',
        level: 'note',
        message: 'in Istio 1.27 and later, PreferClose looks at the zone, and no longer at the subzone',
        remedy: 'Use `localityLbSetting` of a DestinationRule where the subzone matters.',
        files: {
          'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: shop
  labels: {${subzone}: rack-1}
spec:
  trafficDistribution: PreferClose
`,
        },
      },
    ],
    links: [
      {
        title: 'Locality load balancing',
        url: 'https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/',
      },
    ],
  }),
  check({ group, kind, mapping }, { facts, report }) {
    const field = entryOf(valueAt(mapping, 'spec'), 'trafficDistribution');
    if (group !== '' || kind !== 'Service' || !field || stringOf(field.value) !== 'PreferClose') return;
    if (facts.all(hasSubzones).length === 0) return;
    report({
      level: 'note',
      at: field,
      message: 'in Istio 1.27 and later, PreferClose looks at the zone, and no longer at the subzone',
      help: 'use localityLbSetting of a DestinationRule where the subzone matters',
    });
  },
});
