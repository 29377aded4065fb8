import type { Context } from '../../transform';
import { holdsOneOf, type ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import {
  asMapping,
  asSequence,
  asText,
  Declined,
  insideOneOf,
  itemsOf,
  type Mapping,
  stringOf,
  type Text,
  unlessDeclined,
  valueAt,
  walk,
} from '../../yaml';
import { type Base, certainEntry, isResource, type KindName, type MovedKind } from '../moved-kind';
import { basesMeant } from '../meant';
import { contextOfFollower } from '../unit';
import type { Readers } from './readers';
import { plural } from '../nouns';
import { renameInRule } from './same-group';
import { insertedResource, mayNameMore, reportOpenRule } from './templated-groups';
import { describeLiteral } from '../chart-literals';
import { changingPart, namespaceAround, statusAround, stayWithObject } from './status';
import {
  areOfController,
  isGrantedBeside,
  meansKind,
  meansKindAlone,
  renamedNames,
  resourceNow,
  type Rule,
  superfluous,
  textsUnder,
} from './grants';

/** Whoever may use the kind must be allowed to under its new name; what reads old fields by a rule stays with it. */
export function migrateRoles<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  { contextOf }: Readers,
): void {
  if (!holdsOneOf(document, wordsOfRules)) return;
  const { root, objects } = document;
  const isOfIstiod = insideOneOf(objects.filter(isRoleOfIstiod).map(({ mapping }) => mapping));
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || holdDoubled(mapping, moved, context)) return;
    for (const name of moved.from) {
      const rule = readRule(mapping, name, moved);
      if (!rule) continue;
      if (isOfIstiod(mapping)) {
        context.keep(rule.old);
        for (const text of rule.names) context.keep(text);
        return;
      }
      if (name.group === moved.to.group) renameInRule(rule, moved, context);
      else migrateRule(rule, document, moved, contextOf(mapping));
      return;
    }
    if (changingPart(moved) === 'group') migrateAuditRule(mapping, moved, context);
  });
}

/** The groups of a rule, or what an audit policy has beside its one group. */
const wordsOfRules = ['apiGroups', 'resources'];

/**
 * Whether an object is the role of istiod itself, as its chart renders it: a release of Istio brings the rules that it
 * needs, and the one that runs now needs those that are there.
 */
function isRoleOfIstiod({ mapping, kind }: KubernetesObject): boolean {
  if (!/^(?:Cluster)?Role$/.test(kind)) return false;
  const label = (key: string) => stringOf(valueAt(mapping, 'metadata', 'labels', key)) ?? '';
  return (
    unlessDeclined(() => label('app') === 'istiod' || label('helm.sh/chart').startsWith('istiod-')) ?? false
  );
}

/** A rule that says something twice: nobody can say what it grants, so what it may grant stays with it. */
function holdDoubled<B extends Base>(mapping: Mapping, moved: MovedKind<B>, context: Context): boolean {
  const under = (...keys: string[]) => mapping.entries.filter(({ name = '' }) => keys.includes(name));
  const textsIn = (...keys: string[]) =>
    under(...keys).flatMap(({ value }) => itemsOf(value).flatMap((item) => asText(item.value) ?? []));
  const doubled = ['apiGroups', 'resources', 'kinds'].find((key) => under(key).length > 1);
  if (doubled === undefined) return false;
  const covers = moved.from.filter((name) =>
    textsIn('resources', 'kinds').some(({ value }) => meansKind(value, name)),
  );
  const old = textsIn('apiGroups').find(({ value }) => covers.some(({ group }) => group === value));
  if (!old) return false;
  const named = { namespace: namespaceAround(mapping) };
  contextOfFollower(named, moved, context).rewrite(old, `RBAC rule on ${moved.to.kind}`, () => {
    throw new Declined(`the key "${doubled}" appears twice`);
  });
  return true;
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

function migrateRule<B extends Base>(
  rule: Rule,
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { report, keep, facts } = context;
  const { mapping, groups, name, old, hasNew, names } = rule;
  const named = { namespace: namespaceAround(mapping) };
  const { bases: all } = basesMeant(named, moved, facts);
  const { rewrite } = contextOfFollower(named, moved, context);
  const covers = names.filter(({ value }) => meansKind(value, name));
  const inserted = covers.length === 0 ? insertedResource(mapping, name, document, facts) : undefined;
  if (covers.length === 0 && !inserted) {
    if (mayNameMore(mapping)) reportOpenRule(old, moved, context);
    else if (names.length > 0) keep(old);
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
        : `${moved.to.version} ${plural(moved.to.kind)} are not checked by this rule`,
      help: `update the webhook or policy for the fields of ${moved.to.version}, then add apiGroups ${moved.to.group} and apiVersions ${moved.to.version}`,
    });
    return;
  }
  const renamed = renamedNames(covers, name, moved);
  const isOfController = areOfController(mapping.parent?.parent);
  const isBoth = status === 'both' || isOfController;
  // The value of a chart may be another one tomorrow, and name what stays in the old group.
  const staysOld = namesOthers(rule) || inserted !== undefined || isBoth;
  // An object that could not be migrated is one on which somebody has to act: then this rule has to be looked at again.
  const isForStuck = status === 'both' && all.some(({ obstacle }) => obstacle && !obstacle.isOfCondition);
  if (isOfController) for (const { text } of renamed) keep(text);
  const tellOld = () => {
    report({ level: 'note', at: old, ...superfluous(moved, isOfController) });
  };
  if ((hasNew && renamed.length === 0) || isGrantedBeside(rule, moved)) {
    if (staysOld && !isForStuck && !isOfController) keep(old);
    else tellOld();
    return;
  }
  if (!hasNew && moved.to.isWholeGroup !== true && covers.some(({ value }) => value.startsWith('*'))) {
    reportWildcard(rule, covers, all.length > 0, moved, context);
    return;
  }
  if (isForStuck || isOfController) tellOld();
  else if (staysOld || hasNew) keep(old);
  const what = inserted?.text ?? covers.map(({ value }) => value).join(', ');
  const how = staysOld ? `${name.group} and ${moved.to.group}` : `${name.group} → ${moved.to.group}`;
  // A rule of Argo CD or Gatekeeper has kinds, one of RBAC resources.
  const ruleOf = certainEntry(mapping, 'kinds') ? 'rule' : 'RBAC rule';
  rewrite(old, `${ruleOf} on ${what}: ${how}`, (edit) => {
    if (inserted && name.resource !== moved.to.resource)
      throw new Declined(`a template expression inserts ${what}, from ${describeLiteral(inserted)}`);
    if (staysOld && !hasNew) edit.append(groups, moved.to.group);
    else if (!hasNew) edit.set(old, moved.to.group);
    for (const { text, to } of renamed) {
      if (!isBoth) edit.set(text, to);
      else if (text.parent?.kind === 'item') edit.append(text.parent.parent, to);
    }
  });
}

/** A rule on all of the old group would be one on every kind of the new group as well: no more than one is missing. */
function reportWildcard<B extends Base>(
  { mapping, old, name }: Rule,
  covers: readonly Text[],
  isInTree: boolean,
  { to }: MovedKind<B>,
  { keep, report }: Context,
): void {
  for (const text of [old, ...covers]) keep(text);
  const key = certainEntry(mapping, 'kinds') ? 'kinds' : 'resources';
  const now = covers.map(({ value }) => (key === 'kinds' ? to.kind : resourceNow(value, name, to)));
  report({
    level: isInTree ? 'warning' : 'note',
    at: old,
    message: `not rewritten: this rule covers every kind of ${name.group}, and ${to.kind} is now in ${to.group}, which has other kinds as well`,
    help: `add a rule beside it with apiGroups [${to.group}] and ${key} [${[...new Set(now)].join(', ')}]`,
  });
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
  const { report, keep } = context;
  const entry = certainEntry(mapping, 'group');
  const value = asText(entry?.value);
  const name = moved.from.find(({ group }) => group !== moved.to.group && group === value?.value);
  if (entry?.parent !== mapping || !value || !name) return;
  const names = textsUnder(mapping, 'resources');
  if (!names.some((text) => meansKind(text.value, name))) {
    if (names.length > 0 && !mayNameMore(mapping)) keep(value);
    return;
  }
  const status = statusAround(mapping, moved, context);
  if (status === 'stays') {
    stayWithObject(value, { namespace: namespaceAround(mapping) }, moved, context);
  } else if (names.every((text) => isResource(text.value, name.resource)) && status === 'moves') {
    const what = names.map((text) => text.value).join(', ');
    const { rewrite } = contextOfFollower({}, moved, context);
    rewrite(value, `audit rule on ${what}: ${name.group} → ${moved.to.group}`, (edit) => {
      edit.set(value, moved.to.group);
      for (const { text, to } of renamedNames(names, name, moved)) edit.set(text, to);
    });
  } else {
    const message = `the rule does not cover the ${moved.to.kind} of ${moved.to.version}`;
    const help = `add a rule for the ${moved.to.kind} of ${moved.to.group}`;
    report({ level: 'warning', at: value, message, help });
  }
}
