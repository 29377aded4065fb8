import type { FactKind, FactPlace, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import type { Survey } from '../../transform';
import { asText, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import type { MovedKind } from '../moved-kind';
import { oldPathsIn, pathLike, placeOfPart } from '../patches/old-paths';

/** A path in a ConstraintTemplate of Gatekeeper, in Rego or CEL: it is read from the objects that constraints of its kind name. */
interface TemplatePath {
  readonly kind: string;
  readonly path: string;
  readonly place: FactPlace;
}

const templatePaths: FactKind<TemplatePath> = { name: 'constraint-template-paths' };

/** Collects what the constraint templates of the tree read. */
export const constraintSurvey: Survey = {
  triggers: ['ConstraintTemplate'],
  collect(document, facts) {
    for (const object of templatesIn(document)) {
      const kind = unlessDeclined(() =>
        stringOf(valueAt(object.mapping, 'spec', 'crd', 'spec', 'names', 'kind')),
      );
      if (kind === undefined) continue;
      walk(
        unlessDeclined(() => valueAt(object.mapping, 'spec', 'targets')),
        (node) => {
          const text = asText(node);
          if (!text) return;
          for (const { 0: path, index } of text.value.matchAll(pathLike)) {
            const at = placeOfPart(document, text, text.value, { index, length: path.length });
            facts.add(templatePaths, { kind, path, place: factPlaceOf(document, at) });
          }
        },
      );
    }
  },
};

function templatesIn({ objects }: ManifestDocument): KubernetesObject[] {
  return objects.filter(
    ({ group, kind }) => group === 'templates.gatekeeper.sh' && kind === 'ConstraintTemplate',
  );
}

/** Where the template of a constraint reads old fields of a kind; none for other objects. */
export function readByTemplate(
  { group, kind }: KubernetesObject,
  moved: MovedKind,
  facts: Facts,
): FactPlace[] {
  if (group !== 'constraints.gatekeeper.sh') return [];
  return facts
    .all(templatePaths)
    .filter((each) => each.kind === kind && oldPathsIn(each.path, moved).length > 0)
    .map(({ place }) => place);
}
