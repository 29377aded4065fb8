import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Context } from '../../transform';
import { Declined, holdersOf, keyOf, type Node, walk } from '../../yaml';
import { type MovedKind, textUnder } from '../moved-kind';
import { oldPathsIn } from './old-paths';

/**
 * The context for an object that is a resource of a kro ResourceGraphDefinition. Its expressions name the fields of the
 * object by its id: `${pool.spec.port}`. kro checks them against the schema of its version, so the object stays with
 * them, and they are reported together.
 */
export function contextWithGraph(
  object: KubernetesObject,
  document: ManifestDocument,
  moved: MovedKind,
  context: Context,
): Context {
  const readers = readersIn(object, document, moved);
  if (readers.length === 0) return context;
  const lines = [...new Set(readers.map((node) => context.locate(node).line))].join(', ');
  return {
    ...context,
    rewrite(place, summary, ask) {
      readers.forEach(context.keep);
      context.rewrite(place, summary, (edit, report) => {
        ask(edit, report);
        if (edit.changes.length === 0) return;
        throw new Declined(
          'expressions of the graph read fields of it that move',
          undefined,
          `change the object and these expressions together manually (${lines.includes(',') ? 'lines' : 'line'} ${lines})`,
        );
      });
    },
  };
}

/** What of a graph reads a field of one of its resources that moves, as far as a resource has an id. */
function readersIn(
  { mapping }: KubernetesObject,
  { objects, text }: ManifestDocument,
  moved: MovedKind,
): readonly Node[] {
  const isResource = ['template', 'externalRef'].includes(keyOf(mapping) ?? '');
  const id = isResource ? textUnder(mapping.parent?.parent, 'id') : undefined;
  if (id === undefined) return [];
  const holders = holdersOf(mapping);
  const graph = objects.find((each) => each.group === 'kro.run' && holders.includes(each.mapping));
  if (!graph) return [];
  const found: Node[] = [];
  walk(graph.mapping, (node) => {
    if (node.kind !== 'scalar' || node.alias) return;
    const source = text.slice(node.content.start, node.content.end);
    const isRead = ({ index }: { readonly index: number }) => {
      const before = source.slice(0, index).replace(/\?$/, '');
      return before.endsWith(`${id}.`) && !/[\w.-]/.test(before.at(-id.length - 2) ?? '');
    };
    if (source.includes('${') && oldPathsIn(source, moved).some(isRead)) found.push(node);
  });
  return found;
}
