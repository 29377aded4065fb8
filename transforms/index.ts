import type { Transform } from '../src/transform';
import { anyRelease } from './any';
import { alphaGatewayFlag } from './1.28/alpha-gateway-flag';
import { ambientServiceEntry } from './1.28/ambient-service-entry';
import { backendTlsPolicy } from './1.28/backend-tls-policy';
import { inferencePool } from './1.28/inference-pool';
import { metricEviction } from './1.28/metric-eviction';
import { seccompProfile } from './1.28/seccomp-profile';

/** Every migration, in the order in which they run and are listed. */
export const transforms: readonly Transform[] = [
  inferencePool,
  backendTlsPolicy,
  alphaGatewayFlag,
  metricEviction,
  seccompProfile,
  ambientServiceEntry,
  ...anyRelease,
];
