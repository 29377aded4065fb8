import type { Transform } from '../../src/transform';
import { certificateNames } from './certificate-names';
import { destinationRuleTls } from './destination-rule-tls';
import { gatewayNameLabel } from './gateway-name-label';
import { externalNames } from './external-name';
import { overlappingHostsCheck } from './overlapping-hosts';
import { jwtMetadata } from './jwt-metadata';
import { fromTables } from '../tables';

/** What Istio 1.21 asks for. */
export const transforms: readonly Transform[] = [
  destinationRuleTls,
  gatewayNameLabel,
  externalNames,
  overlappingHostsCheck,
  jwtMetadata,
  certificateNames,
  ...fromTables('1.21'),
];
