import { workspaceOfEachTest } from './workspace';

const policy = [
  'apiVersion: gateway.networking.k8s.io/v1alpha3',
  'kind: BackendTLSPolicy',
  'metadata: { name: backend }',
  'spec:',
  "  targetRefs: [{ group: '', kind: Service, name: backend }]",
  '  validation: { hostname: backend.example.com, wellKnownCACertificates: System }',
  '',
].join('\n');
const ignored = `# istio-migrate-ignore backend-tls-policy\n${policy}`;

const workspace = workspaceOfEachTest();

test('what is ignored is not due, and still counts as scanned', () => {
  workspace.write('policy.yaml', ignored);
  workspace.write('other.yaml', `# istio-migrate-ignore-file\n${policy}`);
  const { status, stderr } = workspace.run(['--check', '--strict']);
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringContaining('2 files scanned') as unknown,
  });
});

test('standard input is ignored as a file is', () => {
  expect(workspace.run(['-'], { input: ignored }).stdout).toBe(ignored);
});

test('a file that cannot be parsed is left in peace where all of it is ignored', () => {
  workspace.write('broken.yaml', `# istio-migrate-ignore-file\nkind: BackendTLSPolicy\nspec: [unclosed\n`);
  const { status, stderr } = workspace.run(['--strict']);
  expect(status).toBe(0);
  expect(stderr).not.toContain('broken.yaml');
});

test.each(['; istio-migrate-ignore-file\n', 'as istio-migrate-ignore says,\n'])(
  'a text that YAML takes for one scalar is searched as any other: %j',
  (start) => {
    workspace.write('pool.ini', `${start}group = inference.networking.x-k8s.io\n`);
    const { status, stderr } = workspace.run(['pool.ini']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning\[inference-pool\]: .*\n {2}pool\.ini:2:9\n/);
  },
);

describe('whether an ignore is needed is not said', () => {
  const needless = 'ignore comment is not needed';
  const current = ignored.replace('v1alpha3', 'v1');

  test('of transforms that did not run', () => {
    workspace.write('policy.yaml', current);
    expect(workspace.run(['--from', '1.20', '--modernize']).stderr).toContain(needless);
    expect(workspace.run(['--only', 'inference-pool', '.']).stderr).not.toContain(needless);
    // Of a policy of v1, the CRDs that it needs are told, which this would keep back.
    const grant = 'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\n';
    workspace.write('policy.yaml', `# istio-migrate-ignore\n${grant}`);
    expect(workspace.run(['--from', '1.20', '--modernize']).stderr).toContain(needless);
    expect(workspace.run(['--only', 'backend-tls-policy', '.']).stderr).not.toContain(needless);
  });

  test('of Markdown, unless its blocks are migrated', () => {
    workspace.write('guide.md', `\`\`\`yaml\n${current}\`\`\`\n`);
    expect(workspace.run([]).stderr).not.toContain(needless);
    expect(workspace.run(['--markdown']).stderr).toContain(needless);
  });
});
