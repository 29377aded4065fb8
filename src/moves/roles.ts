import type { Context } from '../transform';
import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';
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
  unlessDeclined,
  valueAt,
  walk,
} from '../yaml';
import {
  type Base,
  certainEntry,
  contains,
  isKindOrList,
  isResource,
  type KindName,
  type MovedKind,
} from './moved-kind';
import { basesNamed } from './bases';
import { contextOfFollower } from './unit';
import { changingPart, namespaceAround, nounOf, plural, statusAround, stayWithObject } from './status';

/** A mapping that lists API groups beside resources (RBAC, flow control, admission) or kinds (Gatekeeper). */
interface Rule {
  readonly mapping: Mapping;
  readonly groups: Sequence;
  /** The name that the kind had in an old group of the rule. */
  readonly name: KindName;
  /** What names the old group. */
  readonly old: Text;
  readonly hasNew: boolean;
  /** Resources or kinds. */
  readonly names: readonly Text[];
}

/** Whoever may use the kind must be allowed to under its new name. */
export function migrateRoles<B extends Base>(
  { root, objects }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const ofIstiod = objects.filter(isRoleOfIstiod);
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping) return;
    for (const name of moved.from) {
      const rule = readRule(mapping, name, moved);
      if (!rule) continue;
      if (ofIstiod.some((role) => contains(role.mapping, mapping))) {
        context.keep(rule.old);
        for (const text of rule.names) context.keep(text);
        return;
      }
      if (name.group === moved.to.group) reportAdmission(rule, moved, context);
      else migrateRule(rule, moved, context);
      return;
    }
    if (changingPart(moved) === 'group') migrateAuditRule(mapping, moved, context);
  });
}

/**
 * Whether an object is the role of istiod itself, as its chart renders it: a release of Istio brings the rules that it
 * needs, and the one that runs now needs those that stand there.
 */
function isRoleOfIstiod({ mapping, kind }: KubernetesObject): boolean {
  if (!/^(?:Cluster)?Role$/.test(kind)) return false;
  const label = (key: string) => stringOf(valueAt(mapping, 'metadata', 'labels', key)) ?? '';
  return (
    unlessDeclined(() => label('app') === 'istiod' || label('helm.sh/chart').startsWith('istiod-')) ?? false
  );
}

function readRule(mapping: Mapping, name: KindName, { to }: MovedKind): Rule | undefined {
  const groups = asSequence(certainEntry(mapping, 'apiGroups')?.value);
  const old = itemsOf(groups)
    .map(({ value }) => asText(value))
    .find((text) => text?.value === name.group);
  if (!groups || !old) return undefined;
  const names = [...textsUnder(mapping, 'resources'), ...textsUnder(mapping, 'kinds')];
  const hasNew = groups.items.some(({ value }) => ['*', to.group].includes(stringOf(value) ?? ''));
  return { mapping, groups, name, old, hasNew, names };
}

function migrateRule<B extends Base>(rule: Rule, moved: MovedKind<B>, context: Context): void {
  const { report, keep, facts } = context;
  const { mapping, groups, name, old, hasNew, names } = rule;
  const all = basesNamed({ name: undefined, namespace: namespaceAround(mapping) }, moved, facts);
  const { rewrite } = contextOfFollower(all, moved, context);
  const covers = names.filter(({ value }) => meansKind(value, name));
  if (covers.length === 0) {
    if (names.length > 0) keep(old);
    return;
  }
  const status = statusAround(mapping, moved, context);
  if (status === 'stays') {
    stayWithObject(old, { namespace: namespaceAround(mapping) }, moved, context);
    return;
  }
  // A webhook or policy reads the fields of the version it was written for: to show it the other one may break it.
  if (certainEntry(mapping, 'apiVersions')) {
    report({
      level: 'warning',
      at: old,
      message: hasNew
        ? `the old ${moved.to.kind} is still admitted here`
        : `${moved.to.version} ${plural(moved.to.kind)} are not admitted here`,
      help: `update the webhook or policy for the fields of ${moved.to.version}, then add apiGroups ${moved.to.group} and apiVersions ${moved.to.version}`,
    });
    return;
  }
  const renamed = renamedNames(covers, name, moved);
  const staysOld = namesOthers(rule) || status === 'both';
  if ((hasNew && renamed.length === 0) || isGrantedBeside(rule, moved)) {
    if (staysOld) keep(old);
    else report({ level: 'note', at: old, ...superfluous(moved) });
    return;
  }
  if (staysOld || hasNew) keep(old);
  const what = covers.map(({ value }) => value).join(', ');
  const how = staysOld ? `${name.group} and ${moved.to.group}` : `${name.group} → ${moved.to.group}`;
  rewrite(old, `rule on ${what}: ${how}`, (edit) => {
    if (staysOld && !hasNew) edit.append(groups, moved.to.group);
    else if (!hasNew) edit.set(old, moved.to.group);
    for (const { text, to } of renamed) {
      if (status !== 'both') edit.set(text, to);
      else if (text.parent?.kind === 'item') edit.append(text.parent.parent, to);
    }
  });
}

/** Where the resource or kind itself is called otherwise now. */
function renamedNames(
  covers: readonly Text[],
  { resource, kind }: KindName,
  { to }: MovedKind,
): { readonly text: Text; readonly to: string }[] {
  return covers.flatMap((text) => {
    if (isResource(text.value, resource) && resource !== to.resource)
      return [{ text, to: to.resource + text.value.slice(resource.length) }];
    if (isKindOrList(text.value, kind) && kind !== to.kind)
      return [{ text, to: to.kind + text.value.slice(kind.length) }];
    return [];
  });
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
  report({
    level: 'warning',
    at: versions,
    message: `${moved.to.version} ${plural(moved.to.kind)} are not admitted here`,
    help: `update the webhook or policy for the fields of ${moved.to.version}, then add apiVersions ${moved.to.version}`,
  });
}

function superfluous(moved: MovedKind) {
  return {
    message: `the rule grants the ${moved.to.kind} of the old group as well`,
    help: `remove the old group once no ${nounOf(moved)} of it is left`,
  };
}

/** Whether another rule of the same list gives the same verbs on the kind in the new group. */
function isGrantedBeside({ mapping, names, name }: Rule, { to }: MovedKind): boolean {
  const granted = grantsIn(mapping.parent?.parent, to.group);
  const verbs = textsUnder(mapping, 'verbs').map(({ value }) => value);
  if (granted.length === 0 || verbs.length === 0) return false;
  const needed = names
    .filter(({ value }) => meansKind(value, name))
    .map(({ value }) =>
      isResource(value, name.resource) ? to.resource + value.slice(name.resource.length) : value,
    );
  const covers = (given: ReadonlySet<string>, wanted: readonly string[]): boolean =>
    given.has('*') || wanted.every((text) => given.has(text));
  return granted.some((grant) => covers(grant.resources, needed) && covers(grant.verbs, verbs));
}

/** What a rule grants, whatever the names of the objects are. */
interface Grant {
  readonly resources: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
}

const grants = new WeakMap<object, Map<string, readonly Grant[]>>();

/** What the rules of a list grant in a group, each grant once: a list can be long, and each of its rules asks. */
function grantsIn(list: Mapping | Sequence | undefined, group: string): readonly Grant[] {
  if (list?.kind !== 'sequence') return [];
  const ofGroups = grants.get(list) ?? new Map<string, readonly Grant[]>();
  grants.set(list, ofGroups);
  const known = ofGroups.get(group);
  if (known) return known;
  const found = new Map<string, Grant>();
  for (const { value } of list.items) {
    if (certainEntry(value, 'resourceNames')) continue;
    const [groups = [], resources = [], verbs = []] = ['apiGroups', 'resources', 'verbs'].map((key) =>
      textsUnder(value, key).map((text) => text.value),
    );
    if (groups.includes('*') || groups.includes(group))
      found.set(JSON.stringify([resources, verbs]), { resources: new Set(resources), verbs: new Set(verbs) });
  }
  const all = [...found.values()];
  ofGroups.set(group, all);
  return all;
}

/** Whether a resource or kind is this one, alone or with all others. */
function meansKind(text: string, name: KindName): boolean {
  return meansKindAlone(text, name) || text.startsWith('*');
}

function meansKindAlone(text: string, { resource, kind }: KindName): boolean {
  return isResource(text, resource) || isKindOrList(text, kind);
}

/** Whether the rule also names something that stays in the old group. */
function namesOthers({ groups, names, name }: Rule): boolean {
  const others = names.filter(({ value }) => !meansKindAlone(value, name));
  if (groups.items.length === 1) return others.length > 0;
  // Which of several groups the others are in shows by the first word that they share with the kind.
  const [word = ''] = /^X?[A-Z]?[a-z]+/.exec(name.kind) ?? [];
  return others.some(
    ({ value }) => value.startsWith('*') || value.toLowerCase().startsWith(word.toLowerCase()),
  );
}

/** A rule of an audit policy has one group: `{group: …, resources: [inferencepools]}`. */
function migrateAuditRule<B extends Base>(mapping: Mapping, moved: MovedKind<B>, context: Context): void {
  const { rewrite, report, keep } = context;
  const entry = certainEntry(mapping, 'group');
  const value = asText(entry?.value);
  const name = moved.from.find(({ group }) => group !== moved.to.group && group === value?.value);
  if (entry?.parent !== mapping || !value || !name) return;
  const names = textsUnder(mapping, 'resources');
  if (!names.some((text) => meansKind(text.value, name))) {
    if (names.length > 0) keep(value);
    return;
  }
  const status = statusAround(mapping, moved, context);
  if (status === 'stays') {
    stayWithObject(value, { namespace: namespaceAround(mapping) }, moved, context);
  } else if (names.every((text) => isResource(text.value, name.resource)) && status === 'moves') {
    const what = names.map((text) => text.value).join(', ');
    rewrite(value, `rule on ${what}: ${name.group} → ${moved.to.group}`, (edit) => {
      edit.set(value, moved.to.group);
      for (const { text, to } of renamedNames(names, name, moved)) edit.set(text, to);
    });
  } else {
    const message = `the rule does not cover the ${moved.to.kind} of ${moved.to.version}`;
    const help = `add a rule for the ${moved.to.kind} of ${moved.to.group}`;
    report({ level: 'warning', at: value, message, help });
  }
}

function textsUnder(node: Node, name: string): Text[] {
  return itemsOf(certainEntry(node, name)?.value).flatMap(({ value }) => asText(value) ?? []);
}
