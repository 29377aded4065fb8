import fc from 'fast-check';

/** Picks one of several things by a number of any size. */
export function pick<T>(choices: readonly T[], number: number): T | undefined {
  return choices[number % Math.max(1, choices.length)];
}

export { fc };
export { runs, seed } from '../../support/seed';
