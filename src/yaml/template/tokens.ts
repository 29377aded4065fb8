import { startsItsLine } from '../text';

/** The end of a word between two signs, as `@@PORT@@`. */
export function endOfAtSigns(text: string, start: number): number | undefined {
  const word = /@@[\w.-]+@@/y;
  word.lastIndex = start;
  return word.test(text) ? word.lastIndex : undefined;
}

/** The end of `#{Name}` or `#{Name}#` on a line of its own: elsewhere on a line, it is a part of a value. */
export function endOfToken(text: string, start: number): number | undefined {
  const token = /#\{[\w.:-]+\}#?(?=[ \t]*(?:\r?\n|$))/y;
  token.lastIndex = start;
  return startsItsLine(text, start) && token.test(text) ? token.lastIndex : undefined;
}
