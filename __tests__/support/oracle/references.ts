import { type Data, type Fields, fieldsOf, listOf, textOf } from './data';

const oldGroup = 'inference.networking.x-k8s.io';
const newGroup = 'inference.networking.k8s.io';

/** What names the pool by its group or apiVersion moves with it; what names both groups stays. */
export function judgeReferences(object: Fields): Fields {
  const references = mappingsIn(object).filter((mapping) => mapping !== object && namesPool(mapping));
  const namesBoth = references.some(isOf(oldGroup)) && references.some(isOf(newGroup));
  return namesBoth ? object : (moved(object, true) as Fields);
}

function moved(data: Data, isObject = false, holder = ''): Data {
  if (Array.isArray(data)) return data.map((item) => moved(item));
  const fields = fieldsOf(data);
  if (!fields) return data;
  const isReference = !isObject && namesPool(fields, holder) && isOf(oldGroup)(fields);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, Data] => {
      if (isReference && name === 'group') return [name, newGroup];
      if (isReference && name === 'apiVersion') return [name, `${newGroup}/v1`];
      // The new group has no other version, so a reference that moved by half is completed.
      const isHalf = !isObject && namesPool(fields, holder) && isOf(newGroup)(fields);
      if ((isReference || isHalf) && name === 'version' && fields['group'] !== undefined) return [name, 'v1'];
      return [name, moved(value, false, name)];
    }),
  );
}

function namesPool(fields: Fields, holder = ''): boolean {
  return fields['kind'] === 'InferencePool' || (holder === 'poolRef' && fields['kind'] === undefined);
}

function isOf(group: string): (fields: Fields) => boolean {
  return ({ group: named, apiVersion }) => named === group || textOf(apiVersion).startsWith(`${group}/`);
}

function mappingsIn(data: Data): Fields[] {
  if (Array.isArray(data)) return data.flatMap(mappingsIn);
  const fields = fieldsOf(data);
  return fields ? [fields, ...Object.values(fields).flatMap(mappingsIn)] : [];
}

/** Whoever may use the pool may use it in its new group; other resources of the old group are still granted. */
export function judgeRole(role: Fields): Fields {
  return { ...role, rules: listOf(role['rules']).map((rule) => judgeRule(fieldsOf(rule) ?? {})) };
}

function judgeRule(rule: Fields): Fields {
  const groups = listOf(rule['apiGroups']);
  const resources = listOf(rule['resources']).map(textOf);
  const isPool = (name: string) => name.split('/')[0] === 'inferencepools';
  const covers = resources.some((name) => isPool(name) || name === '*');
  if (!groups.includes(oldGroup) || groups.includes(newGroup) || groups.includes('*') || !covers) return rule;
  const others = resources.filter((name) => !isPool(name));
  // Beside other groups, what is no resource of inference may be theirs.
  const ofOldGroup = groups.length === 1 ? others : others.filter((name) => /^(?:inference|\*)/.test(name));
  const next = ofOldGroup.length > 0 ? [...groups, newGroup] : groups.map((group) => renamedGroup(group));
  return { ...rule, apiGroups: next };
}

function renamedGroup(group: Data): Data {
  return group === oldGroup ? newGroup : group;
}

/** The picker's flag for the group of its pool, in one argument or in two. */
export function judgeArguments(given: readonly string[]): string[] {
  return given.map((argument, index) => {
    const isValue = /^--?pool-group$/.test(given[index - 1] ?? '');
    const [flag, value] = argument.split('=');
    if (isValue && argument === oldGroup) return newGroup;
    return /^--?pool-group$/.test(flag ?? '') && value === oldGroup ? `${flag ?? ''}=${newGroup}` : argument;
  });
}

/** A Deployment whose container runs with arguments. */
export function judgePicker(deployment: Fields): Fields {
  const copy = structuredClone(deployment) as unknown as Picker;
  for (const container of copy.spec.template.spec.containers) container.args = judgeArguments(container.args);
  return copy as unknown as Fields;
}

interface Picker {
  readonly spec: { readonly template: { readonly spec: { readonly containers: { args: string[] }[] } } };
}
