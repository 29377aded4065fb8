import { apiVersionTransform } from '../../src/moves';
import type { Transform } from '../../src/transform';
import { apiVersions } from './api-versions';

const ofTables: readonly Transform[] = apiVersions.map(apiVersionTransform);

/** The transforms that rows ask for in a release. */
export function fromTables(release: string): readonly Transform[] {
  return ofTables.filter((transform) => transform.release === release);
}
