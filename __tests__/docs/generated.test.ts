import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from '../../src/docs/pages';
import { transforms } from '../../transforms';
import { Workspace } from '../cli/workspace';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('the generated pages are what the transforms say: if not, run "npm run docs"', async () => {
  for (const [path, text] of await pages(transforms, read('README.md'))) {
    expect({ path, text: existsSync(join(root, path)) ? read(path) : undefined }).toEqual({ path, text });
  }
});

test('what "npm run docs" runs writes them', () => {
  const copy = new Workspace();
  try {
    for (const path of [
      'src',
      'transforms',
      'scripts',
      'schemas',
      'package.json',
      'README.md',
      'tsconfig.json',
      '.prettierrc.json',
    ])
      cpSync(join(root, path), join(copy.root, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy.root, 'node_modules'));
    const { docs: command = '' } = (JSON.parse(read('package.json')) as { scripts: Record<string, string> })
      .scripts;
    const [script = ''] = /(?<=^node )\S+$/.exec(command) ?? [];
    writeFileSync(join(copy.root, 'README.md'), read('README.md').replaceAll('| required |', '| unknown |'));
    execFileSync(process.execPath, [script], { cwd: copy.root });
    expect(copy.read('README.md')).toBe(read('README.md'));
    for (const name of readdirSync(join(root, 'docs/transforms')))
      expect(copy.read(`docs/transforms/${name}`)).toBe(read(`docs/transforms/${name}`));
  } finally {
    copy.remove();
  }
});

test('no page is left of a transform that is gone', () => {
  const wanted = ['README.md', ...transforms.map(({ id }) => `${id}.md`)];
  expect(readdirSync(join(root, 'docs/transforms')).toSorted()).toEqual(wanted.toSorted());
});

test('a README without the markers is told of', async () => {
  await expect(pages(transforms, '# istio-migrate\n')).rejects.toThrow('README.md lacks the lines');
});
