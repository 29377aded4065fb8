import type { Transform } from '../../src/transform';
import { imageHubAgain } from './image-hub';
import { jwksUri } from './jwks-uri';
import { strictGateways } from './strict-gateways';
import { fromTables } from '../tables';

/** What Istio 1.31 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  jwksUri,
  strictGateways,
  imageHubAgain,
  ...fromTables('1.31'),
];
