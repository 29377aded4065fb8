import type { Finding, RewriteOutcome } from '../../src/api';

/** What is told is one line, without the full stop that a report puts behind it or leaves out. */
export function expectSentences(findings: readonly Finding[], rewrites: readonly RewriteOutcome[]): void {
  const sentence = /^[^\s.].*[^\s.]$/;
  for (const { message, help = 'none' } of findings) {
    expect(message).toMatch(sentence);
    expect(help).toMatch(sentence);
  }
  for (const { summary } of rewrites) expect(summary).toMatch(sentence);
}
