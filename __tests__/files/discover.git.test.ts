import { rmSync, writeFileSync } from 'node:fs';
import { withoutGitSettings, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('in a git work tree', () => {
  test('tracked and untracked manifests are found, also with odd names', async () => {
    const names = [
      '-rf.yaml',
      ':(top)x.yaml',
      'a b.yaml',
      'c\nd.yaml',
      'tab\t.yaml',
      '"q".yaml',
      'ü.yaml',
      '*.yaml',
    ];
    workspace.add(...names, 'other.txt');
    workspace.repository();
    workspace.add(...names.map((name) => `untracked/${name}`));
    const all = [...names, ...names.map((name) => `untracked/${name}`)];
    expect((await workspace.filesIn('.')).sort()).toEqual(all.sort());
    expect((await workspace.filesIn(...all)).sort()).toEqual(all.sort());
  });

  test('the ignore files of every level, the exclude file and the global one hold', async () => {
    workspace.write('.gitignore', '*.json\n/build\n');
    workspace.write('x/.gitignore', '!*.json\nlocal.yaml\n');
    workspace.add('a.json', 'x/b.json', 'build/c.yaml', 'x/build/d.yaml', 'x/local.yaml', 'local.yaml');
    workspace.add('mine.yaml', 'everywhere.yaml');
    workspace.repository();
    workspace.git('rm', '-q', '--cached', '-r', '.');
    writeFileSync(workspace.path('.git/info/exclude'), 'mine.yaml\n');
    workspace.git('config', 'core.excludesFile', workspace.write('.excludes', 'everywhere.yaml\n'));
    expect(await workspace.filesIn('.')).toEqual(['local.yaml', 'x/b.json', 'x/build/d.yaml']);
  });

  test('a named file is skipped with the rule that git ignores it by', async () => {
    workspace.write('.gitignore', '# generated\nout/\n*.json\n!keep.json\n');
    workspace.write('x/.gitignore', 'a.yaml\n');
    workspace.add('out/b.yaml', 'keep.json', 'lose.json', 'x/a.yaml', 'c.yaml');
    workspace.repository();
    expect(
      await workspace.find(['out', 'out/b.yaml', 'keep.json', './lose.json', 'x/a.yaml', 'c.yaml']),
    ).toEqual({
      files: ['c.yaml', 'keep.json'],
      skipped: [
        { path: './lose.json', reason: 'git ignores it (.gitignore:3: *.json)' },
        { path: 'out', reason: 'git ignores it (.gitignore:2: out/)' },
        { path: 'out/b.yaml', reason: 'git ignores it (.gitignore:2: out/)' },
        { path: 'x/a.yaml', reason: 'git ignores it (x/.gitignore:1: a.yaml)' },
      ],
      faults: [],
    });
  });

  test('a tracked file counts even where a rule of git matches it, but not where one of ours does', async () => {
    workspace.write('.gitignore', 'out/\n');
    workspace.add('out/tracked.yaml', 'out/untracked.yaml', 'out/ours.yaml');
    workspace.repository();
    workspace.git('add', '--force', 'out/tracked.yaml', 'out/ours.yaml');
    workspace.write('.istiomigrateignore', 'ours.yaml\n');
    expect(await workspace.filesIn('.')).toEqual(['out/tracked.yaml']);
    expect(await workspace.filesIn('out')).toEqual(['out/tracked.yaml']);
    expect(await workspace.find(['out/tracked.yaml', 'out/untracked.yaml', 'out/ours.yaml'])).toMatchObject({
      files: ['out/tracked.yaml'],
      skipped: [{ path: 'out/ours.yaml' }, { path: 'out/untracked.yaml' }],
    });
  });

  test('a tracked file that was deleted is passed over', async () => {
    workspace.add('a.yaml', 'gone.yaml', 'folder/gone.yaml');
    workspace.repository();
    rmSync(workspace.path('gone.yaml'));
    rmSync(workspace.path('folder'), { recursive: true });
    expect(await workspace.find(['.'])).toEqual({ files: ['a.yaml'], skipped: [], faults: [] });
  });

  test('a file with a merge conflict is found once', async () => {
    workspace.add('a.yaml');
    workspace.repository();
    workspace.git('checkout', '-q', '-b', 'other');
    workspace.write('a.yaml', 'other\n');
    workspace.git('commit', '-qam', 'other');
    workspace.git('checkout', '-q', '-');
    workspace.write('a.yaml', 'mine\n');
    workspace.git('commit', '-qam', 'mine');
    expect(() => {
      workspace.git('merge', '-q', 'other');
    }).toThrow();
    expect(await workspace.filesIn('.')).toEqual(['a.yaml']);
  });

  test('only the asked-for folders are searched, from wherever the command runs', async () => {
    workspace.add('a/x.yaml', 'a/b/y.yaml', 'c/z.yaml', 'd.yaml');
    workspace.repository();
    expect(await workspace.filesIn('a', 'a/b', 'c')).toEqual(['a/b/y.yaml', 'a/x.yaml', 'c/z.yaml']);
    expect((await workspace.find(['.'], [], workspace.path('a'))).files).toEqual(['a/b/y.yaml', 'a/x.yaml']);
    expect((await workspace.find(['../c', 'b'], [], workspace.path('a'))).files).toEqual([
      'a/b/y.yaml',
      'c/z.yaml',
    ]);
  });

  test('tracked files in node_modules are left out', async () => {
    workspace.add('node_modules/a/b.yaml', 'c.yaml');
    workspace.repository();
    expect(await workspace.filesIn('.', '**')).toEqual(['c.yaml']);
  });

  test('hundreds of named files are handled at once', async () => {
    const names = Array.from(
      { length: 500 },
      (_, number) => `folder-${number % 20}/${'n'.repeat(100)}${number}.yaml`,
    );
    workspace.add(...names);
    workspace.repository();
    expect(await workspace.filesIn(...names)).toHaveLength(500);
  });

  test('the variables of a hook lead to no other repository', async () => {
    workspace.write('.gitignore', '*.yaml\n');
    workspace.add('a.yaml', 'nested/b.yaml');
    workspace.repository('nested');
    process.env['GIT_DIR'] = workspace.path('elsewhere');
    process.env['GIT_INDEX_FILE'] = '.git/index';
    try {
      expect(await workspace.filesIn('nested')).toEqual(['nested/b.yaml']);
    } finally {
      Reflect.deleteProperty(process.env, 'GIT_DIR');
      Reflect.deleteProperty(process.env, 'GIT_INDEX_FILE');
    }
  });
});
