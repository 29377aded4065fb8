/**
 * Runs the tests, which are written for jest, in mocha: Stryker's runner for mocha keeps the test files loaded and
 * switches from mutant to mutant at once, where the one for jest loads every module anew for each of them.
 */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const { configureGlobal } = require('fast-check');
const { bind } = require('jest-each');
const jestConfig = require('../jest.config.js');

// Generated cases are the same for every mutant, and few; the first that fails is enough.
process.env['SEED'] ??= '20251128';
process.env['RUNS'] ??= '8';
configureGlobal({ endOnFailure: true });

const [, compilerOptions] = jestConfig.transform['\\.ts$'];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...compilerOptions,
    filename,
    module: { type: 'commonjs' },
    sourceMaps: false,
    swcrc: false,
  });
  module._compile(code, filename);
};

/** A function of mocha's that takes jest's third argument, the time that a test may take. */
function withTimeout(add) {
  return (title, run, timeout) => {
    const added = add(title, run);
    if (timeout !== undefined) added.timeout(timeout);
    return added;
  };
}

/** A function of mocha's with what jest's has beside. */
function likeJest(add) {
  const like = withTimeout(add);
  like.only = withTimeout(add.only);
  like.skip = withTimeout(add.skip);
  for (const each of [like, like.only, like.skip]) each.each = bind(each);
  return like;
}

/** Takes what mocha sets a global to, before each load of tests, and gives tests something like jest's. */
function replaceGlobal(name, likeness) {
  let value;
  Object.defineProperty(globalThis, name, {
    get: () => value,
    set(ofMocha) {
      value = likeness(ofMocha);
    },
    configurable: true,
  });
}

/** Gives a global of mocha's the name that it has in jest. */
function renameGlobal(name, nameInMocha) {
  Object.defineProperty(globalThis, name, { get: () => globalThis[nameInMocha], configurable: true });
}

globalThis.expect = expect;
replaceGlobal('it', likeJest);
replaceGlobal('describe', likeJest);
renameGlobal('test', 'it');
renameGlobal('beforeAll', 'before');
renameGlobal('afterAll', 'after');
