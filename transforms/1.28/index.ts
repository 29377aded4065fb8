import type { Transform } from '../../src/transform';
import { alphaGatewayFlag } from './alpha-gateway-flag';
import { ambientServiceEntry } from './ambient-service-entry';
import { backendTlsPolicy } from './backend-tls-policy';
import { disruptionBudget } from './disruption-budget';
import { gatewayValues } from './gateway-values';
import { inferencePool } from './inference-pool';
import { metricEviction } from './metric-eviction';
import { seccompProfile } from './seccomp-profile';
import { shadowHosts } from './shadow-hosts';
import { fromTables } from '../tables';
import { policyKinds, withTemplatedKinds } from '../tables/templated-kinds';

/** What Istio 1.28 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  inferencePool,
  withTemplatedKinds(backendTlsPolicy, policyKinds),
  alphaGatewayFlag,
  metricEviction,
  seccompProfile,
  ambientServiceEntry,
  shadowHosts,
  gatewayValues,
  disruptionBudget,
  ...fromTables('1.28'),
];
