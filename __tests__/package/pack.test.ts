import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPool, oldPool } from '../ci/manifests';
import { Workspace } from '../cli/workspace';

/** An empty folder, the package as npm would publish it, and an installation of it without a network. */
const root = join(__dirname, '../..');
let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
  workspace.write('packed/.keep', '');
  workspace.write('user/package.json', '{ "name": "user", "private": true }\n');
  workspace.write('user/pool.yaml', oldPool);
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', join(workspace.root, 'packed')], root);
  const archive = readdirSync(join(workspace.root, 'packed')).find((name) => name.endsWith('.tgz')) ?? '';
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `../packed/${archive}`]);
});
afterAll(() => {
  workspace.remove();
});

/** What a program prints. Its caches are its own, so that it finds nothing that was fetched before. */
function run(command: string, words: readonly string[], cwd = join(workspace.root, 'user')): string {
  const env = {
    ...process.env,
    npm_config_cache: join(workspace.root, 'cache'),
    NO_COLOR: '1',
    NODE_PATH: '',
  };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8', env });
  expect({ status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

test('nothing comes along with it', () => {
  const installed = readdirSync(join(workspace.root, 'user/node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['istio-migrate']);
});

test('it holds what is for users, and the licences of what is inside', () => {
  const names = readdirSync(join(workspace.root, 'user/node_modules/istio-migrate'));
  expect(names.toSorted()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'bin',
      'dist',
      'docs',
      'package.json',
      'schemas',
    ].toSorted(),
  );
  expect(workspace.read('user/node_modules/istio-migrate/dist/LICENSES.txt')).toContain('\nyaml 2');
});

test('the command runs', () => {
  const before = run('npx', ['--offline', 'istio-migrate', 'pool.yaml']);
  expect(before).toContain('+apiVersion: inference.networking.k8s.io/v1\n');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(run('npx', ['--offline', 'istio-migrate', '--version'])).toBe(`${version}\n`);
});

const library = 'istio-migrate';
const browser = 'istio-migrate/browser';

test.each([
  ['module', `import { migrateText, migrateFiles } from '${library}';`],
  ['module', `import * as library from '${library}'; const { migrateText, migrateFiles } = library;`],
  ['commonjs', `const { migrateText, migrateFiles } = require('${library}');`],
  ['module', `import { migrateText, migrateFiles } from '${browser}';`],
])('as a program of type %s, a library: %s', (type, load) => {
  const program = `${load}
    const text = ${JSON.stringify(oldPool)};
    const { changed } = migrateFiles({ 'pool.yaml': text });
    console.log(JSON.stringify([migrateText(text, 'pool.yaml').text, changed.get('pool.yaml').text]));`;
  expect(JSON.parse(run(process.execPath, [`--input-type=${type}`, '--eval', program]))).toEqual([
    newPool,
    newPool,
  ]);
});

test.each([
  ['nodenext', 'nodenext'],
  ['bundler', 'esnext'],
])('the types are complete, with %s resolution', (resolution, module) => {
  const user = (from: string): string => `
    import { migrateFiles, migrateText, type Finding, type MigratedFiles, type TextEdit } from '${from}';
    const { text, findings } = migrateText('', 'a.yaml', { to: '1.28', only: ['inference-pool'] });
    const result: MigratedFiles = migrateFiles(new Map([['a.yaml', text]]), { markdown: true });
    const edits: readonly TextEdit[] | undefined = result.changed.get('a.yaml')?.edits;
    const levels: ('error' | 'warning' | 'note')[] = findings.map((finding: Finding) => finding.level);
    // @ts-expect-error
    const wrong: number = text;
    export { edits, levels, wrong };\n`;
  const programs = { 'module.mts': library, 'script.cts': library, 'page.mts': browser };
  for (const [name, from] of Object.entries(programs)) workspace.write(`user/${name}`, user(from));
  run(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2023', '--lib', 'es2023'],
    ...['--module', module, '--moduleResolution', resolution, ...Object.keys(programs)],
  ]);
});
