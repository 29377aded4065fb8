import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceOfEachTest } from './workspace';

const workspace = workspaceOfEachTest();

const policy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: {{ .Values.name }}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: {{ .Values.service }}
  validation:
    hostname: {{ .Values.hostname }}
    wellKnownCACertificates: System
`;
const migrated = policy.replace('v1alpha3', 'v1');
const { length: bytes } = policy;

function read(path: string): string {
  return readFileSync(join(workspace.root, path), 'utf8');
}

test('templates of every ending are rewritten when a folder is searched', () => {
  const paths = [
    'chart/templates/a.yaml',
    'chart/templates/_b.tpl',
    'c.yaml.gotmpl',
    'd.yaml.tpl',
    'e.gotmpl',
  ];
  for (const path of paths) workspace.write(path, policy);
  workspace.write('chart/templates/_f.tpl', `{{- define "policy" -}}\n${policy}{{- end }}\n`);
  expect(workspace.run(['--write', '.']).status).toBe(0);
  for (const path of paths) expect(read(path)).toBe(migrated);
  expect(read('chart/templates/_f.tpl')).toHaveLength(
    bytes + '{{- define "policy" -}}\n{{- end }}\n'.length - 6,
  );
});

test('a template of prose is swept, and nobody complains that it is no YAML', () => {
  workspace.write('readme.tpl', 'An InferencePool: a {b\n: c\n  [ {{ .Name }}\nkind: [BackendTLSPolicy\n');
  workspace.write('usage.gotmpl', '# Usage\n\tpools are of inference.networking.x-k8s.io: [now]: {{ .x }}\n');
  const { status, stdout } = workspace.run(['--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as {
    findings: { path: string; line: number; transform: string }[];
  };
  expect(status).toBe(0);
  expect(findings.map(({ path, line, transform }) => `${transform} ${path}:${line}`)).toEqual([
    'inference-pool usage.gotmpl:2',
  ]);
});

test('a template that is no YAML, and holds an object, is told of', () => {
  workspace.write('pool.tpl', `{{ .a }}\n  b: [\n${policy}`);
  const { stdout } = workspace.run(['--format', 'json', '.']);
  const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('invalid YAML, even without its template actions'),
    'still refers to an alpha version of BackendTLSPolicy',
  ]);
});
