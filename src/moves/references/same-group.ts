import type { Context } from '../../transform';
import { holdersOf, stringOf, valueAt } from '../../yaml';
import { type Base, certainEntry, type MovedKind } from '../moved-kind';
import { plural } from '../nouns';
import {
  areOfController,
  isGrantedBeside,
  meansKindAlone,
  renamedNames,
  type Rule,
  textsUnder,
} from './grants';

/** A kind that stays in its group may be called otherwise there. */
export function renameInRule<B extends Base>(rule: Rule, moved: MovedKind<B>, context: Context): void {
  const { mapping, name, names } = rule;
  const renamed = renamedNames(names, name, moved);
  if (renamed.length === 0 || certainEntry(mapping, 'apiVersions')) {
    reportAdmission(rule, moved, context);
    return;
  }
  const isGranted = isGrantedBeside(rule, moved);
  const isOfController = areOfController(mapping.parent?.parent);
  for (const { text, to } of renamed) {
    const { parent } = text;
    if (isGranted || names.some(({ value }) => value === to)) context.keep(text);
    else
      context.rewrite(text, `rule on ${text.value}: ${text.value} → ${to}`, (edit) => {
        // The controller watches the old kind until it is upgraded itself.
        if (isOfController && parent?.kind === 'item') edit.append(parent.parent, to);
        else edit.set(text, to);
      });
    if (isOfController) context.keep(text);
  }
}

/** A webhook or policy for the old version of a kind that stays in its group. */
function reportAdmission<B extends Base>(
  { mapping, name, names }: Rule,
  moved: MovedKind<B>,
  { report }: Context,
): void {
  const versions = certainEntry(mapping, 'apiVersions');
  if (!versions || !names.some(({ value }) => meansKindAlone(value, name))) return;
  const given = textsUnder(mapping, 'apiVersions').map(({ value }) => value);
  if (given.some((text) => text === '*' || text === moved.to.version)) return;
  if (!given.some((text) => name.versions.includes(text))) return;
  // The API server converts an object to a version that a rule names and the CRD still has, unless told not to.
  const isExact = holdersOf(mapping).some((node) => stringOf(valueAt(node, 'matchPolicy')) === 'Exact');
  if (!isExact && !given.every((text) => name.versions.includes(text))) return;
  report({
    level: 'warning',
    at: versions,
    message: `${moved.to.version} ${plural(moved.to.kind)} are not checked by this rule`,
    help: `update the webhook or policy for the fields of ${moved.to.version}, then add apiVersions ${moved.to.version}`,
  });
}
