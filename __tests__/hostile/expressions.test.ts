import { attacks, expressions } from './expressions';
import { cpuMs } from '../support/cpu';

const all = expressions();

/** On a text of this length what grows with the square takes tens of milliseconds, and all else less than one. */
const length = 10_000;
const allowedMs = 25;

/** Expressions that get lost in what they do not see, or what nobody has reason to write; with the reason. */
const tolerated: Readonly<Record<string, string>> = {
  '(?:\\{\\{.*?\\}\\}|\\{[^{}]*\\}|\\[[^[\\]]*\\]|\\S)+':
    'sees no more than the first thousand characters of a text',
};

function timed(regex: RegExp, text: string): number {
  const started = cpuMs();
  regex.lastIndex = 0;
  if (regex.global) text.replace(regex, '');
  else regex.exec(text);
  return cpuMs() - started;
}

/** The least of several times: the machine may have had other things to do. */
function leastOf(regex: RegExp, text: string): number {
  let least = timed(regex, text);
  for (let again = 0; again < 4 && least > allowedMs; again += 1) least = Math.min(least, timed(regex, text));
  return least;
}

test('no regular expression gets lost in a long text', () => {
  expect(all.length).toBeGreaterThan(100);
  const lost = all.flatMap((expression) => {
    const { place, source, flags } = expression;
    if (source in tolerated) return [];
    const regex = new RegExp(source, flags);
    for (const text of attacks(expression, length)) {
      const time = leastOf(regex, text);
      if (time > allowedMs)
        return [
          `${place} /${source}/${flags}: ${Math.round(time)} ms on ${JSON.stringify(text.slice(0, 6))}…`,
        ];
    }
    return [];
  });
  expect(lost).toEqual([]);
});

test('what is tolerated is still there', () => {
  const sources = new Set(all.map(({ source }) => source));
  expect(Object.keys(tolerated).filter((source) => !sources.has(source))).toEqual([]);
});
