import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** Everything that runs with the product: the folders that `npm ls` knows, with what their packages say. */
function installed(): { name: string; version: string; license: string }[] {
  const list = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const folders = list.split('\n').filter((folder) => folder.includes('node_modules'));
  return [...new Set(folders)].map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Record<'name' | 'version' | 'license', string>;
    return { name, version, license };
  });
}

test('SECURITY.md lists each package that runs with the product, and no other', () => {
  const listed = read('SECURITY.md').match(/^- \S+ \d\S*, .+$/gm) ?? [];
  const lines = installed().map(({ name, version, license }) => `- ${name} ${version}, ${license}`);
  expect(listed).toEqual([...new Set(lines)].toSorted());
});

test('all have permissive licences', () => {
  expect(installed().filter(({ license }) => !permissive.includes(license))).toEqual([]);
});

test('all that package.json asks for is pinned to an exact version', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Readonly<Record<string, string>>>;
  const versions = { ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['overrides'] };
  expect(
    Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
  ).toEqual([]);
});

test('none runs a script when it is installed', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; hasInstallScript?: boolean }>;
  };
  const scripts = Object.entries(packages).filter(
    ([, { dev, devOptional, hasInstallScript }]) => hasInstallScript && !dev && !devOptional,
  );
  expect(scripts).toEqual([]);
});
