'use strict';

/** Before all suites: draws the seed of the run, unless SEED says one, and prints it. */
module.exports = () => {
  process.env.SEED ??= String(Date.now() % 1_000_000_007);
  process.stderr.write(`\nSEED=${process.env.SEED}${process.env.RUNS ? ` RUNS=${process.env.RUNS}` : ''}\n`);
};
