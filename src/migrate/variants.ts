import { type ManifestDocument, recogniseDocument, type Transform } from '../manifest';
import { type Change, Declined, originalChange, placeOf, textKey, type Variant, variantsOf } from '../yaml';
import {
  type Answers,
  ask,
  declinedNote,
  type DocumentSurroundings,
  type LocatedNote,
  type Refusal,
  type Request,
} from './request';

/** A variant of a template's document, and what the transforms say of it. */
interface Answered {
  readonly shows: Variant['shows'];
  readonly answers: Answers;
}

/**
 * Asks the transforms what they want of a document. Of a template they are shown each variant, as if it were plain,
 * and what they want of one must suit all others that show the same place: otherwise it hangs on a condition.
 */
export function askOfVariants(
  document: ManifestDocument,
  transforms: readonly Transform[],
  surroundings: DocumentSurroundings,
): Answers {
  const variants = variantsOf(document);
  if (variants.length === 1) return ask(document, transforms, surroundings);
  const answered = variants.map((variant): Answered => {
    const { shows } = variant;
    return {
      shows,
      answers: ask(recogniseDocument(document.path, variant, document.host), transforms, surroundings),
    };
  });
  const refusals = unrepeated(
    answered.flatMap(({ answers }) => answers.refusals),
    (refusal) => JSON.stringify([keyOf(refusal), refusal.note]),
  );
  const refused = new Set(refusals.map(keyOf));
  const asked = unrepeated(
    answered.flatMap(({ answers }) => answers.requests),
    keyOf,
  );
  const requests: Request[] = [];
  for (const request of asked) {
    if (refused.has(keyOf(request))) continue;
    const together = combine(request, answered);
    if ('note' in together) refusals.push(together);
    else requests.push(together);
  }
  const kept = answered.flatMap(({ answers }) => answers.kept);
  return { requests, refusals, notes: agreed(answered, ({ answers }) => answers.notes), kept };
}

/** The request of all variants in one; refused where they do not agree. */
function combine(first: Request, answered: readonly Answered[]): Request | Refusal {
  const showing = answered.filter(({ shows }) => shows(first.offset));
  const wanted = showing.map(({ shows, answers }) => {
    const request = answers.requests.find((other) => keyOf(other) === keyOf(first));
    const changes = new Map(
      (request?.changes ?? []).map(originalChange).map((change) => [textKey(change).key, change]),
    );
    return { shows, changes, notes: request?.notes ?? [] };
  });
  const all = new Map(wanted.flatMap(({ changes }) => [...changes]));
  for (const [key, change] of all) {
    const at = offsetOf(change);
    if (wanted.every(({ shows, changes }) => changes.has(key) || !shows(at))) continue;
    const reason = new Declined('what has to change here depends on a condition of the template', at);
    return { ...first, note: declinedNote(first.transform, reason, first.offset) };
  }
  return { ...first, changes: [...all.values()], notes: agreed(wanted, ({ notes }) => notes) };
}

/** The notes that are told in every variant that shows what they are about. */
function agreed<T extends { readonly shows: Variant['shows'] }>(
  variants: readonly T[],
  notesOf: (variant: T) => readonly LocatedNote[],
): LocatedNote[] {
  const told = variants.map((variant) => ({
    shows: variant.shows,
    keys: new Set(notesOf(variant).map((note) => JSON.stringify(note))),
  }));
  return unrepeated(variants.flatMap(notesOf), (note) => JSON.stringify(note)).filter((note) =>
    told.every(({ shows, keys }) => keys.has(JSON.stringify(note)) || !shows(note.offset)),
  );
}

function keyOf({ transform, offset }: { readonly transform: Transform; readonly offset: number }): string {
  return `${transform.id} ${offset}`;
}

/** What must be shown for a change to matter: for something new, what holds the mapping or list it goes into. */
function offsetOf(change: Change): number {
  const place = placeOf(change);
  if (change.type !== 'insert' && change.type !== 'append') return place.range.start;
  return place.parent?.range.start ?? place.range.start;
}

function unrepeated<T>(items: readonly T[], keyOfItem: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOfItem(item), item])).values()];
}
