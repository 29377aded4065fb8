import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';

const root = join(__dirname, '../..');

test('the executable runs without Node, without packages and without the files of the tool', () => {
  const workspace = new Workspace();
  try {
    const copy = join(workspace.root, 'copy');
    mkdirSync(copy);
    for (const name of ['bin', 'dist', 'scripts', 'package.json'])
      cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync(process.execPath, ['scripts/executable.mjs'], { cwd: copy, stdio: 'ignore' });
    const executable = join(workspace.root, 'istio-migrate');
    cpSync(join(copy, 'build/istio-migrate'), executable);
    rmSync(copy, { recursive: true });

    workspace.write('tree/policy.yaml', oldPolicy);
    const run = (...words: string[]): string =>
      execFileSync(executable, words, {
        cwd: join(workspace.root, 'tree'),
        encoding: 'utf8',
        env: { PATH: '/usr/bin:/bin' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    expect(run('--help')).toMatch(/^Usage: istio-migrate /);
    expect(JSON.parse(run('--format', 'json', '*.yaml'))).toMatchObject({ summary: { changed: 1 } });
    run('--write', '.');
    expect(workspace.read('tree/policy.yaml')).toBe(newPolicy);
  } finally {
    workspace.remove();
  }
});
