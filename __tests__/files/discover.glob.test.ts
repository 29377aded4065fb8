import { withoutGitSettings, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('a glob', () => {
  test('stands for the files it matches, whatever they are called, and for the folders', async () => {
    workspace.add('a/x.tpl', 'a/y.txt', 'b/x.tpl', 'c/.z.tpl', 'd/deep/e.yaml', 'd/deep/f.txt');
    expect(await workspace.filesIn('*/*.tpl')).toEqual(['a/x.tpl', 'b/x.tpl', 'c/.z.tpl']);
    expect(await workspace.filesIn('{a,b}/x.*')).toEqual(['a/x.tpl', 'b/x.tpl']);
    expect(await workspace.filesIn('d/*')).toEqual(['d/deep/e.yaml']);
    expect(await workspace.filesIn('d/**')).toEqual(['d/deep/e.yaml', 'd/deep/f.txt']);
    expect(await workspace.filesIn(workspace.path('a/*.txt'))).toEqual(['a/y.txt']);
  });

  test('is a fault if it matches nothing', async () => {
    workspace.add('a.yaml');
    const message = 'no files match';
    expect((await workspace.find(['*.yml', 'nowhere/*', '!a.yaml'])).faults).toEqual([
      { path: '!a.yaml', message },
      { path: '*.yml', message },
      { path: 'nowhere/*', message },
    ]);
  });

  test('is a path if there is one of that name', async () => {
    workspace.add('[ab].yaml', 'a.yaml', 'b*/c.yaml', 'bb/c.yaml');
    expect(await workspace.filesIn('[ab].yaml', 'b*')).toEqual(['[ab].yaml', 'b*/c.yaml']);
  });

  test('never leads into .git and node_modules', async () => {
    workspace.add('.git/a.yaml', 'x/node_modules/b.yaml', 'c.yaml');
    expect(await workspace.filesIn('**/*.yaml', '**')).toEqual(['c.yaml']);
    expect(await workspace.filesIn('.git/*', 'x/node_modules/*.yaml', 'x/*/b.yaml')).toEqual([]);
  });

  test('passes over what a rule keeps out, and is skipped if that is all', async () => {
    workspace.write('.gitignore', 'a.yaml\n');
    workspace.add('a.yaml', 'b.yaml', 'c.json');
    expect(await workspace.find(['*.yaml', 'a.*', '*.json'], ['*.json'])).toEqual({
      files: ['b.yaml'],
      skipped: [
        { path: '*.json', reason: 'ignore rules exclude everything that it matches' },
        { path: 'a.*', reason: 'ignore rules exclude everything that it matches' },
      ],
      faults: [],
    });
  });

  test('finds names with backslashes and line breaks', async () => {
    workspace.add('a\\b.yaml', 'c\nd.yaml');
    expect(await workspace.filesIn('*.yaml')).toEqual(['a\\b.yaml', 'c\nd.yaml']);
  });
});
