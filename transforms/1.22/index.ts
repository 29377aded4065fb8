import type { Transform } from '../../src/transform';
import { serviceEntryTargetPort } from './service-entry-target-port';
import { fromTables } from '../tables';

/** What Istio 1.22 asks for, in the order in which it runs and is listed. */
export const transforms: readonly Transform[] = [serviceEntryTargetPort, ...fromTables('1.22')];
