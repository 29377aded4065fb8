import { once } from '../once';
import { Facts, type FactsOf } from '../facts';
import type { Finding, Level } from '../finding';
import { isDefinition as holdsDefinition } from '../kubernetes/document';
import { definitionsAmong, findObjects } from '../kubernetes/object';
import { type Ignore, isFor } from '../suppress/ignore';
import type { Transform } from '../transform';
import { covering, type Searched, Words } from '../words';
import { type Edit, isParseProblem, Offsets, parseDocument, type Range, splitDocuments } from '../yaml';
import { Covers, type Definition, type Mention, MentionPlace, SearchedText } from './mention';

/** Who looks for something in the sweep. */
export type Sweeping = Pick<Transform, 'id' | 'mentions'>;

/** A text as the migration leaves it. */
export interface SweptText {
  readonly path: string;
  readonly text: string;
  /** What was changed in it, and in which of the two texts positions are to count. */
  readonly edits?: readonly Edit[];
  readonly positions?: 'before' | 'after';
  readonly before?: string;
  /** What the text before was searched for already. */
  readonly searched?: Searched | undefined;
  /** Values in the text before that name a removed thing and stay on purpose. */
  readonly kept?: readonly Range[];
  /** What comments say to leave alone in the text before, and what they are held against. */
  readonly ignores?: readonly Ignore[];
  /** Of what a transform asked for and could not do, where a finding speaks for all that it names. */
  readonly told?: readonly (Range & { readonly transform: string })[];
  /** What is known of the file already. */
  readonly known?: readonly Finding[];
}

/** All words that a sweep for these transforms looks for; put together once. */
export const mentionWords = once(
  (transforms: readonly Sweeping[]): readonly string[] =>
    transforms.flatMap(({ mentions = [] }) => mentions.flatMap((mention) => mention.words)),
  new WeakMap(),
);

/**
 * Reports what still names a removed thing: each thing once a line, and none that a finding of the line says already.
 * Takes time in proportion to the text and to what is found, on however many lines.
 */
export function sweep(swept: SweptText, transforms: readonly Sweeping[], facts: FactsOf): Finding[] {
  const { path, text, edits = [], positions = 'after', before = text, kept = [], told = [] } = swept;
  const held = wordsHeld(text, edits, Words.of(mentionWords(transforms)), swept.searched);
  const hits = held.size === 0 ? [] : hitsIn(path, text, held, transforms, facts);
  if (hits.length === 0) return [];
  const source = new SearchedText(path, text);
  const shown = positions === 'after' ? source : new SearchedText(path, before);
  const offsets = new Offsets(edits);
  const definitions = new Covers(definitionsIn(text));
  const stays = new Covers(kept.map((range) => movedRange(range, offsets)));
  const ignores = new Covers(
    (swept.ignores ?? []).flatMap((ignore) => (ignore.range ? { ...ignore.range, ignore } : [])),
  );
  const spokenFor = new Covers(
    told.map(({ start, end, transform }) => ({
      start: offsets.after(start),
      end: offsets.after(end),
      transform,
    })),
  );
  const lines = new ToldLines(swept.known ?? []);
  const findings: Finding[] = [];
  const reported = new Map<string, Range>();
  for (const { range, mention, transform, known } of hits) {
    const original = offsets.before(range.start);
    const { line, column } = shown.positionOf(positions === 'after' ? range.start : original);
    const isKept = stays.at(range.start).length > 0;
    const isTold = spokenFor.at(range.start).some((each) => each.transform === transform);
    const [definition] = definitions.at(range.start);
    const ignored = ignores.at(original);
    if (isKept || isTold || lines.has(line, transform, mention) || isWithin(range, reported.get(transform)))
      continue;
    const place = new MentionPlace(source, range, definition);
    if (mention.isMeant && !mention.isMeant(place, known)) continue;
    const ignore = ignored.find((each) => isFor(each.ignore, transform))?.ignore;
    ignore?.uses.add(transform);
    if (ignore) continue;
    for (const said of mention.says?.(place, known) ?? [{}]) {
      const { level, message = mention.message, help, release, phase } = { ...mention, ...said };
      const { pin } = said;
      findings.push({
        ...{ transform, level: levelOf(place, level), path, line, column, message },
        ...(help !== undefined && { help }),
        ...(release !== undefined && { release }),
        ...(phase !== undefined && { phase }),
        ...(pin !== undefined && { pin }),
      });
    }
    lines.add(line, transform, mention);
    reported.set(transform, range);
  }
  return findings;
}

/** A name that is a part of a longer one, which says more. */
function isWithin({ start, end }: Range, outer: Range | undefined): boolean {
  return outer !== undefined && outer.start <= start && end <= outer.end;
}

/** Whether a text names a removed thing at all. */
export function namesRemoved(
  path: string,
  text: string,
  transforms: readonly Sweeping[],
  facts: FactsOf,
): boolean {
  return sweep({ path, text }, transforms, facts).length > 0;
}

interface Hit {
  readonly range: Range;
  readonly mention: Mention;
  readonly transform: string;
  /** What the transform knows of the tree. */
  readonly known: Facts;
}

/** The words that a text holds, and maybe some that it held before the edits. */
function wordsHeld(
  text: string,
  edits: readonly Edit[],
  words: Words,
  searched: Searched | undefined,
): ReadonlySet<string> {
  const before = covering(searched, words)?.words;
  if (!before) return words.in(text);
  return edits.length === 0 ? before : new Set([...before, ...words.inEdited(text, edits)]);
}

/** Every place that matches, in the order of the text; at one place, in that of the transforms, the longest first. */
function hitsIn(
  path: string,
  text: string,
  held: ReadonlySet<string>,
  transforms: readonly Sweeping[],
  facts: FactsOf,
): Hit[] {
  const matches = once((pattern: RegExp) => pattern.test(path) || pattern.test(text));
  return transforms
    .flatMap(({ id, mentions = [] }) => {
      const known = facts.get(id) ?? nothing;
      const isDue = (mention: Mention) =>
        mention.words.some((word) => held.has(word)) &&
        (!mention.about || matches(mention.about)) &&
        (mention.isDue?.(known) ?? true);
      return mentions
        .filter(isDue)
        .flatMap((mention) =>
          rangesOf(mention, text).map((range) => ({ range, mention, transform: id, known })),
        )
        .toSorted((one, other) => lengthOf(other.range) - lengthOf(one.range));
    })
    .toSorted((one, other) => one.range.start - other.range.start);
}

const nothing = new Facts();

function lengthOf({ start, end }: Range): number {
  return end - start;
}

/** The pattern of a mention; made once. */
const patternOf = once(
  ({ pattern }: Mention) => (typeof pattern === 'function' ? pattern() : pattern),
  new WeakMap(),
);

function rangesOf(mention: Mention, text: string): Range[] {
  const { words } = mention;
  const pattern = patternOf(mention);
  if (pattern) {
    return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
  }
  return words.flatMap((word) => {
    const ranges: Range[] = [];
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length))
      ranges.push({ start: at, end: at + word.length });
    return ranges;
  });
}

/** What is said about each line: by the migration, and by the sweep so far. */
class ToldLines {
  private readonly known = new Map<string, string[]>();
  private readonly swept = new Set<string>();

  constructor(findings: readonly Finding[]) {
    for (const { line, transform, message, help = '' } of findings) {
      const key = `${line} ${transform}`;
      const said = this.known.get(key);
      if (said) said.push(`${message} ${help}`);
      else this.known.set(key, [`${message} ${help}`]);
    }
  }

  has(line: number, transform: string, { name, beside, message, help }: Mention): boolean {
    if (this.swept.has(`${line} ${transform} ${message} ${help}`)) return true;
    const said = this.known.get(`${line} ${transform}`) ?? [];
    if (name !== undefined) return said.some((text) => text.includes(name));
    return said.some((text) => beside === undefined || !text.startsWith(beside));
  }

  add(line: number, transform: string, { message, help }: Mention): void {
    this.swept.add(`${line} ${transform} ${message} ${help}`);
  }
}

/** What is kept is as long as it was: a value that stays has no edits in it. */
function movedRange({ start, end }: Range, offsets: Offsets): Range {
  const moved = offsets.after(start);
  return { start: moved, end: moved + (end - start) };
}

/** Documents that are definitions, and those among the objects of others: in JSON, in a List, or in a wrapper. */
function definitionsIn(text: string): Definition[] {
  if (!text.includes('CustomResourceDefinition')) return [];
  return splitDocuments(text).flatMap((range): Definition[] => {
    const own = text.slice(range.start, range.end);
    if (holdsDefinition(text, range)) return [{ ...range, name: fullName.exec(own)?.[1] }];
    const parsed = mayHoldDefinitions.test(own) ? parseDocument(text, range) : undefined;
    if (!parsed || isParseProblem(parsed)) return [];
    return definitionsAmong(findObjects(parsed)).map(({ mapping, name }) => ({ ...mapping.content, name }));
  });
}

const mayHoldDefinitions = /\bkind["']?\s{0,9}:\s{0,9}["']?CustomResourceDefinition/;

const fullName = /\bname["']?[ \t]*:[ \t]*["']?([a-z][\w-]*(?:\.[\w-]+)+)/;

/** Docs and comments are good to know; anything else may be run, as the code of ytt is. */
function levelOf(place: MentionPlace, level: Level = 'warning'): Level {
  const isComment = place.isInComment && !/(?:^|\s)#@/.test(place.before);
  return place.source.kind === 'documentation' || isComment ? 'note' : level;
}
