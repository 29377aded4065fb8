import { escapeControls, shortened } from '../escape';

/** Longer texts say no more to a person; names and values can be made as long as one likes. */
const longest = 1_000;

/** What starts markup, HTML, an entity, a formula, a mention, an emoji, or a link to a page, an issue or a commit. */
const marked =
  /[\\`*_{}[\]<>#@|~$&]|:\/\/|www\.|(?:mailto|xmpp):|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{7,40}\b|\p{Co}/iu;

/** A word; what stands between braces or brackets is part of one. */
const words = /(?:\{\{.*?\}\}|\{[^{}]*\}|\[[^[\]]*\]|\S)+/g;

/**
 * A text in which nothing is markup, on one line, to stand behind other text: a word that could be is a code span, in
 * which GitHub reads neither markup nor mentions.
 *
 * Source: GitHub Flavored Markdown, "Code spans"; GitHub's mentions and references are looked for outside of code only,
 * but in whatever a backslash or an entity stands for.
 */
export function prose(text: string): string {
  return escapeControls(shortened(text, longest)).replace(words, (word) => {
    if (!marked.test(word)) return word;
    const [start, end] = coreOf(word);
    return start === end
      ? code(word)
      : `${word.slice(0, start)}${code(word.slice(start, end))}${word.slice(end)}`;
  });
}

/** Where a word starts and ends without the punctuation of the sentence around it. */
function coreOf(word: string): [number, number] {
  let start = 0;
  let end = word.length;
  while (start < end && `"'(`.includes(word.charAt(start))) start++;
  while (end > start && `)"',.;:!?`.includes(word.charAt(end - 1))) end--;
  return [start, end];
}

/** A name or value as a code span, whatever it holds. */
export function code(text: string): string {
  const shown = escapeControls(shortened(text, longest));
  if (shown === '') return '``` ```';
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  // A space at both ends is taken off again.
  const padding = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}
