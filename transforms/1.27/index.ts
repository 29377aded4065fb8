import type { Transform } from '../../src/transform';
import { retriesRules } from './retries-on-503';
import { lightstepProvider } from './lightstep-provider';
import { injectionTemplates } from './injection-templates';
import { nativeSidecars } from './native-sidecars';
import { trafficDistribution } from './traffic-distribution';
import { fromTables } from '../tables';

/** What Istio 1.27 asks for. */
export const transforms: readonly Transform[] = [
  retriesRules,
  lightstepProvider,
  injectionTemplates,
  nativeSidecars,
  trafficDistribution,
  ...fromTables('1.27'),
];
