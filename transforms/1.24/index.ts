import type { Transform } from '../../src/transform';
import { operatorTypes } from './operator-types';
import { inClusterOperator } from './in-cluster-operator';
import { verifyCertificateRules } from './verify-certificate';
import { logRotation } from './log-rotation';
import { istioCrds } from './crds';
import { crdOwnership } from './crd-ownership';
import { fromTables } from '../tables';
import { chartProfiles } from './chart-profiles';
import { istiodRemote } from './istiod-remote';
import { telemetryExpressions } from './telemetry-expressions';
import { valuesBelowDefaults } from './values-below-defaults';

/** What Istio 1.24 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [
  valuesBelowDefaults,
  operatorTypes,
  inClusterOperator,
  verifyCertificateRules,
  chartProfiles,
  istiodRemote,
  logRotation,
  telemetryExpressions,
  istioCrds,
  crdOwnership,
  ...fromTables('1.24'),
];
