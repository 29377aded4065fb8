import type { Transform } from '../../src/transform';
import { targetPortRules } from './service-entry-target-port';
import { fromTables } from '../tables';
import { globalProfile } from './global-profile';

/** What Istio 1.25 asks for. */
export const transforms: readonly Transform[] = [targetPortRules, globalProfile, ...fromTables('1.25')];
