import type { Model } from './model';
import type { Node } from './node';
import { withoutFiller } from './template/mask';

/** Whether a node, of whatever document, says what a model says. */
export function says(node: Node | undefined, model: Model | undefined): boolean {
  if (!node || !model) return false;
  if (model.kind === 'scalar') return node.kind === 'scalar' && sameValue(node.value, model.value);
  if (model.kind === 'sequence') {
    return (
      node.kind === 'sequence' &&
      node.items.length === model.items.length &&
      node.items.every((item, index) => says(item.value, model.items[index]))
    );
  }
  return (
    node.kind === 'mapping' &&
    node.entries.length === model.entries.length &&
    node.entries.every(({ key, value }, index) => {
      const entry = model.entries[index];
      return says(key, entry?.key) && says(value, entry?.value);
    })
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array || a instanceof Date) return JSON.stringify(a) === JSON.stringify(b);
  if (typeof a === 'string' && typeof b === 'string') return withoutFiller(a) === withoutFiller(b);
  return Object.is(a, b);
}
