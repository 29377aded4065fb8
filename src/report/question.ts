import type { AskedRewrite, Question } from '../run/open';
import { painter, colourDiff } from './colour';
import { unifiedDiff } from './diff';
import { escapeLines } from './escape';
import { rewriteLine, type TextOptions } from './text';
import { findingBlocks, paragraph } from './text/findings';

/**
 * What you decide about: the change as hunks of a unified diff, which object it is in and why, and what has to be
 * known once it is made. Nothing in it can drive the terminal.
 *
 * @param isNewFile whether to begin with the name of the file
 * @returns whole lines
 */
export function questionText(
  { path, before, after, rewrites, findings }: Question,
  { colour, width, transforms }: Omit<TextOptions, 'quiet'>,
  isNewFile: boolean,
): string {
  const sheet = { paint: painter(colour), width };
  const diff = unifiedDiff(path, before, after);
  const shown = isNewFile ? diff : diff.slice(diff.indexOf('\n@@ ') + 1);
  const numberWidth = Math.max(...rewrites.map(({ line }) => `${line}`.length));
  const together = 'These changes can only be made together:';
  const lines = [
    (colour ? colourDiff : escapeLines)(shown),
    ...(rewrites.length > 1 ? [paragraph(sheet, 0, { text: together })] : []),
    ...rewrites.map((rewrite) => rewriteLine(sheet, withObject(rewrite), numberWidth, transforms)),
    ...findingBlocks(sheet, findings),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is in front of the place where an answer is typed. */
export function promptText({ number, count }: Question, colour: boolean): string {
  return `${painter(colour)('bold', `(${number}/${count}) Apply this change [y,n,a,q,?]?`)} `;
}

/** What the answers mean; whole lines. */
export const answersHelp = `y - apply this change
n - do not apply this change
a - apply this change and all later ones in the file
q - quit; apply neither this change nor any of the remaining ones
? - print help
`;

/** Many summaries say which object they are about; a reference, for one, only says to what. */
function withObject(rewrite: AskedRewrite): AskedRewrite {
  const { object, summary } = rewrite;
  if (object === undefined || summary.startsWith(`${object}:`)) return rewrite;
  return { ...rewrite, summary: `${object}: ${summary}` };
}
