import type { Transform } from '../../src/transform';
import { artifacts } from './artifacts';

/** What is due whatever the release. */
export const transforms: readonly Transform[] = [artifacts];
