import type { Transform } from '../src/manifest';
import { alphaGatewayFlag } from './alpha-gateway-flag';
import { ambientServiceEntry } from './ambient-service-entry';
import { backendTlsPolicy } from './backend-tls-policy';
import { inferencePool } from './inference-pool';
import { metricEviction } from './metric-eviction';
import { seccompProfile } from './seccomp-profile';

/** Every migration, in the order in which they run and are listed. */
export const transforms: readonly Transform[] = [
  inferencePool,
  backendTlsPolicy,
  alphaGatewayFlag,
  metricEviction,
  seccompProfile,
  ambientServiceEntry,
];
