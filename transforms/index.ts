import type { Transform } from '../src/manifest';
import { backendTlsPolicy } from './backend-tls-policy';
import { inferencePool } from './inference-pool';

/** Every migration, in the order in which they run and are listed. */
export const transforms: readonly Transform[] = [inferencePool, backendTlsPolicy];
