import { oldPolicy } from '../support/policies';
import { oldPool } from '../support/pools';
import { Workspace } from './workspace';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('policy.yaml', oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

test('plan prints the hops with what is due, and writes nothing', () => {
  const { status, stdout, stderr } = workspace.run(['plan', '.', '--from', '1.22', '--to', '1.29']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const hops = stdout.match(/^Istio 1\.\d+ → 1\.\d+$/gm);
  expect(hops).toHaveLength(7);
  expect(hops?.[0]).toBe('Istio 1.22 → 1.23');
  expect(stdout.indexOf('policy.yaml')).toBeGreaterThan(stdout.indexOf('\nIstio 1.27 → 1.28\n'));
  expect(stdout.indexOf('policy.yaml')).toBeLessThan(stdout.indexOf('\nIstio 1.28 → 1.29\n'));
  const [, command = ''] = /Make the changes below: (istio-migrate --write .+)$/m.exec(stdout) ?? [];
  expect(command).toContain('--from 1.27 --to 1.28 ');
  expect(workspace.read('policy.yaml')).toBe(oldPolicy);
  // The command of a step makes what the step is about.
  expect(workspace.run(command.split(' ').slice(1)).status).toBe(0);
  expect(workspace.read('policy.yaml')).not.toBe(oldPolicy);
});

test.each([
  [['--from', '1.25', '--to', '1.28'], '--from 1.25 --to 1.28'],
  [['--to', '1.28'], '--to 1.28'],
])('what is overdue, or due at any time, is about the same upgrade: %j', (words, range) => {
  workspace.write(
    'iop.yaml',
    `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: mesh}
spec:
  tag: 1.25.3
  hub: gcr.io/istio-release
  values:
    global: {jwtPolicy: third-party-jwt}
`,
  );
  const { stdout } = workspace.run(['plan', '--format', 'text', ...words]);
  const [early = ''] = stdout.split('Istio 1.25 → 1.26');
  const commands = early.match(/istio-migrate --write .*/g) ?? [];
  expect(commands.length).toBeGreaterThan(1);
  for (const command of commands) expect(command).toMatch(`istio-migrate --write ${range} --only`);
  const { overdue, first } = JSON.parse(
    workspace.run(['plan', '--format', 'json', ...words]).stdout,
  ) as Record<'overdue' | 'first', unknown>;
  expect(
    JSON.stringify([overdue, first])
      .match(/istio-migrate --write[^"]*/g)
      ?.toSorted(),
  ).toEqual(commands.toSorted());
});

test('a step that pins defaults has a command that does', () => {
  workspace.write(
    'istiod.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart:
    spec: {chart: istiod, version: 1.23.x, sourceRef: {kind: HelmRepository, name: istio}}
  values:
    pilot: {resources: {}}
`,
  );
  const words = ['--from', '1.23', '--to', '1.24'];
  expect(workspace.run(['plan', ...words]).stdout).not.toContain('--only defaults-1.24');
  const { stdout } = workspace.run(['plan', '--pin-defaults', ...words]);
  const [, command = ''] = /below: (istio-migrate .*--only defaults-1\.24)$/m.exec(stdout) ?? [];
  const before = workspace.read('istiod.yaml');
  workspace.run(command.split(' ').slice(1));
  expect(workspace.read('istiod.yaml')).not.toBe(before);
});

test('pins below where the upgrade is said to start are named', () => {
  workspace.write('up.sh', 'helm install istiod istio/istiod --version 1.22.3\n');
  const remark =
    'up.sh:1 pins Istio 1.22.3, which is older than --from 1.27: what is due in between is listed as overdue';
  expect(workspace.run(['plan', '--from', '1.27', '--to', '1.28']).stderr).toContain(remark);
  expect(workspace.run(['plan', '--from', '1.22', '--to', '1.28']).stderr).toBe('');
  const { stdout } = workspace.run(['plan', '--to', '1.24']);
  expect(stdout.match(/Set the versions above to the newest patch of 1\.\d+\./g)).toEqual([
    'Set the versions above to the newest patch of 1.23.',
    'Set the versions above to the newest patch of 1.24.',
  ]);
});

test('a hop whose changes are not known says so, in every format', () => {
  const words = ['plan', '--from', '1.17', '--to', '1.20'];
  const sentence = (release: string) =>
    `Read the upgrade notes of ${release} first: this plan does not know its changes.`;
  const { stdout } = workspace.run(words);
  expect(stdout.indexOf(sentence('1.18'))).toBeGreaterThan(stdout.indexOf('\nIstio 1.17 → 1.18\n'));
  expect(stdout).not.toContain(sentence('1.20'));
  expect(workspace.run([...words, '--format', 'markdown']).stdout).toContain(sentence('1.19'));
  const json = JSON.parse(workspace.run([...words, '--format', 'json']).stdout) as { hops: unknown };
  expect(json.hops).toMatchObject([
    { isKnown: false, prerequisites: [sentence('1.18')] },
    { isKnown: false },
    { isKnown: true },
  ]);
  const page = workspace.run(['--from', '1.17', '--to', '1.20', '--format', 'html']).stdout;
  expect(page).toContain(sentence('1.19'));
  // What was left out by --only is known all the same.
  expect(
    workspace.run([...words, '--from', '1.27', '--to', '1.29', '--only', 'artifacts']).stdout,
  ).not.toContain('does not know');
});

test('each stage has one command for all its changes, which looks at the same files', () => {
  const istiod = (name: string, version: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name} }
spec:
  source:
    repoURL: https://istio-release.storage.googleapis.com/charts
    chart: istiod
    targetRevision: ${version}
    helm:
      valuesObject:
        pilot: { env: { METRIC_GRACEFUL_DELETION_INTERVAL: 1m } }
        meshConfig: { defaultConfig: { proxyMetadata: { METRIC_ROTATION_INTERVAL: 1m } } }
`;
  workspace.write('my clusters/istiod.yaml', istiod('istiod', '1.26.0'));
  workspace.write('other/istiod.yaml', istiod('other', '1.26.0'));
  const { stdout } = workspace.run(['plan', 'my clusters', '--to', '1.28', '--exclude', 'x/**']);
  const commands = Array.from(stdout.matchAll(/below: (istio-migrate .+)$/gm), ([, command = '']) => command);
  expect(commands.at(-1)).toMatch(
    /^istio-migrate --write --from 1\.27 --to 1\.28 --only [\w.-]+,[\w.,-]+ '--exclude=x\/\*\*' 'my clusters'$/,
  );
  // The plan raises the version that is pinned here by the hop before.
  expect(stdout).not.toContain('these values are for');
  expect(workspace.run(['my clusters', '--to', '1.28']).stderr).toContain('these values are for 1.26');
});

test('what is written for a release that is not pinned yet is to be merged with the upgrade', () => {
  const pin = (version: string) => {
    workspace.write('up.sh', `helm upgrade istiod istio/istiod --version ${version}\n`);
  };
  const gate = () => {
    const { status, stderr } = workspace.run(['--check', '--to', '1.28']);
    return { status, isAhead: stderr.includes('Istio before 1.28 does not read InferencePool') };
  };
  pin('1.27.3');
  workspace.write('pool.yaml', oldPool());
  expect(workspace.run(['--to', '1.28']).stderr).toContain('istio-migrate plan shows when to merge them.');
  expect(gate()).toEqual({ status: 1, isAhead: false });
  expect(workspace.run(['--write', '--to', '1.28']).stderr).toContain(
    'Merge together with the upgrade to 1.28: backend-tls-policy, inference-pool.',
  );
  expect(gate()).toEqual({ status: 0, isAhead: true });
  const { stdout } = workspace.run(['plan', '--to', '1.28']);
  expect(stdout.indexOf('does not read InferencePool')).toBeGreaterThan(
    stdout.indexOf('With: merge together'),
  );
  pin('1.28.2');
  expect(gate()).toEqual({ status: 0, isAhead: false });
});

test('as JSON', () => {
  const { stdout } = workspace.run(['plan', '--from', '1.27', '--to', '1.28', '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    range: { from: '1.27', to: '1.28', source: 'set by --from, or by from in the configuration' },
    hops: [{ from: '1.27', to: '1.28' }],
  });
});

test.each([
  [['plan', '--write'], 'plan does not take --write'],
  [['plan', '-c'], 'plan does not take -c'],
  [['plan', '--format', 'html'], 'plan has no format "html"; available: text, markdown, json'],
  [['plan', '-'], 'plan cannot be combined with "-"'],
  [['paln'], 'unknown command "paln"; did you mean "plan"?'],
])('%j is a usage error', (words, message) => {
  const { status, stdout, stderr } = workspace.run(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
