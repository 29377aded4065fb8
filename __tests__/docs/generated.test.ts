import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from '../../src/docs/pages';
import { transforms } from '../../transforms';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('the generated pages are what the transforms say: if not, run "npm run docs"', async () => {
  for (const [path, text] of await pages(transforms, read('README.md'))) {
    expect({ path, text: existsSync(join(root, path)) ? read(path) : undefined }).toEqual({ path, text });
  }
});

test('no page is left of a transform that is gone', () => {
  const wanted = ['README.md', ...transforms.map(({ id }) => `${id}.md`)];
  expect(readdirSync(join(root, 'docs/transforms')).toSorted()).toEqual(wanted.toSorted());
});

test('a README without the markers is told of', async () => {
  await expect(pages(transforms, '# istio-migrate\n')).rejects.toThrow('README.md lacks the lines');
});
