import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { command } from '../faults/support/start';
import { oldPolicy } from '../support/policies';
import { hostileConfigs } from './configs';

/** Most take a fifth of a second; the bound is for a machine that has much else to do. */
const eachMs = 30_000;

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.git(['init', '-q']);
  workspace.write('policy.yaml', oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

test.each(hostileConfigs.map((hostile) => [hostile.what, hostile] as const))(
  'a configuration with %s is refused in few clean lines, and nothing is written',
  (_, { make, told }) => {
    make(join(workspace.root, '.istio-migrate.yaml'));
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [command, '--write'], {
      cwd: workspace.root,
      encoding: 'utf8',
      timeout: eachMs,
      env: { ...process.env, NO_COLOR: '1', DEBUG: '' },
    });
    expect({ status, signal, stdout }).toEqual({ status: 2, signal: null, stdout: '' });
    expect(stderr.startsWith(`istio-migrate: .istio-migrate.yaml${told}`) || stderr.slice(0, 300)).toBe(true);
    expect(stderr).not.toMatch(/[^\P{Cc}\n]|\u202E|internal error|^\s+at /mu);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(21);
    // The list of all transforms is long by itself.
    const own = lines.map((line) => line.replace(/; available: .*/, ''));
    expect(Math.max(...own.map((line) => line.length))).toBeLessThan(400);
    expect(workspace.read('policy.yaml')).toBe(oldPolicy);
  },
  eachMs * 2,
);
