import type { Context, ManifestDocument } from '../../src/manifest';
import { type Scalar, stringOf, walk } from '../../src/yaml';
import { ambiguous, fateOf, namespaceAround, poolNameIn, stayWithPool } from './fate';
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
export function migrateFlags({ root }: ManifestDocument, context: Context): void {
  walk(root, (node) => {
    const text = stringOf(node);
    if (node.kind !== 'scalar' || node.alias || text === undefined || context.isRead(node)) return;
    const value = valueBehind(node, text);
    if (value && mayMove(node, value, context)) {
      context.rewrite(value, `${text} ${oldGroup} → ${group}`, (edit) => {
        edit.set(value, group);
      });
    }
    const flags = [...new Set(text.match(flagWithValue))];
    if (flags.length === 0 || !mayMove(node, node, context)) return;
    context.rewrite(node, `${flags.join(', ')} → ${group}`, (edit) => {
      edit.replaceWords(
        node,
        flags.map((flag) => ({ from: flag, to: flag.replace(oldGroup, group) })),
      );
    });
  });
}

/** Whether the pool of a picker moves; where it does not, or nobody can say, that is told. */
function mayMove(node: Scalar, place: Scalar, context: Context): boolean {
  const fate = fateOf({ name: poolNameBeside(node), namespace: namespaceAround(node) }, context.facts);
  if (fate === 'stays') stayWithPool(place, context);
  if (fate === 'both') context.report({ at: place, ...ambiguous });
  return fate === 'moves';
}

/** The pool that the flags beside a flag name, in the same list or text. */
function poolNameBeside(node: Scalar): string | undefined {
  const items = node.parent?.kind === 'item' ? node.parent.parent.items.map(({ value }) => value) : [node];
  return poolNameIn(items);
}

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind({ parent }: Scalar, text: string): Scalar | undefined {
  if (parent?.kind !== 'item' || !/^--?pool-group$/.test(text)) return undefined;
  const { items } = parent.parent;
  const next = items[items.indexOf(parent) + 1]?.value;
  return next?.kind === 'scalar' && next.value === oldGroup ? next : undefined;
}
