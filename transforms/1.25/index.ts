import type { Transform } from '../../src/transform';
import { targetPortRules } from './service-entry-target-port';
import { ztunnelName } from '../shared/checks/ztunnel-name';
import { fromTables } from '../tables';
import { globalProfile } from './global-profile';

/** What Istio 1.25 asks for. */
export const transforms: readonly Transform[] = [
  targetPortRules,
  globalProfile,
  ztunnelName({
    release: '1.25',
    why: 'In Istio 1.25, and in no other release, the objects of the ztunnel chart have the name of the Helm release, unless `resourceName` is set. If that name is not ztunnel, a new DaemonSet replaces the old one, and ambient traffic stops meanwhile.',
    isMet: ({ to }) => to.minor === 25,
    message: (name) =>
      `with Istio 1.25, the DaemonSet ztunnel is replaced by one with the name of the Helm release, ${name}`,
    help: () => 'set resourceName: ztunnel in the values of the chart to keep the name',
  }),
  ...fromTables('1.25'),
];
