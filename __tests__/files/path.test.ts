import { commonFolder, isWithin, outermost } from '../../src/files/glob';

test('a folder holds itself and what is in it, but not its neighbours', () => {
  expect(isWithin('/a', '/a')).toBe(true);
  expect(isWithin('/a/b/c', '/a')).toBe(true);
  expect(isWithin('/a', '/')).toBe(true);
  expect(isWithin('/a-b', '/a')).toBe(false);
  expect(isWithin('/', '/a')).toBe(false);
});

test('the common folder is the lowest that holds all', () => {
  expect(commonFolder(['/a/b'])).toBe('/a/b');
  expect(commonFolder(['/a/b', '/a/b/c'])).toBe('/a/b');
  expect(commonFolder(['/a/b', '/a/bc', '/a/d/e'])).toBe('/a');
  expect(commonFolder(['/a', '/b'])).toBe('/');
});

test('the outermost folders are those in no other', () => {
  expect(outermost(['/a/c', '/a', '/a-b', '/a', '/b/c', '/b/c/d'])).toEqual(['/a', '/a-b', '/b/c']);
  expect(outermost(['/a', '/'])).toEqual(['/']);
});
