/** Marks that sit on the character before them, and characters that are not seen. */
const narrowest = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Characters of East Asian scripts in their full width, and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/**
 * How many columns of a terminal a text takes up, as most terminals have it.
 *
 * Source: Unicode Standard Annex 11, East Asian Width.
 */
export function columnsOf(text: string): number {
  // Nearly all of our text is ASCII.
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (wide.test(character)) columns += 2;
    else if (!narrowest.test(character)) columns += 1;
  }
  return columns;
}
