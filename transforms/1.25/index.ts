import type { Transform } from '../../src/transform';
import { globalProfile } from './global-profile';
import { fromTables } from '../tables';

/** What Istio 1.25 asks for. */
export const transforms: readonly Transform[] = [globalProfile, ...fromTables('1.25')];
