import { relative } from 'node:path';
import { discover } from '../../src/files/discover';
import { mayBeText } from '../../src/files/names';
import { withoutGitSettings, workspaceOfEachTest } from './workspace';

withoutGitSettings();

const workspace = workspaceOfEachTest();

async function textsIn(...paths: string[]): Promise<string[]> {
  const { texts } = await discover(paths, { cwd: workspace.root, exclude: ['out'], isText: mayBeText });
  return texts.map((path) => relative(workspace.root, path));
}

const names = [
  'Makefile',
  'a.sh',
  'a.yaml',
  'docs/a.md',
  'go.sum',
  'logo.png',
  'out/a.sh',
  'node_modules/a.js',
];

test.each([false, true])(
  'other texts of a folder are found beside the manifests (repository: %s)',
  async (is) => {
    workspace.add(...names);
    workspace.link('b.sh', 'a.sh');
    if (is) workspace.repository();
    const texts = await textsIn('.');
    expect(texts.filter((path) => path !== 'b.sh')).toEqual(['Makefile', 'a.sh', 'docs/a.md']);
  },
);

test('there are none unless they are asked for', async () => {
  workspace.add(...names);
  const { files, texts } = await discover(['.'], { cwd: workspace.root, exclude: [] });
  expect(files.map((path) => relative(workspace.root, path))).toEqual(['a.yaml']);
  expect(texts).toEqual([]);
});

test('a file that is named is no further text, and nothing beside it is', async () => {
  workspace.add(...names);
  expect(await textsIn('a.sh')).toEqual([]);
  expect(await textsIn('.', 'a.sh')).toEqual(['Makefile', 'docs/a.md']);
});

test.each([false, true])('Markdown is a manifest where it is asked for (repository: %s)', async (is) => {
  workspace.add(...names, 'B.Markdown', 'c.mdx');
  workspace.link('link.md', 'docs/a.md');
  if (is) workspace.repository();
  const found = await discover(['.'], {
    cwd: workspace.root,
    exclude: [],
    isText: mayBeText,
    markdown: true,
  });
  const files = found.files.map((path) => relative(workspace.root, path));
  expect(files).toEqual(['B.Markdown', 'a.yaml', 'docs/a.md']);
  expect(found.texts.map((path) => relative(workspace.root, path))).toContain('c.mdx');
});
