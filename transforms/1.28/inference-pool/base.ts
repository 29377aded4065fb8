import type { FactKind } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { factPlaceOf } from '../../../src/kubernetes/place';
import type { Survey } from '../../../src/transform';
import { scalarValueOf, unlessDeclined, valueAt } from '../../../src/yaml';
import { type Base, contentsIn, isInOldBranch, isOfKind, isOldObject, keptIn } from '../../../src/moves';
import { labelsOf } from '../../shared/labels';
import { poolMove, usualPickerPort } from './names';
import { collectRemovals, removalWords } from './removal';
import { type Pool, readPool } from './shape';
import { kindOf } from './spec';

/** The picker of a pool of the tree. */
export interface PickerBase {
  /** Unknown where a placeholder tells the kind. */
  readonly kind: 'Service' | 'unknown' | 'other';
  /** Whether it had a port before it was migrated. */
  readonly hasPort: boolean;
}

/** A pool of the tree, as far as patches have to know of it. */
export interface PoolBase extends Base {
  readonly hasTargetPort: boolean;
  /** Undefined where it has no picker. */
  readonly picker: PickerBase | undefined;
}

/** Every pool of the tree. */
export const poolBases: FactKind<PoolBase> = { name: 'inference-pool-bases' };

/** Collects the pools of the tree. */
export const poolSurvey: Survey = {
  triggers: ['InferencePool', ...removalWords],
  collect(document: ManifestDocument, facts) {
    collectRemovals(document, facts);
    const { path } = document;
    for (const object of contentsIn(document)) {
      if (!isOfKind(object, poolMove) || isInOldBranch(document, object, poolMove)) continue;
      // What cannot be read tells nothing; that it cannot be is told where it is migrated.
      const pool = unlessDeclined(() => readPool(object));
      if (!pool) continue;
      const { kind, name, group, version } = object;
      facts.add(poolBases, {
        path,
        place: factPlaceOf(document, object.mapping),
        kind,
        name,
        namespace: object.namespace,
        group,
        version,
        ...keptIn(document, object, 'inference-pool'),
        isOld: isOldObject(object, poolMove),
        labels: labelsOf(object),
        hasTargetPort: (pool.targetPortNumber ?? pool.targetPorts) !== undefined,
        picker: pool.picker && {
          kind: kindOf(pool.picker.value),
          hasPort: hadPort(pool),
        },
      });
    }
  },
};

/** The usual port of v1 is what a migration writes where there was none. */
function hadPort({ pickerPort }: Pool): boolean {
  return pickerPort !== undefined && scalarValueOf(valueAt(pickerPort.value, 'number')) !== usualPickerPort;
}
