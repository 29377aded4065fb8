import type { Transform } from '../../src/transform';
import { excludedNamespaces } from './excluded-namespaces';
import { externalDns } from './external-dns';
import { imageHub } from './image-hub';
import { proxyVersion } from './proxy-version';
import { retryBudget } from './retry-budget';
import { tlsListeners } from './tls-listeners';
import { untaintController } from './untaint-controller';
import { freedObjects } from '../shared/alpha-gateway/freed-objects';
import { emptyRoutes } from '../shared/checks/empty-routes';
import { fromTables } from '../tables';

/** What Istio 1.30 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  retryBudget,
  tlsListeners,
  imageHub,
  untaintController,
  excludedNamespaces,
  externalDns,
  proxyVersion,
  emptyRoutes({ release: '1.30', before: 500, after: 404, source: 'releasenotes/notes/59356.yaml' }),
  freedObjects(
    '1.30',
    `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  gatewayClassName: istio
  listeners:
    - {name: tls, port: 9001, protocol: TLS, tls: {mode: Passthrough}}
`,
  ),
  ...fromTables('1.30'),
];
