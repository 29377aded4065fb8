import { isRefused, parseConfig } from '../../../src/cli/config/load';
import { badCases, goodCases } from './cases';

describe('what is followed', () => {
  test.each(goodCases)('$title', ({ text, config }) => {
    expect(parseConfig(text)).toEqual(config);
  });
});

describe('what is refused', () => {
  test.each(badCases)('$title', ({ text, problems }) => {
    const result = parseConfig(text);
    const told = isRefused(result)
      ? result.map(({ line, column, message }) => `${line}:${column}: ${message}`)
      : [];
    expect(told).toEqual(problems);
  });
});
