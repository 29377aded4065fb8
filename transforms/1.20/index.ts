import type { Transform } from '../../src/transform';
import { removedEnvoyFilters } from './envoy-filters';
import { fromTables } from '../tables';

/** What Istio 1.20 asks for. */
export const transforms: readonly Transform[] = [removedEnvoyFilters, ...fromTables('1.20')];
