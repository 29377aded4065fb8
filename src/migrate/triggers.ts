import type { Facts } from '../facts';
import type { Transform } from '../transform';

/** Every word for which a transform may have to see a document. */
export function triggersOf({ triggers, conditionalTriggers = [] }: Transform): readonly string[] {
  return [...triggers, ...conditionalTriggers.flatMap(({ words }) => words)];
}

/** Of the words that a text holds, those for which a transform has to see the documents that they stand in. */
export function triggersAmong(
  held: ReadonlySet<string>,
  path: string,
  { triggers, conditionalTriggers = [] }: Transform,
  facts: Facts,
): string[] {
  const isHeld = (word: string) => held.has(word);
  return [
    ...triggers.filter(isHeld),
    ...conditionalTriggers.flatMap((conditional) => {
      const words = conditional.words.filter(isHeld);
      return words.length > 0 && conditional.countIn(path, facts) ? words : [];
    }),
  ];
}
