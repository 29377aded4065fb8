import fc from 'fast-check';
import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as path from '../../playground/node/path';
import * as util from '../../playground/node/util';
import { runs } from '../support/seed';

const part = fc.constantFrom('', '.', '..', 'a', 'b.yaml', '.c', 'd e');
const anyPath = fc
  .tuple(fc.constantFrom('', '/'), fc.array(part, { maxLength: 6 }), fc.constantFrom('', '/'))
  .map(([start, parts, end]) => start + parts.join('/') + end);

describe('what stands in for Node in a browser does as Node does', () => {
  test.each(['normalize', 'dirname', 'basename', 'isAbsolute'] as const)('path.%s', (name) => {
    fc.assert(
      fc.property(anyPath, (given) => {
        expect(path[name](given)).toBe(posix[name](given));
      }),
      runs(100),
    );
  });

  test('path.join', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 3 }), (given) => {
        expect(path.join(...given)).toBe(posix.join(...given));
      }),
      runs(100),
    );
  });

  test('path.resolve and path.relative, below a root', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (one, other) => {
        expect(path.resolve('/', one, other)).toBe(posix.resolve('/', one, other));
        expect(path.relative(`/${one}`, `/${other}`)).toBe(posix.relative(`/${one}`, `/${other}`));
      }),
      runs(100),
    );
  });

  test('util.isDeepStrictEqual, for data', () => {
    const data = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(data, data, (one, other) => {
        expect(util.isDeepStrictEqual(one, other)).toBe(isDeepStrictEqual(one, other));
        expect(util.isDeepStrictEqual(one, structuredClone(one))).toBe(true);
      }),
      runs(100),
    );
  });
});
