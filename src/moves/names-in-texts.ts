import type { ManifestDocument } from '../kubernetes/document';
import { readOperations } from '../kustomize/operation';
import type { Context } from '../transform';
import { asText, type Node, walk } from '../yaml';
import { basesIn } from './bases';
import type { Base, MovedKind } from './moved-kind';
import { ambiguous, namespaceAround, statusOf, stayWithObject } from './status';
import { contextOfFollower } from './unit';

/** A kind in one text, as Kyverno writes it: `group/version/Kind`, the version perhaps as `*`. */
export function migrateNamesInTexts<B extends Base>(
  { root }: ManifestDocument,
  moved: MovedKind<B>,
  contextOf: (node: Node) => Context,
  isOther: (node: Node) => boolean,
): void {
  walk(root, (node) => {
    const text = asText(node);
    if (!text || text.alias || !text.value.includes('/') || isOther(text)) return;
    const renamed = renamedText(text.value, moved);
    if (renamed === undefined || renamed === text.value) return;
    const context = contextOf(text);
    const named = { namespace: namespaceAround(text) };
    const status = statusOf(named, moved, context.facts);
    if (status === 'stays') stayWithObject(text, named, moved, context);
    else if (status === 'both') context.report({ at: text, ...ambiguous(named, moved, context.facts) });
    else
      context.rewrite(text, `${text.value} → ${renamed}`, (edit) => {
        edit.set(text, renamed);
      });
  });
}

function renamedText(text: string, { to, from }: MovedKind): string | undefined {
  const [group, version = '', kind = '', ...rest] = text.split('/');
  const name = from.find((each) => each.group === group && each.kind === kind);
  if (!name || (version !== '*' && !name.versions.includes(version))) return undefined;
  return [to.group, version === '*' ? version : to.version, to.kind, ...rest].join('/');
}

/** Where an operation of a JSON patch says the group of a backend: `/spec/rules/0/backendRefs/0/group`. */
const groupOfBackend = /\/backendRefs?(?:\/(?:\d+|-))?\/group$/;

/**
 * The group of a backend alone, as an operation of a JSON patch sets or tests it. The kind is in the object that the
 * patch is for; no other kind of that group is a backend.
 */
export function migrateBareGroups<B extends Base>(
  { root }: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { to, from } = moved;
  const old = from.filter(({ group, kind }) => group !== to.group && kind === to.kind);
  if (old.length === 0) return;
  for (const { pathScalar, value } of readOperations(root) ?? []) {
    const text = asText(value?.value);
    const isGroup = groupOfBackend.test(asText(pathScalar)?.value ?? '');
    if (!text || !isGroup || !old.some(({ group }) => group === text.value)) continue;
    const status = statusOf({}, moved, context.facts);
    if (status === 'stays') stayWithObject(text, {}, moved, context);
    else if (status === 'both') context.report({ at: text, ...ambiguous({}, moved, context.facts) });
    else {
      const { rewrite } = contextOfFollower(basesIn(moved, context.facts), moved, context);
      rewrite(text, `reference to ${to.kind}: ${text.value} → ${to.group}`, (edit) => {
        edit.set(text, to.group);
      });
    }
  }
}
