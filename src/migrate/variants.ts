import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import type { Transform } from '../transform';
import {
  type Change,
  childrenOf,
  Declined,
  lineTextEnd,
  originalChange,
  placeOf,
  textKey,
  type Variant,
  variantsOf,
  countShowing,
  withActionsShown,
} from '../yaml';
import { ask } from './ask';
import { declinedNote } from './plan';
import type { Answers, DocumentSurroundings, LocatedNote, Refusal, Request } from './outcome';

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
  const answers = variants.map((variant) =>
    ask(recogniseDocument(document.path, variant, document), transforms, surroundings),
  );
  const refusals = unrepeated(
    answers.flatMap((each) => each.refusals),
    // How far an object reaches is for each variant to say.
    (refusal) => JSON.stringify([keyOf(refusal), { ...refusal.note, about: undefined }]),
  );
  const refused = new Set(refusals.map(keyOf));
  const asked = answers.flatMap((each, index) =>
    each.requests.map((request): Asked => ({ request, variant: index, changes: changesOf(request) })),
  );
  const showing = countShowing(variants);
  const requests: Request[] = [];
  for (const group of groupsOf(asked)) {
    if (group.some(({ request }) => refused.has(keyOf(request)))) continue;
    const together = combine(group, variants, showing);
    if (!together) continue;
    if ('note' in together) refusals.push(together);
    else requests.push(together);
  }
  const told = answers.map(({ notes }, index) => ({ variant: index, notes }));
  const kept = answers.flatMap((each) => each.kept);
  return { requests, refusals, notes: agreed(told, variants, showing), kept };
}

/** A request of a variant. */
interface Asked {
  readonly request: Request;
  /** Which variant it is. */
  readonly variant: number;
  readonly changes: ReadonlyMap<string, Change>;
}

/** Tells how many variants show what is at an offset. */
type Showing = (offset: number) => number;

interface Group {
  readonly members: Asked[];
  /** The group that it has become a part of. */
  into?: Group;
}

/**
 * Requests that belong together: those of several variants for one place, and those that ask for the same change, as
 * where the two apiVersions of an `if … else` have their fields in common. The groups are in the order of the requests.
 */
function groupsOf(asked: readonly Asked[]): (readonly Asked[])[] {
  const groups = new Map<string, Group>();
  for (const one of asked) {
    const keys = [keyOf(one.request), ...one.changes.keys()];
    const joined = new Set(
      keys.flatMap((key) => {
        const group = groups.get(key);
        return group ? wholeOf(group) : [];
      }),
    );
    const [first = { members: [] }, ...others] = joined;
    for (const other of others) {
      first.members.push(...other.members);
      other.into = first;
    }
    first.members.push(one);
    for (const key of keys) groups.set(key, first);
  }
  return [...new Set([...groups.values()].map(wholeOf))].map(({ members }) => members);
}

function wholeOf(group: Group): Group {
  let whole = group;
  while (whole.into) whole = whole.into;
  return whole;
}

/** A request's changes of the whole document, by what they do to the text, and where: aliases share their text. */
function changesOf({ transform, changes }: Request): Map<string, Change> {
  return new Map(
    changes.map(originalChange).map((change) => {
      // Behind which entry something new goes differs where that entry is in several branches.
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
function combine(
  group: readonly Asked[],
  variants: readonly Variant[],
  showing: Showing,
): Request | Refusal | undefined {
  const [first] = group.map(({ request }) => request);
  if (!first) return undefined;
  const inOrder = group.toSorted((one, other) => one.variant - other.variant);
  const all = new Map<string, Change>();
  const wanting = new Map<string, Set<number>>();
  for (const { changes, variant } of inOrder) {
    for (const [key, change] of changes) {
      all.set(key, furtherBack(change, all.get(key)));
      wanting.set(key, (wanting.get(key) ?? new Set()).add(variant));
    }
  }
  for (const [key, change] of all) {
    const at = offsetsOf(change);
    const without = variantsWithout(wanting.get(key), at, variants, showing);
    if (without.length === 0) continue;
    const isOccasional = without.every(({ shows }) => !shows(first.offset));
    const place = isOccasional
      ? first.offset
      : at.find((offset) => without.some(({ shows }) => shows(offset)));
    const help = `change it manually in the branches of the condition: ${withActionsShown(first.summary)}`;
    const becomes = change.type === 'set' ? String(change.value) : undefined;
    const isThere = literalsBeside(variants, change).some((literal) => literal === becomes);
    const elsewhere = isThere ? `; another branch has ${becomes ?? ''} already` : '';
    const reason = new Declined(
      `the required change depends on a template condition${elsewhere}`,
      place,
      help,
    );
    return { ...first, note: declinedNote(first, reason) };
  }
  const told = inOrder.map(({ request: { notes }, variant }) => ({ variant, notes }));
  return { ...first, changes: [...all.values()], notes: agreed(told, variants, showing) };
}

/** What is between the actions of a template on the line of a change. */
function literalsBeside([variant]: readonly Variant[], change: Change): readonly string[] {
  const { text = '' } = variant ?? {};
  const { start } = placeOf(change).range;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, lineTextEnd(text, start));
  return line.split(/\{\{.*?\}\}/).map((literal) => literal.replace(/["']/g, '').trim());
}

/** The variants that show a place, or one of several, and have nothing for it. */
function variantsWithout(
  those: ReadonlySet<number> = new Set(),
  offsets: readonly number[],
  variants: readonly Variant[],
  showing: Showing,
): readonly Variant[] {
  const [only, second] = offsets;
  if (only !== undefined && second === undefined) {
    let missing = showing(only);
    for (const index of those) if (variants[index]?.shows(only)) missing--;
    if (missing === 0) return [];
  }
  return variants.filter(({ shows }, index) => !those.has(index) && offsets.some(shows));
}

/** Of an insertion that is wanted behind different entries, the one behind the last of them. */
function furtherBack(change: Change, other: Change | undefined): Change {
  if (change.type !== 'insert' || other?.type !== 'insert') return change;
  const offsetOfAfter = ({ after }: typeof change) => after?.range.start ?? Infinity;
  return offsetOfAfter(other) > offsetOfAfter(change) ? other : change;
}

/** The notes that are reported in every variant that shows what they are about. */
function agreed(
  told: readonly { readonly variant: number; readonly notes: readonly LocatedNote[] }[],
  variants: readonly Variant[],
  showing: Showing,
): LocatedNote[] {
  const tellers = new Map<string, { note: LocatedNote; readonly by: Set<number> }>();
  for (const { variant, notes } of told) {
    for (const note of notes) {
      const key = JSON.stringify(note);
      const known = tellers.get(key) ?? { note, by: new Set() };
      tellers.set(key, { note, by: known.by.add(variant) });
    }
  }
  return [...tellers.values()]
    .filter(({ note, by }) => variantsWithout(by, [note.offset], variants, showing).length === 0)
    .map(({ note }) => note);
}

function keyOf({ transform, offset }: { readonly transform: Transform; readonly offset: number }): string {
  return `${transform.id} ${offset}`;
}

/**
 * What must be shown for a change to matter: for something new, what holds the mapping or list it goes into, or, of a
 * document's root, any part.
 */
function offsetsOf(change: Change): readonly number[] {
  if (change.type !== 'insert' && change.type !== 'append') return [placeOf(change).range.start];
  const into = change.type === 'insert' ? change.mapping : change.sequence;
  const parts = into.parent ? [] : childrenOf(into);
  return parts.length === 0 ? [(into.parent ?? into).range.start] : parts.map(({ range }) => range.start);
}

function unrepeated<T>(items: readonly T[], keyOfItem: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOfItem(item), item])).values()];
}
