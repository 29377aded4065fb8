import { shapesOfInstalls } from './install';
import { shapesOfKustomize } from './kustomize';
import { shapesOfObjects } from './objects';
import type { Shape } from './shape';
import { shapesOfTemplates } from './templates';
import { shapesOfTraffic } from './traffic';

export type { Shape } from './shape';

/** What people and machines write that is long in one way. */
export const shapes: readonly Shape[] = [
  ...shapesOfObjects,
  ...shapesOfTemplates,
  ...shapesOfKustomize,
  ...shapesOfInstalls,
  ...shapesOfTraffic,
];
