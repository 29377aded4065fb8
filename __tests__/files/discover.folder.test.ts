import { discover } from '../../src/files/discover';
import { withoutGitSettings, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('a folder outside of git', () => {
  test('is searched for manifests at any depth, whatever the case of their ending', async () => {
    workspace.add(
      'a.yaml',
      'b.YML',
      'c/d/e.Json',
      'f.txt',
      'yaml',
      'g.yaml.tpl',
      'h.yaml.gotmpl',
      'j.tpl.txt',
      'k/_helpers.tpl',
      '.hidden/h.yaml',
      '.i.yaml',
    );
    const manifests = ['.hidden/h.yaml', '.i.yaml', 'a.yaml', 'b.YML', 'c/d/e.Json'];
    const files = [...manifests, 'g.yaml.tpl', 'h.yaml.gotmpl', 'k/_helpers.tpl'];
    expect(await workspace.find(['.'])).toEqual({ files, skipped: [], faults: [] });
  });

  test('gives absolute paths, sorted by their bytes, each once', async () => {
    // In UTF-16, the last two would be the other way round.
    workspace.add('b.yaml', 'B.yaml', 'a/x.yaml', 'a-b/x.yaml', 'ä.yaml', '\uFF5E.yaml', '\u{1F600}.yaml');
    const { files } = await discover(['.', 'b.yaml', './b.yaml', 'a', '*'], {
      cwd: workspace.root,
      exclude: [],
    });
    const names = ['B.yaml', 'a-b/x.yaml', 'a/x.yaml', 'b.yaml', 'ä.yaml', '\uFF5E.yaml', '\u{1F600}.yaml'];
    expect(files).toEqual(names.map((name) => workspace.path(name)));
  });

  test('never leads into .git and node_modules', async () => {
    workspace.add('.git/a.yaml', 'node_modules/b.yaml', 'x/node_modules/y/c.yaml', 'x/.git/d.yaml', 'e.yaml');
    expect(await workspace.filesIn('.')).toEqual(['e.yaml']);
  });

  test('never leads into what Go takes from others, at any depth', async () => {
    workspace.add(
      'vendor/modules.txt',
      'vendor/example.org/a/b.yaml',
      'x/vendor/modules.txt',
      'x/vendor/c.yaml',
    );
    workspace.add(
      'modules.txt',
      'd.yaml',
      'y/vendor/e.yaml',
      'y/vendor/f/modules.txt',
      'z/modules.txt/vendor/g.yaml',
    );
    const files = ['d.yaml', 'y/vendor/e.yaml', 'z/modules.txt/vendor/g.yaml'];
    expect(await workspace.filesIn('.', '**/*.yaml')).toEqual(files);
    expect(await workspace.find(['x/vendor/c.yaml', 'vendor'])).toEqual({
      files: [],
      skipped: ['vendor', 'x/vendor/c.yaml'].map((path) => ({
        path,
        reason: 'vendor is never searched if it has a modules.txt',
      })),
      faults: [],
    });
    // Whoever stands in it means it.
    expect((await workspace.find(['.'], [], workspace.path('x/vendor'))).files).toEqual(['x/vendor/c.yaml']);
  });

  test('follows its .gitignore files of every level', async () => {
    workspace.write('.gitignore', '\uFEFF# comment\r\n/build/\r\n*.json\r\n');
    workspace.write('x/.gitignore', '!keep.json\n/top.yaml\nmiddle/deep.yaml\nany.yaml\n/\n');
    workspace.add('build/a.yaml', 'x/build/b.yaml', 'c.json', 'x/keep.json', 'x/y/keep.json', 'keep.json');
    workspace.add('x/top.yaml', 'x/y/top.yaml', 'x/middle/deep.yaml', 'x/y/middle/deep.yaml');
    workspace.add('any.yaml', 'x/any.yaml', 'x/y/any.yaml');
    const files = ['any.yaml', 'x/build/b.yaml', 'x/keep.json', 'x/y/keep.json', 'x/y/middle/deep.yaml'];
    expect(await workspace.filesIn('.')).toEqual([...files, 'x/y/top.yaml']);
  });

  test('tells a folder from the folders in it', async () => {
    workspace.write('a/.gitignore', '**/\n');
    workspace.write('b/.gitignore', 'c/**/\n');
    workspace.add('a/x.yaml', 'a/y/x.yaml', 'b/c/x.yaml', 'b/c/y/x.yaml');
    expect(await workspace.filesIn('.')).toEqual(['a/x.yaml', 'b/c/x.yaml']);
  });

  test('follows .gitignore files in folders with odd names', async () => {
    for (const folder of ['a[b]', 'c*', 'd?', 'e f', '!g', '#h', 'i\\j', '(k)', '{l}', 'm\nn']) {
      workspace.write(`${folder}/.gitignore`, 'out.yaml\n/sub/*.yaml\n');
      workspace.add(`${folder}/out.yaml`, `${folder}/sub/in/x.yaml`, `${folder}/sub/y.yaml`);
    }
    const files = await workspace.filesIn('.');
    expect(files.filter((file) => !file.endsWith('/sub/in/x.yaml'))).toEqual([]);
    expect(files).toHaveLength(10);
  });

  test('lets no rule take back a file of a folder that is ignored', async () => {
    workspace.write('.gitignore', 'out/\n!out/keep.yaml\n');
    workspace.write('out/.gitignore', '!**\n!**/\n');
    workspace.add('out/keep.yaml', 'out/x/keep.yaml');
    expect(await workspace.filesIn('out/x/keep.yaml')).toEqual([]);
    expect(await workspace.filesIn('.')).toEqual([]);
  });

  test('is searched with git where it holds a repository', async () => {
    workspace.add('x/repo/tracked.yaml', 'x/repo/untracked.yaml', 'y.yaml');
    workspace.git('init', '-q', 'x/repo');
    workspace.write('x/repo/.gitignore', '*.yaml\n');
    workspace.git('-C', 'x/repo', 'add', '--force', 'tracked.yaml');
    expect(await workspace.filesIn('.')).toEqual(['x/repo/tracked.yaml', 'y.yaml']);
  });

  test('may lie outside of the working directory, and brings its own ignore files', async () => {
    workspace.write('other/.istiomigrateignore', 'a.yaml\n');
    workspace.write('other/.gitignore', 'b.yaml\n');
    workspace.add('other/a.yaml', 'other/b.yaml', 'other/c.yaml', 'here/d.yaml');
    expect((await workspace.find(['../other'], [], workspace.path('here'))).files).toEqual(['other/c.yaml']);
    expect((await workspace.find([workspace.path('other')], [], workspace.path('here'))).files).toEqual([
      'other/c.yaml',
    ]);
  });
});
