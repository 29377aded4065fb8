import type { Transform } from '../../src/transform';
import { fromTables } from '../tables';

/** What Istio 1.25 asks for. */
export const transforms: readonly Transform[] = [...fromTables('1.25')];
