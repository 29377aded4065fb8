/**
 * The seed of all generated cases of a run. It is drawn and printed when the run starts (see jest.config.js):
 * `SEED=123` before the command draws the same cases again.
 */
export const seed = Number(process.env['SEED']);
if (!Number.isSafeInteger(seed))
  throw new Error(`SEED has to be a number, not ${process.env['SEED'] ?? 'nothing'}`);

/** How many cases there are of a kind: `RUNS=100000` asks for a long run. */
export const count = (usual: number): number => Number(process.env['RUNS'] ?? usual);

/** The same as options of a property. */
export function runs(usual: number): { seed: number; numRuns: number } {
  return { seed, numRuns: count(usual) };
}
