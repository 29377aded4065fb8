import { once } from '../../once';
import { asText, itemsOf, type Mapping, type Node, type Sequence, type Text } from '../../yaml';
import { certainEntry, isKindOrList, isResource, type KindName, type MovedKind } from '../moved-kind';
import { nounOf } from '../nouns';

/** A mapping that lists API groups beside resources (RBAC, flow control, admission) or kinds (Gatekeeper). */
export interface Rule {
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

export function superfluous(moved: MovedKind, isOfController = false) {
  const help = isOfController
    ? 'once this controller no longer watches it'
    : `once no ${nounOf(moved)} of it is left`;
  return {
    message: `the rule grants the ${moved.to.kind} of the old group as well`,
    help: `remove the old group ${help}`,
  };
}

/**
 * Whether the rules of a list are those of a controller, which alone writes the status or the finalizers of objects. It goes
 * on to watch the old group until it is upgraded itself.
 */
export function areOfController(list: Mapping | Sequence | undefined): boolean {
  return list?.kind === 'sequence' && writesStatus(list);
}

const writesStatus = once(
  ({ items }: Sequence) =>
    items.some(({ value }) => {
      const [resources, verbs] = [valuesUnder(value, 'resources'), valuesUnder(value, 'verbs')];
      return (
        resources.some((text) => /\/(?:status|finalizers)$/.test(text)) &&
        verbs.some((verb) => ['update', 'patch', '*'].includes(verb))
      );
    }),
  new WeakMap(),
);

/** Whether another rule of the same list gives the same verbs on the kind in the new group. */
export function isGrantedBeside({ mapping, names, name }: Rule, { to }: MovedKind): boolean {
  const granted = grantsIn(mapping.parent?.parent, to.group);
  const [verbs, objects] = [valuesUnder(mapping, 'verbs'), valuesUnder(mapping, 'resourceNames')];
  if (granted.length === 0 || verbs.length === 0) return false;
  const needed = names
    .filter(({ value }) => meansKind(value, name))
    .map(({ value }) => resourceNow(value, name, to));
  const covers = (given: ReadonlySet<string>, wanted: readonly string[]): boolean =>
    given.has('*') || wanted.every((text) => given.has(text));
  const coversObjects = ({ objects: given }: Grant): boolean =>
    !given || (objects.length > 0 && covers(given, objects));
  return granted.some(
    (grant) => covers(grant.resources, needed) && covers(grant.verbs, verbs) && coversObjects(grant),
  );
}

/** What a rule has to name for what it granted: of a group with other kinds, no more than this one. */
export function resourceNow(text: string, { resource }: KindName, to: MovedKind['to']): string {
  if (isResource(text, resource)) return to.resource + text.slice(resource.length);
  return text.startsWith('*') && to.isWholeGroup !== true ? to.resource + text.slice(1) : text;
}

/** What a rule grants. */
interface Grant {
  readonly resources: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  /** The names of the objects; undefined where it is for all. */
  readonly objects: ReadonlySet<string> | undefined;
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
    const keys = ['apiGroups', 'resources', 'verbs', 'resourceNames'];
    const [groups = [], resources = [], verbs = [], names = []] = keys.map((key) => valuesUnder(value, key));
    const objects = certainEntry(value, 'resourceNames') && new Set(names);
    if (groups.includes('*') || groups.includes(group))
      found.set(JSON.stringify([resources, verbs, objects && names]), {
        resources: new Set(resources),
        verbs: new Set(verbs),
        objects,
      });
  }
  const all = [...found.values()];
  ofGroups.set(group, all);
  return all;
}

/** Where the resource or kind itself is called otherwise now. */
export function renamedNames(
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

/** Whether a resource or kind is this one, alone or with all others. */
export function meansKind(text: string, name: KindName): boolean {
  return meansKindAlone(text, name) || text.startsWith('*');
}

export function meansKindAlone(text: string, { resource, kind }: KindName): boolean {
  return isResource(text, resource) || isKindOrList(text, kind);
}

export function textsUnder(node: Node, name: string): Text[] {
  return itemsOf(certainEntry(node, name)?.value).flatMap(({ value }) => asText(value) ?? []);
}

function valuesUnder(node: Node, name: string): string[] {
  return textsUnder(node, name).map(({ value }) => value);
}
