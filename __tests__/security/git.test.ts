import { chownSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { isRoot } from '../faults/support/start';
import { newPolicy, oldPolicy } from '../support/policies';

let workspace: Workspace;
let program: string;
beforeEach(() => {
  workspace = new Workspace();
  program = workspace.write('elsewhere/program', `#!/bin/sh\ntouch ${workspace.root}/executed\n`);
  workspace.write('tree/apps/policy.yaml', oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

/** Runs git in the tree, with all that may have been made to run a program there. */
function git(...words: string[]): void {
  workspace.git(['-C', 'tree', ...words]);
}

const hooks = [
  'post-index-change',
  'pre-commit',
  'post-checkout',
  'fsmonitor-watchman',
  'reference-transaction',
];

/** What the configuration of a repository may say to make git run a program. */
const configurations: readonly [what: string, configure: () => void][] = [
  [
    'a file system monitor',
    () => {
      git('config', 'core.fsmonitor', program);
    },
  ],
  [
    'hooks',
    () => {
      for (const hook of hooks) workspace.write(`tree/.git/hooks/${hook}`, `#!/bin/sh\n${program}\n`);
    },
  ],
  [
    'hooks elsewhere',
    () => {
      for (const hook of hooks) workspace.write(`elsewhere/hooks/${hook}`, `#!/bin/sh\n${program}\n`);
      git('config', 'core.hooksPath', join(workspace.root, 'elsewhere/hooks'));
    },
  ],
  [
    'a text converter and filters',
    () => {
      workspace.write('tree/.gitattributes', '* diff=evil filter=evil merge=evil\n');
      for (const key of [
        'diff.evil.textconv',
        'diff.evil.command',
        'filter.evil.clean',
        'filter.evil.smudge',
        'filter.evil.process',
        'merge.evil.driver',
      ])
        git('config', key, program);
    },
  ],
  [
    'a pager, an editor and helpers',
    () => {
      for (const key of [
        'core.pager',
        'pager.ls-files',
        'core.editor',
        'core.askPass',
        'core.sshCommand',
        'credential.helper',
        'gpg.program',
      ])
        git('config', key, program);
    },
  ],
  [
    'aliases of the commands',
    () => {
      for (const name of ['ls-files', 'check-ignore']) git('config', `alias.${name}`, `!${program}`);
    },
  ],
  [
    'a remote that objects are fetched from',
    () => {
      git('config', 'core.repositoryFormatVersion', '1');
      git('config', 'extensions.partialClone', 'origin');
      git('config', 'remote.origin.promisor', 'true');
      git('config', 'remote.origin.url', `ext::${program}`);
      git('config', 'remote.origin.uploadpack', program);
      git('config', 'protocol.ext.allow', 'always');
    },
  ],
];

test.each(configurations)('a repository whose configuration names %s gets no program run', (_, configure) => {
  workspace.git(['init', '-q', 'tree']);
  git('add', '.');
  git('commit', '-qm', 'first');
  configure();
  workspace.run(['-w'], { folder: 'tree' });
  workspace.run(['-w', 'apps/policy.yaml'], { folder: 'tree' });
  workspace.run(['--check', '--diff'], { folder: 'tree/apps' });
  expect(existsSync(join(workspace.root, 'executed'))).toBe(false);
  expect(workspace.read('tree/apps/policy.yaml')).toBe(newPolicy);
});

test('a program called git in the tree is not taken for git', () => {
  workspace.write('tree/git', `#!/bin/sh\n${program}\n`);
  workspace.git(['init', '-q', 'tree']);
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = `.:${path}`;
  try {
    workspace.run(['-w'], { folder: 'tree' });
  } finally {
    process.env['PATH'] = path;
  }
  expect(existsSync(join(workspace.root, 'executed'))).toBe(false);
});

describe('what git says of where things are leads nowhere else', () => {
  const others = 'elsewhere/policy.yaml';
  beforeEach(() => {
    workspace.write(others, oldPolicy);
    workspace.git(['init', '-q', 'elsewhere']);
    workspace.git(['-C', 'elsewhere', 'add', '.']);
  });

  test.each<[what: string, arrange: () => void]>([
    [
      'a .git file that points to another repository',
      () => {
        workspace.write('tree/.git', `gitdir: ${workspace.root}/elsewhere/.git\n`);
      },
    ],
    [
      'a .git file that points nowhere',
      () => {
        workspace.write('tree/.git', 'gitdir: /nowhere\n');
      },
    ],
    [
      'a .git file of nonsense',
      () => {
        workspace.write('tree/.git', '\0'.repeat(1000));
      },
    ],
    [
      'a link to another repository as .git',
      () => {
        symlinkSync('../elsewhere/.git', join(workspace.root, 'tree/.git'));
      },
    ],
    [
      'a configured work tree elsewhere',
      () => {
        workspace.git(['init', '-q', 'tree']);
        git('config', 'core.worktree', join(workspace.root, 'elsewhere'));
      },
    ],
    [
      'an index with names outside of the tree',
      () => {
        workspace.git(['init', '-q', 'tree']);
        renameSync(join(workspace.root, 'elsewhere/.git/index'), join(workspace.root, 'tree/.git/index'));
        symlinkSync('../elsewhere/policy.yaml', join(workspace.root, 'tree/policy.yaml'));
      },
    ],
    [
      'an index that is broken',
      () => {
        workspace.git(['init', '-q', 'tree']);
        workspace.write('tree/.git/index', 'DIRC\0\0\0\x02\xff\xff\xff\xff');
      },
    ],
    [
      'a configuration that is broken',
      () => {
        workspace.git(['init', '-q', 'tree']);
        workspace.write('tree/.git/config', '[core\n\0');
      },
    ],
  ])('%s', (_, arrange) => {
    arrange();
    const { status, stderr } = workspace.run(['-w'], { folder: 'tree' });
    expect(stderr).not.toMatch(/internal error|^\s+at /m);
    expect(status).toBe(0);
    expect(workspace.read('tree/apps/policy.yaml')).toBe(newPolicy);
    expect(workspace.read(others)).toBe(oldPolicy);
  });

  (isRoot ? test : test.skip)(
    'a repository of another user, which git refuses (needs root, to give it away)',
    () => {
      workspace.git(['init', '-q', 'tree']);
      workspace.write('tree/.gitignore', 'ignored/\n');
      workspace.write('tree/ignored/policy.yaml', oldPolicy);
      for (const name of ['tree', 'tree/.git']) chownSync(join(workspace.root, name), 1234, 1234);
      const { status } = workspace.run(['-w'], { folder: 'tree' });
      expect(status).toBe(0);
      expect(workspace.read('tree/apps/policy.yaml')).toBe(newPolicy);
      expect(workspace.read('tree/ignored/policy.yaml')).toBe(oldPolicy);
    },
  );

  test('loops of links', () => {
    mkdirSync(join(workspace.root, 'tree/loop'));
    symlinkSync('..', join(workspace.root, 'tree/loop/up'));
    symlinkSync('self.yaml', join(workspace.root, 'tree/self.yaml'));
    symlinkSync('../../elsewhere', join(workspace.root, 'tree/loop/out'));
    expect(workspace.run(['-w', '.', 'loop/**/*.yaml'], { folder: 'tree' }).stderr).toContain(
      '1 file changed',
    );
    expect(workspace.read(others)).toBe(oldPolicy);
  });
});
