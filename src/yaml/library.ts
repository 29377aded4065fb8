import type { CST } from 'yaml';

type Library = typeof import('yaml');

let loaded: Library | undefined;

/** The `yaml` package, loaded for the first document: most runs of a hook parse none, and start without it. */
export function library(): Library {
  return (loaded ??= require('yaml') as Library);
}

/** What `yaml` keeps of the source around keys and values. */
export type Token = CST.SourceToken;

/** Whether a token is an anchor or a tag. */
export function isProperty(token: Token): boolean {
  return token.type === 'anchor' || token.type === 'tag';
}

/** The offset behind a token that is between values. */
export function endOf(token: Token | undefined): number | undefined {
  return token && token.offset + token.source.length;
}

/** The offset behind a value's last character, without trailing space, comment and line break. */
export function endOfToken(token: CST.Token): number {
  let last = token;
  // A block collection ends where the last thing in it does, at any depth.
  while (last.type === 'block-map' || last.type === 'block-seq') {
    const item = last.items.findLast((one) => solidPart(one) !== undefined);
    const part = item && solidPart(item);
    if (part === undefined || typeof part === 'number') return part ?? last.offset;
    last = part;
  }
  if (last.type === 'flow-collection') return endOf(last.end[0]) ?? last.offset;
  const end = last.offset + ('source' in last ? last.source.length : 0);
  return last.type === 'block-scalar' ? end + headerLength(last) : end;
}

/** The last part of a collection's item: a value, or the end of what is in its place. */
function solidPart({ start, key, sep = [], value }: CST.CollectionItem): CST.Token | number | undefined {
  return value ?? endOf(sep.findLast(isSolid)) ?? key ?? endOf(start.findLast(isSolid));
}

function isSolid({ type }: Token): boolean {
  return type !== 'space' && type !== 'comment' && type !== 'newline';
}

function headerLength({ props }: CST.BlockScalar): number {
  return props.reduce((total, prop) => total + ('source' in prop ? prop.source.length : 0), 0);
}

/** How many bytes there are for documents while they are parsed and proven. */
let room = Infinity;

/** Tells how many bytes there are for documents: one that needs more is left alone, with the reason. */
export function setRoom(bytes: number): void {
  room = bytes;
}

/** What is done with a document, and how often it is held meanwhile, counted with what becomes garbage on the way. */
const held = { parse: 1.5, rewrite: 3.5 } as const;

/** Why a text cannot be parsed or rewritten in the room that there is; undefined where it can. */
export function lackOfRoom(text: string, work: keyof typeof held): string | undefined {
  // Nearly all texts are far too short to be weighed.
  if (text.length * heaviest * held[work] <= room) return undefined;
  const needed = weightOf(text) * held[work];
  if (needed <= room) return undefined;
  return `it is too large: to ${work} it takes about ${megabytes(needed)} MB of memory, and there are ${megabytes(room)} MB for it`;
}

/** What the user can do about it. */
export const helpWithRoom =
  'split the document into smaller ones, or run again with more memory, such as NODE_OPTIONS=--max-old-space-size=16000; nothing in it was rewritten';

const perCharacter = 8;
const perPart = 800;
const perEscape = 130;
const heaviest = perCharacter + perPart;

/** How many bytes a parsed text takes, nearly, as measured: by its characters, its lines and the parts of its collections, and its escapes. */
function weightOf(text: string): number {
  let [parts, escapes] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Line break, comma, bracket, brace.
    if (code === 0x0a || code === 0x2c || code === 0x5b || code === 0x7b) parts++;
    else if (code === 0x5c) escapes++;
  }
  return text.length * perCharacter + parts * perPart + escapes * perEscape;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
