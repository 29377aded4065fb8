import { transforms } from '../../transforms';
import { workspaceOfEachTest } from './workspace';
import { controlsIn } from '../support/controls';

const ids = transforms.map(({ id }) => id);
const workspace = workspaceOfEachTest();

test('each is explained: what breaks, what changes and where to read on, in plain text', async () => {
  const { status, stdout, stderr } = workspace.run(['explain', ...ids]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(controlsIn(stdout)).toEqual([]);
  const starts = transforms.map(({ id, title }) => stdout.indexOf(`${id}  ${title}\n`));
  expect(starts).toEqual([0, ...starts.slice(1).toSorted((one, other) => one - other)]);
  for (const [index, { id, docs, about }] of transforms.entries()) {
    const told = stdout.slice(starts[index], starts[index + 1]);
    const { why, changes, declines = [], reports = [] } = await about();
    const said = [docs, ...why, ...changes, ...[...declines, ...reports].map(({ remedy }) => remedy)];
    expect({ id, missing: said.filter((text) => !told.includes(text)) }).toEqual({ id, missing: [] });
  }
});

test('without an id it says which there are', () => {
  const { status, stdout } = workspace.run(['explain']);
  expect(status).toBe(0);
  for (const id of ids) expect(stdout).toContain(`${id} `);
});

test('several ids are explained one after the other, each once', () => {
  const one = workspace.run(['explain', 'metric-eviction']).stdout;
  const other = workspace.run(['explain', 'inference-pool']).stdout;
  const both = workspace.run(['explain', 'metric-eviction', 'inference-pool', 'metric-eviction']).stdout;
  expect(both).toBe(`${one}\n\n${other}`);
});

test.each([
  ['metric-evictoin', 'did you mean "metric-eviction"?'],
  ['Inference', 'did you mean "inference-pool"?'],
  ['webassembly', 'run "istio-migrate --list" to see all'],
])('an unknown id exits with 2, and the nearest name or the way to the list: %s', (id, answer) => {
  const { status, stdout, stderr } = workspace.run(['explain', 'inference-pool', id]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(`istio-migrate: unknown transform "${id}"; ${answer}\nTry "istio-migrate --help".\n`);
});

test('an unknown id of --only is told the same way', () => {
  const { status, stderr } = workspace.run(['--only', 'seccomp', '.']);
  expect(status).toBe(2);
  expect(stderr).toContain('unknown transform "seccomp"; did you mean "seccomp-profile"?');
});

test('an option that says nothing here is refused, with a way to give a path of that name', () => {
  const { status, stderr } = workspace.run(['--write', 'explain']);
  expect(status).toBe(2);
  expect(stderr).toContain('explain does not take --write; for a path write ./explain');
});

test('a folder called explain is given as ./explain', () => {
  workspace.write('explain/entry.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
  const { status, stderr } = workspace.run(['--check', './explain']);
  expect(status).toBe(0);
  expect(stderr).toContain('1 file scanned');
});

test('the second of two paths may be called explain', () => {
  workspace.write('explain/entry.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
  workspace.write('apps/entry.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
  expect(workspace.run(['apps', 'explain']).stderr).toContain('2 files scanned');
});

test('colours follow the command line', () => {
  const heading = '\u001b[1mWhy\u001b[m';
  expect(workspace.run(['explain', 'inference-pool', '--color']).stdout).toContain(heading);
  expect(workspace.run(['--no-color', 'explain', 'inference-pool']).stdout).not.toContain(heading);
});

test('the help names it', () => {
  expect(workspace.run(['--help']).stdout).toContain('istio-migrate explain [ids..]');
});
