import type { Transform } from '../../src/transform';
import { hpaMetrics } from './hpa-metrics';
import { fromTables } from '../tables';

/** What Istio 1.22 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [hpaMetrics, ...fromTables('1.22')];
