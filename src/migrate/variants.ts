import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import type { Transform } from '../transform';
import {
  type Change,
  childrenOf,
  Declined,
  lineTextEnd,
  optionalField,
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
import type { Answers, DocumentSurroundings, LocatedNote, Refusal, Request } from './request';

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

type Members = [Asked, ...Asked[]];

interface Group {
  readonly members: Members;
  /** The group that it has become a part of. */
  into?: Group;
}

/**
 * Requests that belong together: those of several variants for one place, and those that ask for the same change, as
 * where the two apiVersions of an `if … else` have their fields in common. The groups are in the order of the requests.
 */
function groupsOf(asked: readonly Asked[]): Members[] {
  const groups = new Map<string, Group>();
  for (const one of asked) {
    const keys = [keyOf(one.request), ...one.changes.keys()];
    const joined = new Set(
      keys.flatMap((key) => {
        const group = groups.get(key);
        return group ? wholeOf(group) : [];
      }),
    );
    const first: Group = { members: [one] };
    for (const other of [...joined].toReversed()) {
      first.members.unshift(...other.members);
      other.into = first;
    }
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
function combine(group: Members, variants: readonly Variant[], showing: Showing): Request | Refusal {
  const first = group[0].request;
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
    const at = offsetsOf(change, showing);
    const without = variantsWithout(wanting.get(key), at, variants, showing);
    if (without.length === 0) continue;
    const isOccasional = without.every(({ shows }) => !shows(first.offset));
    const place = isOccasional
      ? first.offset
      : at.find((offset) => without.some(({ shows }) => shows(offset)));
    const manual = `change it manually in the branches of the condition: ${withActionsShown(first.summary)}`;
    const those = variants.filter((_, index) => wanting.get(key)?.has(index));
    const optional = change.type === 'insert' && optionalField(change.mapping, without, those);
    if (optional) {
      const message = `the required change depends on a template condition without an else that writes "${optional.name}" too`;
      const help = `add such an else and run again, or ${manual}`;
      return { ...first, note: declinedNote(first, new Declined(message, optional.condition, help)) };
    }
    const becomes = change.type === 'set' ? String(change.value) : undefined;
    const isThere = literalsBeside(variants, change).some((literal) => literal === becomes);
    const elsewhere = isThere ? `; another branch has ${becomes ?? ''} already` : '';
    const reason = new Declined(
      `the required change depends on a template condition${elsewhere}`,
      place,
      manual,
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
  const [before = '', ...parts] = line.split('{{');
  const behind = parts.map((part) => part.split('}}')[1] ?? '');
  return [before, ...behind].map((literal) => literal.replace(/["']/g, '').trim());
}

/** The variants that show a place, or one of several, and have nothing for it. */
function variantsWithout(
  those: ReadonlySet<number> = new Set(),
  offsets: readonly number[],
  variants: readonly Variant[],
  showing: Showing,
): readonly Variant[] {
  const isMissed = (offset: number) =>
    [...those].filter((index) => variants[index]?.shows(offset)).length < showing(offset);
  if (!offsets.some(isMissed)) return [];
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
 * What must be shown for a change to matter: for something new, what holds the mapping or list it goes into, with what is
 * in it for other branches too; or, of a document's root, any part.
 */
function offsetsOf(change: Change, showing: Showing): readonly number[] {
  if (change.type !== 'insert' && change.type !== 'append') return [placeOf(change).range.start];
  const into = change.type === 'insert' ? change.mapping : change.sequence;
  const parts = childrenOf(into).map(({ range }) => range.start);
  if (!into.parent) return parts.length === 0 ? [into.range.start] : parts;
  const { start } = into.parent.range;
  return [start, ...parts.filter((part) => showing(part) > showing(start))];
}

function unrepeated<T>(items: readonly T[], keyOfItem: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOfItem(item), item])).values()];
}
