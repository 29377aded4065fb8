import { chmodSync, mkdirSync } from 'node:fs';
import { withoutGitSettings, withoutPrivileges, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('--exclude', () => {
  async function rest(...exclude: string[]): Promise<string[]> {
    return (await workspace.find(['.'], exclude)).files;
  }

  test('has the syntax of a .gitignore in the working directory', async () => {
    workspace.add('a/x.yaml', 'a/b/x.yaml', 'vendor/y.yaml', 'a/vendor/z.yaml', 'w.yaml');
    expect(await rest('vendor')).toEqual(['a/b/x.yaml', 'a/x.yaml', 'w.yaml']);
    expect(await rest('/vendor/')).toEqual(['a/b/x.yaml', 'a/vendor/z.yaml', 'a/x.yaml', 'w.yaml']);
    expect(await rest('a/*.yaml', 'vendor')).toEqual(['a/b/x.yaml', 'w.yaml']);
    expect(await rest('**/x.yaml', 'vendor/**')).toEqual(['a/vendor/z.yaml', 'w.yaml']);
    expect(await rest('*.yaml', '!w.yaml')).toEqual(['w.yaml']);
    expect(await rest('./w.yaml', workspace.path('a'), '')).toEqual(['vendor/y.yaml']);
  });

  test('holds outside of the working directory, too', async () => {
    workspace.add('other/vendor/a.yaml', 'other/b.yaml', 'other/c.yaml');
    mkdirSync(workspace.path('here'));
    const found = await workspace.find(['../other'], ['vendor', '../other/b.yaml'], workspace.path('here'));
    expect(found.files).toEqual(['other/c.yaml']);
  });

  test('keeps out tracked files, and folders that are named', async () => {
    workspace.add('a.yaml', 'vendor/b.yaml');
    workspace.repository();
    expect(await workspace.find(['vendor', 'vendor/b.yaml', 'a.yaml'], ['vendor'])).toEqual({
      files: ['a.yaml'],
      skipped: [
        { path: 'vendor', reason: '--exclude matches it' },
        { path: 'vendor/b.yaml', reason: '--exclude matches it' },
      ],
      faults: [],
    });
  });
});

describe('.istiomigrateignore', () => {
  test('holds from the root of the work tree, with nested files, wherever the command runs', async () => {
    workspace.write('.istiomigrateignore', 'vendor/\n*.json\n');
    workspace.write('x/.istiomigrateignore', '!keep.json\n/a.yaml\n');
    workspace.add('vendor/b.yaml', 'x/vendor/c.yaml', 'd.json', 'x/keep.json', 'x/a.yaml', 'x/y/a.yaml');
    workspace.repository();
    expect(await workspace.filesIn('.')).toEqual(['x/keep.json', 'x/y/a.yaml']);
    expect((await workspace.find(['.'], [], workspace.path('x'))).files).toEqual([
      'x/keep.json',
      'x/y/a.yaml',
    ]);
    expect(await workspace.find(['.'], [], workspace.path('vendor'))).toEqual({
      files: [],
      skipped: [{ path: '.', reason: '.istiomigrateignore matches it' }],
      faults: [],
    });
  });

  test('may be a link to another ignore file', async () => {
    workspace.write('.otherignore', 'a.yaml\n');
    workspace.link('.istiomigrateignore', '.otherignore');
    workspace.add('a.yaml', 'b.yaml');
    expect(await workspace.filesIn('.')).toEqual(['b.yaml']);
  });

  test('keeps everything out if it cannot be read, and that is a fault', async () => {
    workspace.add('a.yaml', 'x/b.yaml');
    chmodSync(workspace.write('x/.istiomigrateignore', 'nothing\n'), 0);
    const found = await withoutPrivileges(() => workspace.find(['.']));
    expect(found).toEqual({
      files: ['a.yaml'],
      skipped: [],
      faults: [{ path: workspace.path('x/.istiomigrateignore'), message: 'permission denied' }],
    });
  });

  test('holds in submodules as well, whether they are searched or named', async () => {
    workspace.add('sub/a.yaml', 'sub/b.yaml');
    workspace.write('.istiomigrateignore', '/sub/a.yaml\n');
    workspace.repository('sub');
    workspace.repository();
    expect(await workspace.filesIn('.')).toEqual(['sub/b.yaml']);
    expect(await workspace.filesIn('sub')).toEqual(['sub/b.yaml']);
    expect(await workspace.filesIn('sub/a.yaml', 'sub/b.yaml')).toEqual(['sub/b.yaml']);
  });
});
