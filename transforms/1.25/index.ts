import type { Transform } from '../../src/transform';
import { targetPortRules } from './service-entry-target-port';
import { fromTables } from '../tables';

/** What Istio 1.25 asks for. */
export const transforms: readonly Transform[] = [targetPortRules, ...fromTables('1.25')];
