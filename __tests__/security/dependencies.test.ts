import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** What the build says about the packages in the bundle: `name version, licence`. */
const licences = read('dist/LICENSES.txt');
const bundled = licences.match(/^\S+ \d\S*, .+$/gm) ?? [];
const manifest = JSON.parse(read('package.json')) as Record<string, Readonly<Record<string, string>>>;
interface Locked {
  readonly version: string;
  readonly license: string;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, Locked>> };

/** The package in all versions that are there; one may lie in the folder of another. */
function lockedAs(name: string): Locked[] {
  const isIts = (path: string) => `/${path}`.endsWith(`/node_modules/${name}`);
  return Object.entries(packages).flatMap(([path, locked]) => (isIts(path) ? locked : []));
}

test('SECURITY.md lists each package that is part of the bundle, and no other', () => {
  expect(bundled.length).toBeGreaterThan(5);
  expect((read('SECURITY.md').match(/^- \S+ \d\S*, .+$/gm) ?? []).map((line) => line.slice(2))).toEqual(
    bundled,
  );
});

test('each is one of the lock file, and its licence is permissive', () => {
  for (const line of bundled) {
    const [, name = '', version, license = ''] = /^(\S+) (\S+), (.+)$/.exec(line) ?? [];
    expect(lockedAs(name)).toContainEqual(expect.objectContaining({ version, license }));
    expect(permissive).toContain(license);
  }
});

test('the text of each licence is there', () => {
  const parts = licences.split(/^-{80}\n\n/m).slice(1);
  expect(parts.map((part) => part.split('\n')[0])).toEqual(bundled);
  for (const part of parts) expect(part).toMatch(/copyright/i);
});

test('nothing is installed with the tool', () => {
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
    expect(manifest[kind]).toBeUndefined();
  for (const moment of ['preinstall', 'install', 'postinstall', 'prepare'])
    expect(manifest['scripts']?.[moment]).toBeUndefined();
});

test('all that package.json asks for is pinned to an exact version', () => {
  const versions = { ...manifest['devDependencies'], ...manifest['overrides'] };
  expect(
    Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
  ).toEqual([]);
});

test('no package in the bundle runs a script when it is installed', () => {
  const names = bundled.map((line) => line.split(' ')[0] ?? '');
  expect(names.flatMap(lockedAs).filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
});

describe('the audit', () => {
  /** Runs it with an npm that gives a certain answer. */
  function audit(answer: object): { status: number | null; stdout: string; stderr: string } {
    const workspace = new Workspace();
    try {
      workspace.write('answer.json', JSON.stringify(answer));
      workspace.write('npm', `#!/bin/sh\ncat '${workspace.root}/answer.json'\nexit 1\n`);
      spawnSync('chmod', ['+x', join(workspace.root, 'npm')]);
      const env = { ...process.env, PATH: `${workspace.root}:${process.env['PATH'] ?? ''}` };
      return spawnSync(process.execPath, [join(root, '.ci/audit')], { encoding: 'utf8', env });
    } finally {
      workspace.remove();
    }
  }
  const hole = (name: string, node: string) => ({
    vulnerabilities: { [name]: { name, severity: 'high', via: [{ title: 'a hole' }], nodes: [node] } },
  });

  test.each([
    ['a hole in the bundle fails', hole('yaml', 'node_modules/yaml'), 1, 'yaml, which is part of the bundle'],
    ['one in what only tests need does not', hole('jest', 'node_modules/jest'), 0, 'no known holes'],
    [
      'nor one in another version of a package',
      hole('yaml', 'node_modules/x/node_modules/yaml'),
      0,
      'no known holes',
    ],
    ['no hole', { vulnerabilities: {} }, 0, 'no known holes'],
    [
      'no answer is named',
      { error: { summary: 'audit endpoint returned an error' } },
      0,
      'nothing was checked',
    ],
  ])('%s', (_, answer, status, message) => {
    const outcome = audit(answer);
    expect(outcome.status).toBe(status);
    expect(outcome.stdout + outcome.stderr).toContain(message);
  });
});
