import type { Finding, RewriteOutcome } from '../../src/api';

/** Words that a reader who learned English at work stumbles over; there is a plainer one for each. */
const hardWords =
  /\b(?:mend|anew|by hand|stands|(?:tells?|told|says?) of|takes? out|without a word|see to it|is none|counts for nothing|left as it is)\b/i;

/** What is reported is one line in plain words, without the full stop that a report puts behind it or leaves out. */
export function expectSentences(findings: readonly Finding[], rewrites: readonly RewriteOutcome[]): void {
  const sentence = /^[^\s.].*[^\s.]$/;
  for (const { message, help = 'none' } of findings) {
    expect(message).toMatch(sentence);
    expect(help).toMatch(sentence);
    expect(`${message}; ${help}`).not.toMatch(hardWords);
  }
  for (const { summary } of rewrites) {
    expect(summary).toMatch(sentence);
    expect(summary).not.toMatch(hardWords);
  }
}
