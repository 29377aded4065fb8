import type { FactKind } from '../../../src/facts';
import type { Survey } from '../../../src/transform';
import { entriesOf, unlessDeclined } from '../../../src/yaml';
import type { Base } from '../../../src/moves';
import { isKeptIn } from '../../shared/kept';
import { labelsOf } from '../../shared/labels';
import { group, version } from './names';
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
    const { path, objects } = document;
    for (const object of objects) {
      if (object.kind !== 'BackendTLSPolicy' || object.group !== group) continue;
      // What cannot be read tells nothing; that it cannot be is told where it is migrated.
      const targets = unlessDeclined(() => readPolicy(object))?.targets ?? [];
      const { kind, name } = object;
      const entries = targets.flatMap(({ node }) => entriesOf(node));
      const targetFields = entries.map((entry) => entry.name ?? '');
      const kept = isKeptIn(document, object, 'backend-tls-policy');
      const base = {
        path,
        kind,
        name,
        labels: labelsOf(object),
        isKept: kept,
        isOld: object.version !== version,
      };
      facts.add(policyBases, { ...base, targetFields });
    }
  },
};
