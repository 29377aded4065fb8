import type { Transform } from '../../src/transform';
import { fromTables } from '../tables';

/** What Istio 1.24 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [...fromTables('1.24')];
