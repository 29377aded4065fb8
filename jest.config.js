/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/__tests__/support/draw-seed.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Copies of the project, made by mutation tests.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
};
