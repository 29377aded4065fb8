import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import {
  asMapping,
  asSequence,
  asText,
  itemsOf,
  type Mapping,
  type Node,
  type Sequence,
  stringOf,
  type Text,
  walk,
} from '../../../src/yaml';
import { fateAround, stayWithPool } from './fate';
import { group, isPoolResource, oldGroup } from './names';
import { certainEntry } from './own';
import { isPoolKind } from './reference';

/** A mapping that lists API groups beside resources (RBAC, flow control, admission) or kinds (Gatekeeper). */
interface Rule {
  readonly mapping: Mapping;
  readonly groups: Sequence;
  /** What names the old group. */
  readonly old: Text;
  readonly hasNew: boolean;
  /** Resources or kinds. */
  readonly names: readonly string[];
}

/** Whoever may use the pool must be allowed to in its new group. */
export function migrateRoles({ root }: ManifestDocument, context: Context): void {
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping) return;
    const rule = readRule(mapping);
    if (rule) migrateRule(rule, context);
    else reportAuditRule(mapping, context);
  });
}

function readRule(mapping: Mapping): Rule | undefined {
  const groups = asSequence(certainEntry(mapping, 'apiGroups')?.value);
  const old = itemsOf(groups)
    .map(({ value }) => asText(value))
    .find((text) => text?.value === oldGroup);
  if (!groups || !old) return undefined;
  const names = [...textsUnder(mapping, 'resources'), ...textsUnder(mapping, 'kinds')];
  const hasNew = groups.items.some(({ value }) => ['*', group].includes(stringOf(value) ?? ''));
  return { mapping, groups, old, hasNew, names };
}

function migrateRule(rule: Rule, context: Context): void {
  const { rewrite, report, keep } = context;
  const { mapping, groups, old, hasNew, names } = rule;
  const covers = names.filter(meansPool);
  if (covers.length === 0) {
    if (names.length > 0) keep(old);
    return;
  }
  const fate = fateAround(mapping, context);
  if (fate === 'stays') {
    stayWithPool(old, context);
    return;
  }
  // A webhook or policy reads the fields of the version it was written for: to show it the other one may break it.
  if (certainEntry(mapping, 'apiVersions')) {
    report({
      level: 'warning',
      at: old,
      message: hasNew
        ? 'the old InferencePool is still admitted here'
        : 'v1 InferencePools are not admitted here',
      help: `teach the webhook or policy the fields of v1, then add apiGroups ${group} and apiVersions v1`,
    });
    return;
  }
  const staysOld = namesOthers(rule) || fate === 'both';
  if (hasNew || isGrantedBeside(mapping, names)) {
    if (staysOld) keep(old);
    else report({ level: 'note', at: old, ...superfluous });
    return;
  }
  if (staysOld) keep(old);
  const how = staysOld ? `${oldGroup} and ${group}` : `${oldGroup} → ${group}`;
  rewrite(old, `rule on ${covers.join(', ')}: ${how}`, (edit) => {
    if (staysOld) edit.append(groups, group);
    else edit.set(old, group);
  });
}

const superfluous = {
  message: 'the rule grants the InferencePool of the old group as well',
  help: 'take the old group out once no pool of it is left',
} as const;

/** Whether another rule of the same list gives the same verbs on the pool of the new group. */
function isGrantedBeside(mapping: Mapping, names: readonly string[]): boolean {
  return itemsOf(mapping.parent?.parent).some(({ value: other }) => {
    if (certainEntry(other, 'resourceNames')) return false;
    const covers = (name: string, needed: readonly string[]): boolean => {
      const given = textsUnder(other, name);
      return given.includes('*') || needed.every((text) => given.includes(text));
    };
    const pools = names.filter(meansPool);
    const verbs = textsUnder(mapping, 'verbs');
    return (
      verbs.length > 0 && covers('apiGroups', [group]) && covers('resources', pools) && covers('verbs', verbs)
    );
  });
}

/** Whether a resource or kind is the pool, alone or with all others. */
function meansPool(name: string): boolean {
  return isPoolResource(name) || isPoolKind(name) || name.startsWith('*');
}

/** Whether the rule also names something that stays in the old group. */
function namesOthers({ groups, names }: Rule): boolean {
  const others = names.filter((name) => !isPoolResource(name) && !isPoolKind(name));
  return groups.items.length === 1
    ? others.length > 0
    : others.some((name) => /^(?:inference|\*)/i.test(name));
}

/** A rule of an audit policy has one group: `{group: …, resources: [inferencepools]}`. */
function reportAuditRule(mapping: Mapping, context: Context): void {
  const { rewrite, report, keep } = context;
  const entry = certainEntry(mapping, 'group');
  const value = asText(entry?.value);
  if (entry?.parent !== mapping || value?.value !== oldGroup) return;
  const names = textsUnder(mapping, 'resources');
  if (!names.some(meansPool)) {
    if (names.length > 0) keep(value);
    return;
  }
  const fate = fateAround(mapping, context);
  if (fate === 'stays') {
    stayWithPool(value, context);
  } else if (names.every(isPoolResource) && fate === 'moves') {
    rewrite(value, `rule on ${names.join(', ')}: ${oldGroup} → ${group}`, (edit) => {
      edit.set(value, group);
    });
  } else {
    const help = `add a rule for the InferencePool of ${group}`;
    report({ level: 'warning', at: value, message: 'the rule does not cover the InferencePool of v1', help });
  }
}

function textsUnder(node: Node, name: string): string[] {
  return itemsOf(certainEntry(node, name)?.value).map(({ value }) => stringOf(value) ?? '');
}
