import type { Transform } from '../../src/transform';
import { tracingProviders } from './tracing-providers';
import { unmatchedPreflights } from './unmatched-preflights';
import { fromTables } from '../tables';

/** What Istio 1.23 asks for. */
export const transforms: readonly Transform[] = [
  tracingProviders,
  unmatchedPreflights,
  ...fromTables('1.23'),
];
