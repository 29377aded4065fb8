import { ignoreWord } from './directive';

/** A comment that looks like an ignore and is none. */
export interface NearMiss {
  readonly offset: number;
  /** How it starts if it is written right. */
  readonly meant: string;
}

/** What starts a comment that seems to ask for the same: with a colon or a space, as `disable`, for the next line. */
const alike =
  /(?<![^\s\uFEFF])(?:#+|\/\/+|<!--|\{\{-?[ \t]*\/\*|\{#-?)[ \t]*istio[-_ ]?migrate(?:[ \t]*:[ \t]*|[ \t]+|[-_])(?:ignore|disable|skip|nolint)(?![a-z])[^\r\n]*/gi;
const right = /istio-migrate-ignore(?:-file)?(?![\w-]|[ \t]*:)/;

/** Comments in a text that look like an ignore, but for their spelling. */
export function nearMissesIn(text: string): NearMiss[] {
  if (!/istio[-_ ]?migrate/i.test(text)) return [];
  return Array.from(text.matchAll(alike), ({ 0: comment, index }) => ({ comment, index }))
    .filter(({ comment }) => !right.test(comment))
    .map(({ comment, index }) => ({
      offset: index,
      meant: /(?:ignore|disable|skip|nolint)[-_]file/i.test(comment) ? `${ignoreWord}-file` : ignoreWord,
    }));
}
