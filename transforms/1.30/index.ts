import type { Transform } from '../../src/transform';
import { imageHub } from './image-hub';
import { retryBudget } from './retry-budget';
import { tlsListeners } from './tls-listeners';
import { untaintController } from './untaint-controller';
import { fromTables } from '../tables';

/** What Istio 1.30 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  retryBudget,
  tlsListeners,
  imageHub,
  untaintController,
  ...fromTables('1.30'),
];
