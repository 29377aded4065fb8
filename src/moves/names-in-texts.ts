import type { ManifestDocument } from '../kubernetes/document';
import type { Context } from '../transform';
import { asText, type Node, walk } from '../yaml';
import type { Base, MovedKind } from './moved-kind';
import { ambiguous, namespaceAround, statusOf, stayWithObject } from './status';

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
