import type { Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import { imageHubAgain } from './image-hub';
import { jwksUri } from './jwks-uri';
import { strictGateways } from './strict-gateways';
import { freedObjects } from '../shared/alpha-gateway/freed-objects';
import { emptyRoutes } from '../shared/checks/empty-routes';
import { backendPolicies } from './backend-policies';
import { fromTables } from '../tables';

/** What Istio 1.31 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  jwksUri,
  strictGateways,
  imageHubAgain,
  emptyRoutes({
    release: '1.31',
    before: 404,
    after: 500,
    source: 'releasenotes/notes/60787.yaml',
    isDue: (range) => !crosses(range, '1.30'),
  }),
  backendPolicies,
  freedObjects(
    '1.31',
    `apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata:
  name: db
`,
  ),
  ...fromTables('1.31'),
];
