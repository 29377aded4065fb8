import { readFile, readlink } from 'node:fs/promises';
import { cause } from '../../src/files/read';

async function causeOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'none',
    (error: unknown) => cause(error),
  );
}

test('the cause of a failure is in plain words, without code, call and path', async () => {
  expect(await causeOf(readFile('/nowhere\n'))).toBe('no such file or directory');
  expect(await causeOf(readFile('/'))).toBe('it is a directory');
  expect(await causeOf(readlink('/'))).toBe('invalid argument');
});

test('the cause of any other failure is its message on one line', () => {
  expect(cause(new Error('one\n  two'))).toBe('one two');
  expect(cause('three')).toBe('three');
});
