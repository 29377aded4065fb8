import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/adopting.md'), 'utf8');

const manifests = {
  'repository/.istio-migrate.yaml': `from: "1.27"\nto: "1.28"\n`,
  'repository/apps/pool.yaml': `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec:
  targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: {name: chat-picker}
`,
  'repository/apps/policy.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: orders}
spec:
  targetRefs: [{group: "", kind: Service, name: orders}]
  validation: {hostname: orders.shop.example, wellKnownCACertificates: System}
`,
  'repository/mesh/istiod.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.28.2}}
  values:
    pilot:
      env:
        PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
        METRIC_ROTATION_INTERVAL: 30s
`,
};

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  for (const [path, text] of Object.entries(manifests)) workspace.write(path, text);
  workspace.git(['init', '-q', '-b', 'main', 'repository']);
  workspace.git(['-C', 'repository', 'add', '.']);
  workspace.git(['-C', 'repository', 'commit', '-qm', 'As it is']);
});
afterEach(() => {
  workspace.remove();
});

test('the commands of the page run from top to bottom, and in the end every byte is as it was', () => {
  const launcher = join(root, 'bin/istio-migrate.js');
  chmodSync(workspace.write('path/istio-migrate', `#!/bin/sh\nexec node '${launcher}' "$@"\n`), 0o755);
  const commands = Array.from(page.matchAll(/^```sh\n(.*?)^```$/gms), ([, block]) => block).join('');
  const { status, stderr } = spawnSync('sh', ['-euxc', commands], {
    cwd: join(workspace.root, 'repository'),
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(workspace.root, 'path')}:${process.env['PATH'] ?? ''}`,
      GIT_AUTHOR_NAME: 'test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
    },
  });
  expect(status === 0 ? '' : stderr).toBe('');
  for (const [path, text] of Object.entries(manifests)) expect(workspace.read(path)).toBe(text);
  expect(workspace.git(['-C', 'repository', 'log', '--format=%s', 'istio-1.28'])).toBe(
    [
      'Proxies run with the seccomp profile of the runtime',
      'Flags that istiod 1.28 does not need',
      'InferencePool is v1',
      'BackendTLSPolicy is v1',
      'As it is\n',
    ].join('\n'),
  );
  // The saved diff does what the commits did.
  workspace.git(['-C', 'repository', 'apply', '../istio-1.28.patch']);
  expect(workspace.git(['-C', 'repository', 'diff', 'istio-1.28'])).toBe('');
});
