import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

/** A patch, or its target, that a template inserts cannot move; what it is for stays with it. */
const old = 'inference.networking.x-k8s.io';

const base: Tree = {
  'base/kustomization.yaml': 'resources: [pool.yaml]\n',
  'base/pool.yaml': `apiVersion: ${old}/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: picker}}
`,
};

const operation = '{"op":"replace","path":"/spec/targetPortNumber","value":8001}';

/** An ApplicationSet with one element, whose template builds the base. */
function applications(element: string, kustomize: string, more = ''): Tree {
  return {
    'apps.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: chat}
spec:
  goTemplate: true
  generators:
    - list:
        elements:
          - ${element}
  template:
    metadata: {name: chat}
    spec:
      source:
        repoURL: https://git.example/config
        path: base
${kustomize}${more}`,
  };
}

/** One patch in the template. */
function patched(target: string, patch: string): string {
  return `        kustomize:\n          patches:\n            - target: ${target}\n              patch: ${patch}\n`;
}

function flux(target: string): Tree {
  return {
    'apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: chat}
spec:
  path: ./base
  postBuild: {substitute: {GROUP: ${old}}}
  patches:
    - target: ${target}
      patch: '[${operation}]'
`,
  };
}

const literal = `{group: ${old}, kind: InferencePool}`;

const range = { from: '1.27', to: '1.28' };

describe('what a template inserts keeps the pool', () => {
  test.each<[string, Tree]>([
    [
      'the group of a target',
      applications(
        `group: ${old}`,
        patched("{group: '{{.group}}', kind: InferencePool}", `'[${operation}]'`),
      ),
    ],
    [
      'a part of a group',
      applications(
        'part: x-k8s',
        patched("{group: 'inference.networking.{{.part}}.io', kind: InferencePool}", `'[${operation}]'`),
      ),
    ],
    [
      'the version of a target',
      applications(
        'version: v1alpha2',
        patched("{version: '{{.version}}', kind: InferencePool}", `'[${operation}]'`),
      ),
    ],
    ['a group that Flux inserts', flux('{group: "${GROUP}", kind: InferencePool}')],
    [
      'a group with a default',
      flux('{group: "${GROUP:=inference.networking.x-k8s.io}", kind: InferencePool}'),
    ],
    ['the operations', applications(`patch: '[${operation}]'`, patched(literal, "'{{.patch}}'"))],
    [
      'an operation of a list',
      applications(
        'patches: [{op: replace, path: /spec/extensionRef/portNumber, value: 1}]',
        patched(literal, "'{{toJson .patches}}'"),
      ),
    ],
    [
      'templatePatch',
      applications(
        'port: 8001',
        '',
        `  templatePatch: |
    spec:
      source:
        kustomize:
          patches:
            - target: {kind: InferencePool}
              patch: '[${operation}]'
`,
      ),
    ],
    [
      'templatePatch with conditions',
      applications(
        'port: 8001',
        '',
        `  templatePatch: |
    {{- if .port }}
    spec:
      source:
        kustomize:
          patches:
            - target: {kind: InferencePool}
              patch: |
                - op: replace
                  path: /spec/targetPortNumber
                  value: {{ .port }}
    {{- end }}
`,
      ),
    ],
  ])('%s', (_name, tree) => {
    const { changed, findings } = migrateFiles({ ...base, ...tree }, range);
    expect([...changed.keys()]).toEqual([]);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors).toEqual([
      expect.objectContaining({
        path: 'apps.yaml',
        message: expect.stringMatching(/not rewritten: a template inserts/) as string,
        help: expect.stringContaining('base/pool.yaml:1') as string,
      }),
    ]);
  });
});

describe('it keeps no other pool', () => {
  const set = applications(
    `group: ${old}`,
    patched("{group: '{{.group}}', kind: InferencePool}", `'[${operation}]'`),
  );
  const elsewhere = set['apps.yaml']?.replace('path: base', 'path: other') ?? '';
  const ofOthers = set['apps.yaml']?.replace('kind: InferencePool', 'kind: Deployment') ?? '';
  const metadata =
    set['apps.yaml']?.replace('{{.group}}', old).replace('/spec/targetPortNumber', '/metadata/labels/port') ??
    '';

  test.each<[string, string, string[]]>([
    ['beside a patch of another kind', ofOthers, ['base/pool.yaml']],
    ['beside a target that can move', metadata, ['apps.yaml', 'base/pool.yaml']],
  ])('%s', (_name, text, moved) => {
    const { changed, findings } = migrateFiles({ ...base, 'apps.yaml': text }, range);
    expect([...changed.keys()].toSorted()).toEqual(moved);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('nor one of a folder that is not built', () => {
    const { changed, findings } = migrateFiles({ ...base, 'apps.yaml': elsewhere }, range);
    expect([...changed.keys()]).toEqual(['base/pool.yaml']);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({
        path: 'apps.yaml',
        message: expect.stringContaining('may be for objects other') as string,
      }),
    ]);
  });

  test('nor one that is of v1 already', () => {
    const { changed } = migrateFiles(base, range);
    const pool = changed.get('base/pool.yaml')?.text ?? '';
    const after = { ...base, ...set, 'base/pool.yaml': pool };
    expect(migrateFiles(after, range).findings.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
