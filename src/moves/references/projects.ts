import type { ManifestDocument } from '../../kubernetes/document';
import type { ConditionalTriggers, Context } from '../../transform';
import { asSequence, itemsOf, type Node, type Sequence } from '../../yaml';
import { areMoving } from '../bases';
import { type Base, certainEntry, type MovedKind, textUnder } from '../moved-kind';

/**
 * The lists of an AppProject of Argo CD, whose entries are patterns.
 *
 * Source: argo-cd, `pkg/apis/application/v1alpha1/types.go` (`isResourceInList`).
 */
const lists = [
  ['spec', 'namespaceResourceWhitelist'],
  ['spec', 'namespaceResourceBlacklist'],
  ['spec', 'clusterResourceWhitelist'],
  ['spec', 'clusterResourceBlacklist'],
  ['spec', 'orphanedResources', 'ignore'],
];

/** An AppProject need not name the kind; it is looked at where an object of the tree moves. */
export function triggersOfProjects(moved: readonly MovedKind[]): ConditionalTriggers {
  return { words: ['AppProject'], countIn: (_path, facts) => moved.some((each) => areMoving(each, facts)) };
}

/** Where a pattern of an AppProject covers the old name of a kind, and nothing beside it the new one, that is added. */
export function migrateProjects<B extends Base>(
  { objects }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  if (!areMoving(moved, context.facts)) return;
  const below = (node: Node | undefined, key: string) => certainEntry(node, key)?.value;
  for (const { group, kind, mapping } of objects) {
    if (group !== 'argoproj.io' || kind !== 'AppProject') continue;
    for (const path of lists) {
      const list = asSequence(path.reduce<Node | undefined>(below, mapping));
      if (list) migrateList(list, moved, context);
    }
  }
}

interface Named {
  readonly group: string;
  readonly kind: string;
}

function migrateList(list: Sequence, { to, from }: MovedKind, { keep, rewrite }: Context): void {
  const old = from.filter(({ group }) => group !== to.group);
  const items = itemsOf(list).map(({ value }) => value);
  const patterns = items.filter((item) => old.some((name) => covers(item, name)));
  const [first] = patterns;
  // An entry that names the old kind itself is a reference, which follows.
  if (!first || patterns.some((item) => old.some((name) => isExactly(item, name)))) return;
  for (const pattern of patterns) {
    const group = certainEntry(pattern, 'group')?.value;
    if (group) keep(group);
  }
  if (items.some((item) => covers(item, to))) return;
  const { group, kind } = to;
  const names = new Set(patterns.map((pattern) => textUnder(pattern, 'name')));
  rewrite(first, `${kind} of ${group} beside the pattern that covers it in the old group`, (edit) => {
    for (const name of names.has(undefined) ? [undefined] : names)
      edit.append(list, { group, kind, ...(name !== undefined && { name }) });
  });
}

function covers(item: Node, { group, kind }: Named): boolean {
  return matches(textUnder(item, 'group'), group) && matches(textUnder(item, 'kind'), kind);
}

function isExactly(item: Node, { group, kind }: Named): boolean {
  return textUnder(item, 'group') === group && textUnder(item, 'kind') === kind;
}

/** Whether a pattern covers a name: `*` is any text. Where it has more than that, it is taken for another one. */
function matches(pattern: string | undefined, name: string): boolean {
  const [first = '', ...rest] = (pattern ?? '').split('*');
  if (pattern === undefined || !name.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found = index === rest.length - 1 ? name.length - part.length : name.indexOf(part, at);
    if (found < at || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return at === name.length;
}
