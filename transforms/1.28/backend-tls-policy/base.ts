import type { FactKind } from '../../../src/facts';
import { factPlaceOf } from '../../../src/kubernetes/place';
import type { Survey } from '../../../src/transform';
import { entriesOf, unlessDeclined } from '../../../src/yaml';
import { type Base, contentsIn, isInOldBranch, isOfKind, isOldObject, keptIn } from '../../../src/moves';
import { labelsOf } from '../../shared/labels';
import { policyMove } from './names';
import { readPolicy } from './shape';

/** A policy of the tree, as far as patches have to know of it. */
export interface PolicyBase extends Base {
  /** The fields of its targets: of the one `targetRef`, or of the list that it has become. */
  readonly targetFields: readonly string[];
}

/** Every policy of the tree. */
export const policyBases: FactKind<PolicyBase> = { name: 'backend-tls-policy-bases' };

/** Collects the policies of the tree. */
export const policySurvey: Survey = {
  triggers: ['BackendTLSPolicy'],
  collect(document, facts) {
    const { path } = document;
    for (const object of contentsIn(document)) {
      if (!isOfKind(object, policyMove) || isInOldBranch(document, object, policyMove)) continue;
      // What cannot be read tells nothing; that it cannot be is told where it is migrated.
      const targets = unlessDeclined(() => readPolicy(object))?.targets ?? [];
      const { kind, name, namespace, group, version } = object;
      const entries = targets.flatMap(({ node }) => entriesOf(node));
      const targetFields = entries.map((entry) => entry.name ?? '');
      const base = {
        path,
        place: factPlaceOf(document, object.mapping),
        kind,
        name,
        namespace,
        group,
        version,
        labels: labelsOf(object),
        ...keptIn(document, object, 'backend-tls-policy'),
        isOld: isOldObject(object, policyMove),
      };
      facts.add(policyBases, { ...base, targetFields });
    }
  },
};
