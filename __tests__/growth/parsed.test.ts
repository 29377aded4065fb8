import { migrateFiles } from '../../src/api';
import { library } from '../../src/yaml/library';
import { type Shape, shapes } from '../../bench/shapes';

/** How many characters are parsed, of whatever document and for whatever reason. */
function charactersParsed(
  { files, from = '1.27', to = '1.28', isMarkdown: markdown = false }: Shape,
  size: number,
): number {
  const parse = jest.spyOn(library(), 'parseDocument');
  try {
    migrateFiles(files(size), { from, to, markdown });
    return parse.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
  } finally {
    parse.mockRestore();
  }
}

describe('how much is parsed grows no faster than what there is', () => {
  it.each(shapes.filter(({ isDeep = false }) => !isDeep))('$name', (shape) => {
    const [some, twice] = [charactersParsed(shape, 10), charactersParsed(shape, 20)];
    const lengthOf = (size: number) => Object.values(shape.files(size)).join('').length;
    expect(some > 0).toBe(shape.isOnlySearched !== true);
    expect(twice).toBeLessThanOrEqual(some * (lengthOf(20) / lengthOf(10)) * 1.1);
  });
});
