import { chmodSync, writeFileSync } from 'node:fs';
import { giveAway, withoutGitSettings, withoutPrivileges, Workspace } from './workspace';

let workspace: Workspace;

beforeAll(withoutGitSettings);

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('where git cannot answer', () => {
  test('the ignore files are read without it if it is not installed', async () => {
    workspace.write('.gitignore', 'out/\n');
    workspace.add('out/a.yaml', 'x/b.yaml', 'x/c.yaml', 'node_modules/d.yaml');
    workspace.write('x/.gitignore', 'c.yaml\n');
    workspace.repository();
    const { PATH: path } = process.env;
    process.env['PATH'] = workspace.path('nowhere');
    try {
      expect(await workspace.filesIn('.')).toEqual(['x/b.yaml']);
      expect((await workspace.find(['.', 'c.yaml'], [], workspace.path('x'))).files).toEqual(['x/b.yaml']);
      expect(await workspace.find(['out/a.yaml'])).toMatchObject({
        files: [],
        skipped: [{ reason: '.gitignore matches it' }],
      });
    } finally {
      process.env['PATH'] = path;
    }
  });

  test('they are if the repository is damaged, too', async () => {
    workspace.write('.gitignore', 'out/\n');
    workspace.add('out/a.yaml', 'b.yaml');
    workspace.repository();
    writeFileSync(workspace.path('.git/index'), 'damaged');
    expect(await workspace.filesIn('.', 'b.yaml')).toEqual(['b.yaml']);
  });
});

describe('a folder that cannot be read', () => {
  beforeEach(() => {
    workspace.add('a.yaml', 'closed/b.yaml', 'closed/c.yaml', 'open/d.yaml');
  });

  async function search(...paths: string[]) {
    chmodSync(workspace.path('closed'), 0);
    giveAway(workspace.root);
    return withoutPrivileges(() => workspace.find(paths));
  }

  const fault = () => ({ path: workspace.path('closed'), message: 'permission denied' });
  const others = ['a.yaml', 'open/d.yaml'];

  test('is a fault, and the rest is searched', async () => {
    expect(await search('.')).toEqual({ files: others, skipped: [], faults: [fault()] });
  });

  test('is a fault in git, too, if its files are not tracked', async () => {
    workspace.git('init', '-q');
    expect(await search('.')).toEqual({ files: others, skipped: [], faults: [fault()] });
  });

  test('is one fault in git, too, if its files are tracked', async () => {
    workspace.repository();
    expect(await search('.')).toEqual({ files: others, skipped: [], faults: [fault()] });
  });

  test('is a fault where a glob leads through it', async () => {
    expect(await search('**/*.yaml')).toEqual({ files: others, skipped: [], faults: [fault()] });
  });

  test('is a fault where a file in it is named', async () => {
    const message = 'permission denied';
    expect((await search('closed/b.yaml')).faults).toEqual([{ path: 'closed/b.yaml', message }]);
  });
});

test('a name that is not UTF-8 is a fault, since Node cannot express it', async () => {
  const name = Buffer.concat([Buffer.from(workspace.path('bad')), Buffer.from([0xff]), Buffer.from('.yaml')]);
  writeFileSync(name, 'a: b\n');
  const fault = { path: workspace.path('bad\uFFFD.yaml'), message: 'its name is not valid UTF-8' };
  expect((await workspace.find(['.'])).faults).toEqual([fault]);
  workspace.repository();
  expect((await workspace.find(['.'])).faults).toEqual([fault]);
});
