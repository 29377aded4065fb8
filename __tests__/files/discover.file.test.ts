import { execFileSync } from 'node:child_process';
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

describe('a named file', () => {
  test('counts whatever it is called', async () => {
    workspace.add('a.tpl', 'b', 'c d/e\nf.txt', '-g', '"h".yaml', 'ü.md');
    const names = ['"h".yaml', '-g', 'a.tpl', 'b', 'c d/e\nf.txt', 'ü.md'];
    expect(await workspace.find(names)).toEqual({ files: names, skipped: [], faults: [] });
  });

  test('is a fault if it does not exist', async () => {
    workspace.add('a.yaml');
    const faults = ['', 'a.yaml/b', 'nowhere.yaml'];
    const found = await workspace.find(faults);
    expect(found.files).toEqual([]);
    expect(found.faults).toEqual([
      { path: '', message: 'the path is empty' },
      { path: 'a.yaml/b', message: 'not a directory' },
      { path: 'nowhere.yaml', message: 'no such file or directory' },
    ]);
  });

  test('is a fault if it is a pipe', async () => {
    execFileSync('mkfifo', [workspace.path('pipe.yaml')]);
    expect((await workspace.find(['pipe.yaml'])).faults).toEqual([
      { path: 'pipe.yaml', message: 'it is not a regular file' },
    ]);
    expect((await workspace.find(['.'])).files).toEqual([]);
  });

  test('is skipped with the reason if a rule keeps it out', async () => {
    workspace.write('.gitignore', 'a.yaml\n');
    workspace.write('.istiomigrateignore', 'b.yaml\n');
    workspace.add('a.yaml', 'b.yaml', 'c.yaml', 'node_modules/d.yaml', '.git/e.yaml', 'f.yaml');
    const paths = [
      'a.yaml',
      './b.yaml',
      workspace.path('c.yaml'),
      'node_modules/d.yaml',
      '.git/e.yaml',
      'f.yaml',
    ];
    expect(await workspace.find(paths, ['c.yaml'])).toEqual({
      files: ['f.yaml'],
      skipped: [
        { path: './b.yaml', reason: '.istiomigrateignore matches it' },
        { path: '.git/e.yaml', reason: '.git is never searched' },
        { path: workspace.path('c.yaml'), reason: '--exclude matches it' },
        { path: 'a.yaml', reason: '.gitignore matches it' },
        { path: 'node_modules/d.yaml', reason: 'node_modules is never searched' },
      ],
      faults: [],
    });
  });
});

describe('symbolic links', () => {
  beforeEach(() => {
    workspace.add('real/a.yaml', 'b.yaml');
    workspace.link('folder', 'real');
    workspace.link('file.yaml', 'b.yaml');
    workspace.link('real/loop', '..');
    workspace.link('dead.yaml', 'nowhere');
  });

  test.each([
    ['outside of git', () => undefined],
    [
      'in git',
      () => {
        workspace.repository();
      },
    ],
  ])('are not followed in a folder %s', async (_where, prepare) => {
    prepare();
    expect(await workspace.find(['.', '*', '**'])).toEqual({
      files: ['b.yaml', 'real/a.yaml'],
      skipped: [],
      faults: [],
    });
  });

  test('are skipped with the reason where they are named', async () => {
    const reason = 'it is a symbolic link';
    expect(await workspace.find(['folder', 'file.yaml', 'dead.yaml'])).toEqual({
      files: [],
      skipped: ['dead.yaml', 'file.yaml', 'folder'].map((path) => ({ path, reason })),
      faults: [],
    });
  });

  test('may lead to what is named', async () => {
    expect(await workspace.filesIn('folder/a.yaml')).toEqual(['real/a.yaml']);
    expect(await workspace.filesIn('folder/*.yaml', 'real/a.yaml')).toEqual(['real/a.yaml']);
    expect((await workspace.find(['.'], [], workspace.path('folder'))).files).toEqual(['real/a.yaml']);
  });

  test('are not followed where one has taken the place of a tracked folder', async () => {
    workspace.add('old/c.yaml', 'elsewhere/c.yaml');
    workspace.repository();
    rmSync(workspace.path('old'), { recursive: true });
    workspace.link('old', 'elsewhere');
    expect(await workspace.filesIn('.')).toEqual(['b.yaml', 'elsewhere/c.yaml', 'real/a.yaml']);
  });
});
