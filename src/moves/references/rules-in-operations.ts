import type { FactKind } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { type Operation } from '../../kustomize/operation';
import { type PatchOver, patchesOver } from '../../kustomize/over';
import type { Context, Survey } from '../../transform';
import { asSequence, asText, itemsOf, stringOf, type Text, valueAt } from '../../yaml';
import { fileOf } from '../../kubernetes/path';
import { type Base, isResource, type MovedKind } from '../moved-kind';
import { areOfController } from './grants';
import { statusOf } from './status';
import { contextOfFollower } from '../unit';

/** A role of the tree, with the resources of each of its rules. */
interface RoleRules {
  readonly path: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly rules: readonly (readonly string[])[];
}

const roleRules: FactKind<RoleRules> = { name: 'role-rules' };

/** Collects the roles that name a resource, for the patches over them. */
export function roleSurveyOf(resource: string): Survey {
  return {
    triggers: [resource],
    collect({ objects, path }, facts) {
      for (const { kind, name, mapping } of objects) {
        if (!/^(?:Cluster)?Role$/.test(kind)) continue;
        const list = asSequence(valueAt(mapping, 'rules'));
        // The rules of a controller keep the old group, and what names it there still does.
        const isOfController = areOfController(list);
        const rules = itemsOf(list).map(({ value }) =>
          isOfController ? [] : textsIn(valueAt(value, 'resources')),
        );
        if (isOfController || rules.flat().some((text) => isResource(text, resource)))
          facts.add(roleRules, { path, kind, name, rules });
      }
    },
  };
}

function textsIn(node: Parameters<typeof itemsOf>[0]): string[] {
  return itemsOf(node).map(({ value }) => stringOf(value) ?? '');
}

/**
 * Has the API groups follow that operations of a JSON patch set or test in a role: `/rules/0/apiGroups/0`. Which kinds
 * the rule is about is said by the role that the patch is for, and by the patch; where these name others, the sweep
 * reports the group.
 */
export function migrateRulesInOperations<B extends Base>(
  operations: readonly Operation[],
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const leaving = moved.from.filter(({ group }) => group !== moved.to.group);
  for (const { path, value } of operations) {
    const [first, rule = '', field] = path;
    if (first !== 'rules' || field !== 'apiGroups' || path.length > 4) continue;
    const node = value?.value;
    const texts = asSequence(node) ? itemsOf(node).map((item) => asText(item.value)) : [asText(node)];
    for (const text of texts) {
      const name = leaving.find(({ group }) => group === text?.value);
      if (!text || !name) continue;
      const resources = resourcesOf(rule, operations, document, context);
      if (resources.length > 0 && resources.every((each) => isResource(each, name.resource)))
        migrateGroup(text, moved, context);
    }
  }
}

function migrateGroup<B extends Base>(text: Text, moved: MovedKind<B>, context: Context): void {
  if (statusOf({}, moved, context.facts) !== 'moves') return;
  const { rewrite } = contextOfFollower({}, moved, context);
  rewrite(text, `RBAC rule on ${moved.to.resource}: ${text.value} → ${moved.to.group}`, (edit) => {
    edit.set(text, moved.to.group);
  });
}

/** The resources of a rule: those of each role that the patch is for, and what the patch adds or puts in their place. */
function resourcesOf(
  rule: string,
  operations: readonly Operation[],
  document: ManifestDocument,
  { facts }: Context,
): readonly string[] {
  const file = fileOf(document.path);
  const isThis = ({ path, text, namedIn }: PatchOver) =>
    text === undefined ? path === document.path : namedIn === file && text === document.text;
  const roles = facts.all(roleRules).filter((role) => patchesOver(role, facts).some(isThis));
  const said = operations.flatMap(({ path, value }) => {
    if (path[0] !== 'rules' || path[1] !== rule || path[2] !== 'resources') return [];
    return asSequence(value?.value) ? textsIn(value?.value) : [stringOf(value?.value) ?? ''];
  });
  const given = roles.map(({ rules }) => rules[Number(rule)] ?? []);
  // Of a rule that a role does not have, nothing is known.
  return given.some((resources) => resources.length === 0) ? [] : [...given.flat(), ...said];
}
