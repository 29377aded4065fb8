import type { Transform } from '../../src/transform';
import { hpaMetrics } from './hpa-metrics';
import { serviceEntryTargetPort } from './service-entry-target-port';
import { tracerAddress } from './tracer-address';
import { ambientRedirection } from './ambient-redirection';
import { discoverySelectors } from './discovery-selectors';
import { duplicateSubsets } from './duplicate-subsets';
import { waypoints } from './waypoints';
import { withoutHeaders } from './without-headers';
import { fromTables } from '../tables';

/** What Istio 1.22 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  hpaMetrics,
  serviceEntryTargetPort,
  tracerAddress,
  ambientRedirection,
  discoverySelectors,
  duplicateSubsets,
  waypoints,
  withoutHeaders,
  ...fromTables('1.22'),
];
