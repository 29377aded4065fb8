import type { Transform } from '../../src/transform';
import { debugEndpoints } from './debug-endpoints';
import { istiodAccount } from './istiod-account';
import { parkedSeccompProfile } from './parked-seccomp-profile';
import { resourceAnnotations } from './resource-annotations';
import { fromTables } from '../tables';

/** What Istio 1.29 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  resourceAnnotations,
  parkedSeccompProfile,
  istiodAccount,
  debugEndpoints,
  ...fromTables('1.29'),
];
