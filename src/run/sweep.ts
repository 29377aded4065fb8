import { textKindOf } from '../files/names';
import type { Finding, Level } from '../finding';
import { type Ignore, isFor } from '../suppress/ignore';
import { isDefinition as holdsDefinition } from '../kubernetes/document';
import { type Mention, surroundingLines, type Surroundings, type Transform } from '../transform';
import { Words } from '../words';
import { type Edit, LineIndex, moveOffset, originalOffset, type Range, splitDocuments } from '../yaml';

/** Beyond this a file that is no manifest is not swept: people do not write such files. */
export const sweptBytesAtMost = 2 * 1024 * 1024;

/** A text as the migration leaves it. */
export interface SweptText {
  readonly path: string;
  readonly text: string;
  /** What was changed in it, and in which of the two texts positions are to count. */
  readonly edits?: readonly Edit[];
  readonly positions?: 'before' | 'after';
  readonly before?: string;
  /** Values in the text before that name a removed thing and stay on purpose. */
  readonly kept?: readonly Range[];
  /** What comments say to leave alone in the text before, and what they are held against. */
  readonly ignores?: readonly Ignore[];
  /** What is known of the file already: a line that a finding points to is told of. */
  readonly known?: readonly Finding[];
}

/** All words that a sweep for these transforms looks for. */
export function mentionWords(transforms: readonly Transform[]): string[] {
  return transforms.flatMap(({ mentions = [] }) => mentions.flatMap(({ words }) => words));
}

/** Reports what still names a removed thing: one finding a line. */
export function sweep(swept: SweptText, transforms: readonly Transform[]): Finding[] {
  const { path, text, edits = [], positions = 'after', before = text, kept = [], known = [] } = swept;
  const isIgnored = isIgnoredBy(swept);
  // Most texts hold few of the words, and all are looked for at once.
  const held = Words.of(mentionWords(transforms)).in(text);
  const hits = transforms
    .flatMap(({ id, mentions = [] }) => mentions.flatMap((mention) => hitsOf(mention, id, text, held)))
    .filter(({ offset }) => !kept.some((range) => isInMoved(offset, range, edits)));
  if (hits.length === 0) return [];
  const definitions = definitionsIn(text);
  const lines = new LineIndex(positions === 'after' ? text : before);
  const told = new Set(known.map(({ line }) => line));
  const findings: Finding[] = [];
  for (const { offset, end, mention, transform } of hits) {
    const around = surroundings(text, offset, end);
    const isDefinition = definitions.some((range) => range.start <= offset && offset < range.end);
    if (mention.isMeant && !mention.isMeant({ ...around, isDefinition })) continue;
    const position = lines.at(positions === 'after' ? offset : originalOffset(offset, edits));
    if (told.has(position.line) || isIgnored(offset, transform)) continue;
    told.add(position.line);
    const { message, help, level = levelOf(path, around) } = mention;
    findings.push({ transform, level, path, ...position, message, help });
  }
  return findings;
}

/** Tells whether a comment says to leave an offset of the text alone, for a transform. */
function isIgnoredBy({ ignores = [], edits = [] }: SweptText): (offset: number, id: string) => boolean {
  return (offset, id) => {
    const at = ignores.length === 0 ? 0 : originalOffset(offset, edits);
    const ignore = ignores.find(
      (each) => each.range && isFor(each, id) && each.range.start <= at && at < each.range.end,
    );
    ignore?.uses.add(id);
    return ignore !== undefined;
  };
}

interface Hit {
  readonly offset: number;
  readonly end: number;
  readonly mention: Mention;
  readonly transform: string;
}

function hitsOf(mention: Mention, transform: string, text: string, held: ReadonlySet<string>): Hit[] {
  const hits: Hit[] = [];
  for (const word of mention.words) {
    if (!held.has(word)) continue;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      hits.push({ offset: at, end: at + word.length, mention, transform });
    }
  }
  return hits;
}

function isInMoved(offset: number, { start, end }: Range, edits: readonly Edit[]): boolean {
  const moved = moveOffset(start, edits);
  return moved <= offset && offset < moved + (end - start);
}

function definitionsIn(text: string): Range[] {
  if (!text.includes('CustomResourceDefinition')) return [];
  return splitDocuments(text).filter((range) => holdsDefinition(text, range));
}

type Around = Omit<Surroundings, 'isDefinition'>;

function surroundings(text: string, offset: number, end: number): Around {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, end);
  const above: string[] = [];
  for (let at = start; at > 0 && above.length < surroundingLines;) {
    const from = at === 1 ? 0 : text.lastIndexOf('\n', at - 2) + 1;
    above.push(text.slice(from, at - 1));
    at = from;
  }
  const below: string[] = [];
  for (let at = lineEnd; at < text.length && below.length < surroundingLines;) {
    const to = endOfLine(text, at + 1);
    below.push(text.slice(at + 1, to));
    at = to;
  }
  return {
    word: text.slice(offset, end),
    before: text.slice(start, offset),
    after: text.slice(end, lineEnd),
    above,
    below,
  };
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at;
}

/** Docs and comments are good to know; anything else may be run. */
function levelOf(path: string, { before, after }: Around): Level {
  if (textKindOf(path) === 'documentation') return 'note';
  // A marker of kubebuilder is a comment that manifests are made from.
  if (`${before}${after}`.includes('+kubebuilder:')) return 'warning';
  return /(?:^|\s)(?:#|\/\/)|^\s*(?:\/\*|\*\s)|<!--/.test(before) ? 'note' : 'warning';
}
