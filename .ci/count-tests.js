'use strict';

// Prints how many tests passed and failed, from the JSON that jest has written.
const { readFileSync } = require('node:fs');

const text = readFileSync(process.argv[2], 'utf8');
// Without tests, something before them failed.
const result =
  text === '' ? { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 } : JSON.parse(text);
// A suite that cannot be loaded has no tests to count.
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
process.stdout.write(`${result.numPassedTests} passed, ${failed} failed${skipped}\n`);
