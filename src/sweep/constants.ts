import { once } from '../once';
import { MentionPlace, type SearchedText } from './mention';

/** What is between a name and its value. */
const type = String.raw`(?:\s{0,9}:\s{0,9}[\w'&[\]][\w'&[\] ]{0,40}|\s{1,9}string)?\s{0,9}[:?]?=`;
/** `NAME = "text"` up to the text, or to a path before it. */
const assignment = new RegExp(String.raw`(?<![\w.])([A-Za-z_]\w*)${type}\s{0,9}["'\`]?(?:[\w.-]{1,100}\/)?$`);
const isAssigned = new RegExp(`^${type}(?![=>])`);

/** More uses of a name than these say nothing new. */
const usesAtMost = 50;

/** Where a program uses a text by the name that it gives it at a place. None where it gives it no name there. */
export function usesOf({ source, before, after, offset }: MentionPlace): MentionPlace[] {
  const [, name = ''] = /^["'`]?(?:[\s;,)]|$)/.test(after) ? (assignment.exec(before) ?? []) : [];
  if (name === '' || source.kind !== 'program') return [];
  const places = (wordsIn(source).get(name) ?? [])
    .slice(0, usesAtMost)
    .map((start) => new MentionPlace(source, { start, end: start + name.length }, undefined));
  const given = places.filter(isGiven).map((place) => place.offset);
  const own = given.findLast((start) => start < offset);
  // What is given again in between is something else.
  const isOwn = (at: number) => (given.findLast((start) => start <= at) ?? given[0]) === own;
  return places.filter((place) => !given.includes(place.offset) && isOwn(place.offset) && isUse(place));
}

const wordsIn = once(({ text }: SearchedText): ReadonlyMap<string, readonly number[]> => {
  const found = new Map<string, number[]>();
  for (const { index, 0: word } of text.matchAll(/(?<![\w-])[A-Za-z_]\w*(?![\w-])/g)) {
    const places = found.get(word);
    if (places) places.push(index);
    else found.set(word, [index]);
  }
  return found;
}, new WeakMap());

function isGiven({ before, after }: MentionPlace): boolean {
  return !before.endsWith('.') && isAssigned.test(after);
}

/** Whether a word is a name of the program there: neither a key, nor a word of a text that nothing is filled into, or of a comment. */
function isUse({ before, after, isInComment }: MentionPlace): boolean {
  const isInText = ['"', "'", '`'].some((quote) => before.split(quote).length % 2 === 0);
  return !isInComment && !/^["']?\s*:(?![-:=?])/.test(after) && (!isInText || /[${(]\s*$/.test(before));
}
