import { entryOf, stringOf, valueAt } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';

const subzone = 'topology.istio.io/subzone';

/** Source: istio 1.27, `releasenotes/notes/55848.yaml`, `pilot/pkg/model/service.go`. */
export const trafficDistribution = noteCheck({
  id: 'traffic-distribution',
  title: 'Services with trafficDistribution: PreferClose ignore the subzone',
  release: '1.27',
  phase: 'before',
  kind: 'advice',
  triggers: ['PreferClose'],
  onlyWith: { name: 'subzones', triggers: [subzone] },
  why: [
    'Up to Istio 1.26, a Service with `trafficDistribution: PreferClose` preferred endpoints of its own subzone. In 1.27 and later it prefers those of its zone, whatever the subzone.',
  ],
  changes: [`Nothing. It reports such Services if the tree has the label \`${subzone}\`.`],
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
  help: 'use localityLbSetting of a DestinationRule where the subzone matters',
  link: [
    'Locality load balancing',
    'https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/',
  ],
  of: ['', 'Service'],
  find: ({ mapping }) => {
    const field = entryOf(valueAt(mapping, 'spec'), 'trafficDistribution');
    return field && stringOf(field.value) === 'PreferClose' ? [field] : [];
  },
});
