import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import type { Transform } from '../transform';
import { type Change, Declined, originalChange, placeOf, textKey, type Variant, variantsOf } from '../yaml';
import { ask } from './ask';
import { declinedNote } from './plan';
import type { Answers, DocumentSurroundings, LocatedNote, Refusal, Request } from './outcome';

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
      answers: ask(recogniseDocument(document.path, variant, document), transforms, surroundings),
    };
  });
  const refusals = unrepeated(
    answered.flatMap(({ answers }) => answers.refusals),
    // How far an object reaches is for each variant to say.
    (refusal) => JSON.stringify([keyOf(refusal), { ...refusal.note, about: undefined }]),
  );
  const refused = new Set(refusals.map(keyOf));
  const requests: Request[] = [];
  for (const group of groupsOf(answered.flatMap(({ answers }) => answers.requests))) {
    if (group.some((request) => refused.has(keyOf(request)))) continue;
    const together = combine(group, answered);
    if (!together) continue;
    if ('note' in together) refusals.push(together);
    else requests.push(together);
  }
  const kept = answered.flatMap(({ answers }) => answers.kept);
  return { requests, refusals, notes: agreed(answered, ({ answers }) => answers.notes), kept };
}

/**
 * Requests that belong together: those of several variants for one place, and those that ask for the same change, as
 * where the two apiVersions of an `if … else` have their fields in common. The groups are in the order of the requests.
 */
function groupsOf(requests: readonly Request[]): (readonly Request[])[] {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    const keys = [keyOf(request), ...changesOf(request).keys()];
    const joined = new Set(keys.flatMap((key) => [groups.get(key) ?? []]));
    const [first = [], ...others] = [...joined].filter((group) => group.length > 0);
    first.push(...others.flat(), request);
    for (const member of first)
      for (const key of [keyOf(member), ...changesOf(member).keys()]) groups.set(key, first);
  }
  return [...new Set(groups.values())];
}

/** A request's changes of the whole document, by what they do to the text, and where: aliases share their text. */
function changesOf({ transform, changes }: Request): Map<string, Change> {
  return new Map(
    changes.map(originalChange).map((change) => {
      // Behind which entry something new goes differs where that entry stands in several branches.
      const { key } = textKey(change.type === 'insert' ? { ...change, after: undefined } : change);
      return [`${transform.id} ${key} ${String(numberOf(placeOf(change)))}`, change];
    }),
  );
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(place: object): number {
  const number = numbers.get(place) ?? ++lastNumber;
  numbers.set(place, number);
  return number;
}

/** What all variants ask for in one request; refused where they do not agree. */
function combine(group: readonly Request[], answered: readonly Answered[]): Request | Refusal | undefined {
  const [first] = group;
  if (!first) return undefined;
  const wanted = answered.map(({ shows, answers }) => {
    const requests = answers.requests.filter((request) => group.includes(request));
    const changes = new Map(requests.flatMap((request) => [...changesOf(request)]));
    return { shows, changes, notes: requests.flatMap(({ notes }) => notes) };
  });
  const all = new Map<string, Change>();
  for (const { changes } of wanted)
    for (const [key, change] of changes) all.set(key, furtherBack(change, all.get(key)));
  for (const [key, change] of all) {
    const at = offsetOf(change);
    const without = wanted.filter(({ shows, changes }) => !changes.has(key) && shows(at));
    if (without.length === 0) continue;
    const isOccasional = without.every(({ shows }) => !shows(first.offset));
    const place = isOccasional ? first.offset : at;
    const reason = new Declined('the required change depends on a template condition', place);
    return { ...first, note: declinedNote(first.transform, reason, first.offset, first.about) };
  }
  return { ...first, changes: [...all.values()], notes: agreed(wanted, ({ notes }) => notes) };
}

/** Of an insertion that is wanted behind different entries, the one behind the last of them. */
function furtherBack(change: Change, other: Change | undefined): Change {
  if (change.type !== 'insert' || other?.type !== 'insert') return change;
  const offsetOfAfter = ({ after }: typeof change) => after?.range.start ?? Infinity;
  return offsetOfAfter(other) > offsetOfAfter(change) ? other : change;
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
