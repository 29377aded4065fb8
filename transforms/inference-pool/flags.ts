import type { Context, ManifestDocument } from '../../src/manifest';
import { type Scalar, stringOf, walk } from '../../src/yaml';
import { group, oldGroup } from './names';

/** The flag with its value in one text: an argument of its own, or part of a command line. */
const flagWithValue = new RegExp(
  `(?<![\\w-])--?pool-group(?:=|[ \\t]+)["']?${oldGroup.replaceAll('.', '\\.')}(?![\\w.-])`,
  'g',
);

/**
 * The flag of an endpoint picker that says in which group its pool is, wherever a document holds it.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `cmd/epp/runner/runner.go` at v1.0.0.
 */
export function migrateFlags({ root }: ManifestDocument, { rewrite, isRead }: Context): void {
  walk(root, (node) => {
    const text = stringOf(node);
    if (node.kind !== 'scalar' || node.alias || text === undefined || isRead(node)) return;
    const value = valueBehind(node, text);
    if (value) {
      rewrite(value, `${text} ${oldGroup} → ${group}`, (edit) => {
        edit.set(value, group);
      });
    }
    const flags = [...new Set(text.match(flagWithValue))];
    if (flags.length === 0) return;
    rewrite(node, `${flags.join(', ')} → ${group}`, (edit) => {
      edit.replaceWords(
        node,
        flags.map((flag) => ({ from: flag, to: flag.replace(oldGroup, group) })),
      );
    });
  });
}

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind({ parent }: Scalar, text: string): Scalar | undefined {
  if (parent?.kind !== 'item' || !/^--?pool-group$/.test(text)) return undefined;
  const { items } = parent.parent;
  const next = items[items.indexOf(parent) + 1]?.value;
  return next?.kind === 'scalar' && next.value === oldGroup ? next : undefined;
}
