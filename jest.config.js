/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Jest leaves a core to itself, which of two is half.
  maxWorkers: '100%',
  // What hangs fails; what is slow, on a machine that has other work, does not.
  testTimeout: 300_000,
  globalSetup: '<rootDir>/__tests__/support/draw-seed.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Copies of the project, made by mutation tests.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
};
