import type { FactKind, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';

/** A part of a pool that some patch of the tree takes away: what is known of the base is not the whole truth then. */
type Part = 'targetPortNumber' | 'extensionRef';

const removals: FactKind<Part> = { name: 'inference-pool-removals' };

/** Words without which nothing is taken away. */
export const removalWords: readonly Part[] = ['targetPortNumber', 'extensionRef'];

/** Notes what a document may take away. One look at its text sees patches of every form, inline ones too. */
export function collectRemovals({ text, range }: ManifestDocument, facts: Facts): void {
  const own = text.slice(range.start, range.end);
  for (const part of removalWords) {
    const isNull = new RegExp(`${part}["']?:\\s*(?:null|~)`).test(own);
    const place = `["']?/spec/${part}["']?\\s*(?:[,}#]|$)`;
    const takesPath =
      new RegExp(`op["']?:\\s*["']?remove["']?,?\\s*["']?path["']?:\\s*${place}`, 'm').test(own) ||
      new RegExp(`["']?from["']?:\\s*${place}`, 'm').test(own) ||
      new RegExp(`path["']?:\\s*["']?/spec/${part}["']?,?\\s*["']?op["']?:\\s*["']?remove`).test(own);
    const isDirected = own.includes(part) && /\$patch["']?:\s*["']?delete\b/.test(own);
    if (isNull || takesPath || isDirected) facts.add(removals, part);
  }
}

/** Whether some patch of the tree may take a part of a pool away. */
export function mayBeTakenAway(part: Part, facts: Facts): boolean {
  return facts.all(removals).includes(part);
}
