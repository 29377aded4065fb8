import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from './workspace';

const group = 'inference.networking.x-k8s.io';
const pool = `# moves from ${group}
apiVersion: ${group}/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  targetPortNumber: 8000
  selector:
    app: chat
  extensionRef:
    name: chat-picker
`;

const workspace = workspaceOfEachTest();

/** What the sweep says, by path and position. */
function swept(words: readonly string[]): string[] {
  const { status, stdout, stderr } = workspace.run(['--format', 'json', ...words]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { findings } = JSON.parse(stdout) as {
    findings: { level: string; path: string; line: number; column: number; message: string }[];
  };
  return findings
    .filter(({ message }) => message.includes('still refers'))
    .map(({ level, path, line, column }) => `${level} ${path}:${line}:${column}`);
}

test('every text file of the tree is swept, in a work tree as outside of one', () => {
  workspace.write('pool.yaml', pool);
  workspace.write('hack/route.sh', `#!/bin/sh\nkubectl get inferencepools.${group}\n`);
  workspace.write('.github/workflows/e2e.yml', `env:\n  POOL_GROUP: ${group}\n`);
  workspace.write('main.tf', `group = "${group}"\n`);
  workspace.write('Makefile', `get:\n\tkubectl get inferencepools.${group}\n`);
  workspace.write('docs/pools.md', `The group is \`${group}\`.\n`);
  workspace.write('broken.yaml', `kind: InferencePool\nb: ${group}\na: [unclosed\n`);
  workspace.write('go.sum', `${group}\n`);
  workspace.write('node_modules/a/index.js', `${group}\n`);
  writeFileSync(join(workspace.root, 'program'), Buffer.from(`\0${group}`));
  workspace.write('huge.txt', `${'x'.repeat(2 * 1024 * 1024)} ${group}`);
  const expected = [
    'note huge.txt:1:2097154',
    'warning .github/workflows/e2e.yml:2:15',
    'warning Makefile:2:29',
    'warning broken.yaml:2:4',
    'note docs/pools.md:1:15',
    'warning hack/route.sh:2:28',
    'warning main.tf:1:10',
    'note pool.yaml:1:14',
  ];
  expect(swept([]).toSorted()).toEqual(expected.toSorted());
  workspace.git(['init', '-q']);
  expect(swept([]).toSorted()).toEqual(expected.toSorted());
});

test('explicit files sweep only those files', () => {
  workspace.write('a.sh', `echo ${group}\n`);
  workspace.write('b.sh', `echo ${group}\n`);
  expect(swept(['a.sh'])).toEqual(['warning a.sh:1:6']);
});

test('a script that was named is not taken for a manifest', () => {
  workspace.write('a.sh', `kubectl apply -f - <<EOF\n${pool}EOF\n`);
  expect(workspace.run(['--write', 'a.sh']).stderr).not.toContain('invalid YAML');
  expect(workspace.read('a.sh')).toContain(`apiVersion: ${group}/v1alpha2`);
  expect(swept(['a.sh'])).toEqual(['note a.sh:2:14', 'warning a.sh:3:13']);
});

test('what a transform that was left out looks for is not told of', () => {
  workspace.write('a.sh', `echo ${group}\n`);
  expect(swept(['--skip', 'inference-pool'])).toEqual([]);
});

test('positions count in the file as the command leaves it', () => {
  workspace.write('pool.yaml', `${pool}  # the end of what was in ${group}\n`);
  expect(swept([])).toEqual(['note pool.yaml:1:14', 'note pool.yaml:12:28']);
  expect(swept(['--write'])).toEqual(['note pool.yaml:1:14', 'note pool.yaml:16:28']);
});

test('standard input is swept as well', () => {
  const { stderr } = workspace.run(['-'], { input: pool });
  expect(stderr).toContain('still refers to the old InferencePool API group');
});

test.each([
  ['1.28', 0],
  ['1.31', 1],
])('a cluster of Kubernetes 1.31 is old for Istio %s: %i', (to, count) => {
  workspace.write('main.tf', '# Istio runs here.\nmodule "eks" {\n  cluster_version = "1.31"\n}\n');
  const { stdout } = workspace.run(['--to', to, '--format', 'concise']);
  expect(stdout.match(/kubernetes-version/g) ?? []).toHaveLength(count);
});

test.each([
  ['/spec/selector/matchLabels/istio.io~1gateway-name', 'gateway-name-label', '1.24'],
  ['/metadata/annotations/ambient.istio.io~1redirection', 'ambient-redirection', '1.22'],
])('a pointer of a JSON patch names what is gone: %s', (pointer, id, to) => {
  workspace.write('patch.yaml', `# Istio\n- op: replace\n  path: ${pointer}\n  value: a\n`);
  const { stdout } = workspace.run(['--to', to, '--format', 'concise']);
  expect(stdout).toMatch(new RegExp(`^patch\\.yaml:3:\\d+: warning ${id} `, 'm'));
});
