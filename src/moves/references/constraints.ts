import type { FactKind, FactPlace, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import type { Survey } from '../../transform';
import { asText, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import type { MovedKind } from '../moved-kind';
import { oldPathsIn } from '../patches/old-paths';

/** A text of a ConstraintTemplate of Gatekeeper, in Rego or CEL: it reads the objects that constraints of its kind name. */
interface TemplateText {
  readonly kind: string;
  readonly text: string;
  readonly place: FactPlace;
}

const templateTexts: FactKind<TemplateText> = { name: 'constraint-template-texts' };

/** Whether a text may read a field of an object. */
const reads = /\b(?:spec|status)\b/;

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
          if (text && reads.test(text.value))
            facts.add(templateTexts, { kind, text: text.value, place: factPlaceOf(document, text) });
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
    .all(templateTexts)
    .filter((each) => each.kind === kind && oldPathsIn(each.text, moved).length > 0)
    .map(({ place }) => place);
}
