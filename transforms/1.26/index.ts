import type { Transform } from '../../src/transform';
import { cniNetworkPolicies } from './cni-network-policies';
import { ztunnelName } from '../shared/checks/ztunnel-name';
import { fromTables } from '../tables';

/** What Istio 1.26 asks for. */
export const transforms: readonly Transform[] = [
  ztunnelName({
    release: '1.26',
    why: 'In Istio 1.26 and later, the objects of the ztunnel chart are called ztunnel, unless `resourceName` is set. In 1.25 they had the name of the Helm release. If that name is not ztunnel, a new DaemonSet replaces the old one, and ambient traffic stops meanwhile.',
    isMet: ({ from }) => from.minor === 25,
    message: (name) => `with Istio 1.26, the DaemonSet ${name} is replaced by one called ztunnel`,
    help: (name) =>
      `to keep the name, set resourceName: ${name} in the values of the chart, and pilot.trustedZtunnelName: ${name} in those of istiod`,
  }),
  cniNetworkPolicies,
  ...fromTables('1.26'),
];
