import { rmSync } from 'node:fs';
import { withoutGitSettings, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('a repository inside of another', () => {
  test('is searched by its own rules, whether it is a submodule or not tracked', async () => {
    workspace.write('library/.gitignore', '*.json\n');
    workspace.add(
      'library/a.yaml',
      'library/b.json',
      'main/c.yaml',
      'main/nested/d.yaml',
      'main/empty/e.yaml',
    );
    workspace.repository('library');
    workspace.git('init', '-q', 'main');
    workspace.git('-C', 'main', 'submodule', '--quiet', 'add', workspace.path('library'), 'deep/sub');
    workspace.add('main/deep/sub/f.json', 'main/deep/sub/g.yaml');
    workspace.repository('main/nested');
    workspace.git('init', '-q', 'main/empty');
    const files = ['c.yaml', 'deep/sub/a.yaml', 'deep/sub/g.yaml', 'empty/e.yaml', 'nested/d.yaml'];
    expect(await workspace.filesIn('main')).toEqual(files.map((file) => `main/${file}`));
    expect(await workspace.filesIn('main/deep')).toEqual(['main/deep/sub/a.yaml', 'main/deep/sub/g.yaml']);
    expect(await workspace.filesIn('main/deep/sub/a.yaml', 'main/deep/sub/f.json')).toEqual([
      'main/deep/sub/a.yaml',
    ]);
  });

  test('is left out where the outer one ignores it', async () => {
    workspace.write('.gitignore', 'nested/\n');
    workspace.add('a.yaml', 'nested/b.yaml');
    workspace.repository('nested');
    workspace.repository();
    expect(await workspace.filesIn('.')).toEqual(['a.yaml']);
    expect((await workspace.find(['.'], [], workspace.path('nested'))).files).toEqual(['nested/b.yaml']);
  });

  test('is no obstacle where a submodule was not cloned, or only its files are there', async () => {
    workspace.add('library/a.yaml', 'main/b.yaml');
    workspace.repository('library');
    workspace.git('init', '-q', 'main');
    workspace.git('-C', 'main', 'submodule', '--quiet', 'add', workspace.path('library'), 'sub');
    rmSync(workspace.path('main/sub/.git'));
    expect(await workspace.filesIn('main')).toEqual(['main/b.yaml', 'main/sub/a.yaml']);
    expect(await workspace.filesIn('main/sub')).toEqual(['main/sub/a.yaml']);
    expect(await workspace.filesIn('main/sub/a.yaml')).toEqual(['main/sub/a.yaml']);
    rmSync(workspace.path('main/sub/a.yaml'));
    expect(await workspace.find(['main'])).toEqual({ files: ['main/b.yaml'], skipped: [], faults: [] });
  });
});
