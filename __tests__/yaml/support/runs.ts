import fc from 'fast-check';

/** The seed of all generated cases: `SEED=123 npx jest __tests__/yaml` runs the same again. */
export const seed = Number(process.env['SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

/** How many cases a property gets: `RUNS=100000` asks for a long run. */
export function runs(usual: number): { seed: number; numRuns: number; endOnFailure: boolean } {
  return {
    seed,
    numRuns: Number(process.env['RUNS'] ?? usual),
    endOnFailure: process.env['QUICK'] !== undefined,
  };
}

/** Picks one of several things by a number of any size. */
export function pick<T>(choices: readonly T[], number: number): T | undefined {
  return choices[number % Math.max(1, choices.length)];
}

export { fc };
