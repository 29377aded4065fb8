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

function flux(target: string, patch = `[${operation}]`): Tree {
  return {
    'apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: chat}
spec:
  path: ./base
  postBuild: {substitute: {GROUP: ${old}}}
  patches:
    - target: ${target}
      patch: '${patch}'
`,
  };
}

/** A chart whose template has its values bring the patches of an Application. */
function chart(values: string, file = 'values.yaml'): Tree {
  return {
    'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
    'apps/templates/chat.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: chat}
spec:
  source:
    repoURL: https://git.example/config
    path: base
    kustomize:
      patches:
        {{- toYaml .Values.patches | nindent 8 }}
`,
    [`apps/${file}`]: values,
  };
}

/** A patch that values hold. */
function inValues(patch: string): string {
  return `patches:\n  - ${patch}\n`;
}

const merge = `{apiVersion: ${old}/v1alpha2, kind: InferencePool, metadata: {name: chat}, spec: {targetPortNumber: 1}}`;

function textOf(tree: Tree): string {
  return tree['apps.yaml'] ?? '';
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
    [
      'templatePatch with a part of an object',
      applications(
        'port: 8001',
        '',
        `  templatePatch: |
    spec:
      source:
        kustomize:
          patches:
            - target: {kind: InferencePool}
              patch: |
                spec:
                  targetPortNumber: {{ .port }}
`,
      ),
    ],
    ['a text that is inserted elsewhere', flux('{kind: InferencePool}', '${PATCH}')],
    ['an operation', flux('{kind: InferencePool}', '[{op: test, path: /kind, value: a}, "${NEXT}"]')],
    ['what an operation does', flux('{kind: InferencePool}', operation.replace('replace', '${OP}'))],
    ['a path', flux('{name: chat}', '[{op: replace, path: "${WHERE}", value: x}]')],
    ['a part of a path', flux('{kind: InferencePool}', '[{op: add, path: "/spec/${FIELD}/a", value: x}]')],
    [
      'what an operation takes from',
      flux('{kind: InferencePool}', '[{op: copy, from: "/spec/${FIELD}/a", path: /metadata/name}]'),
    ],
    ['the name of a field', flux('{kind: InferencePool}', 'spec: {"${FIELD}": 8001}')],
    ['a spec', flux('{kind: InferencePool}', 'spec: "${SPEC}"')],
    [
      'the path of one in an ApplicationSet',
      applications(
        'field: selector',
        patched('{kind: InferencePool}', `'[{op: add, path: "/spec/{{.field}}/a", value: x}]'`),
      ),
    ],
    [
      'the version of a part of an object',
      applications(
        'api: v1alpha2',
        `        kustomize: {patches: [{patch: '${merge.replace('v1alpha2', '{{.api}}').replace(old, `"${old}`).replace('}},', '}}",')}'}]}\n`,
      ),
    ],
    [
      'a part of an object',
      applications(`patch: '${merge}'`, "        kustomize: {patches: [{patch: '{{.patch}}'}]}\n"),
    ],
    [
      'a patch with its target',
      applications('patches: [{target: {kind: InferencePool}, patch: "spec: {targetPortNumber: 1}"}]', ''),
    ],
    ['values of a chart', chart(inValues(`{target: {kind: InferencePool}, patch: '[${operation}]'}`))],
    [
      'values of a chart whose target names the group',
      chart(inValues(`{target: ${literal}, patch: '[${operation}]'}`)),
    ],
    [
      'values of a chart whose target names the version',
      chart(
        inValues('{target: {version: v1alpha2, kind: InferencePool}, patch: "metadata: {labels: {a: b}}"}'),
      ),
    ],
    ['values of a chart for a cluster', chart(inValues(`{patch: '${merge}'}`), 'clusters/eu.yaml')],
    [
      'a block of a chart',
      {
        'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
        'apps/values.yaml': `patches: [${operation}]\n`,
        'apps/templates/chat.yaml': (flux('{kind: InferencePool}')['apps.yaml'] ?? '').replace(
          /patch: .*/,
          'patch: |\n        {{- toYaml .Values.patches | nindent 8 }}',
        ),
      },
    ],
    [
      'a path in a file',
      {
        'apps/kustomization.yaml':
          'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: InferencePool}}]\n',
        'apps/patch.yaml': '- {op: add, path: "/spec/${FIELD}/a", value: x}\n',
      },
    ],
  ])('%s', (_name, tree) => {
    const { changed, findings } = migrateFiles({ ...base, ...tree }, range);
    expect([...changed.keys()]).toEqual([]);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors).toEqual([
      expect.objectContaining({
        path: expect.stringMatching(/^apps/) as string,
        message: expect.stringMatching(/not rewritten: a template (?:inserts|decides)/) as string,
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
    ['beside a text for another kind', textOf(flux('{kind: Deployment}', '${PATCH}')), ['base/pool.yaml']],
    [
      'beside a path of a field that stays',
      textOf(flux('{kind: InferencePool}', '[{op: add, path: "/metadata/labels/${KEY}", value: x}]')),
      ['base/pool.yaml'],
    ],
    [
      'beside a value',
      textOf(flux('{kind: InferencePool}')).replace(
        /patch: .*/,
        `patch: |\n        [${operation.replace('8001', '"${PORT}"')}]`,
      ),
      ['apps.yaml', 'base/pool.yaml'],
    ],
  ])('%s', (_name, text, moved) => {
    const { changed, findings } = migrateFiles({ ...base, 'apps.yaml': text }, range);
    expect([...changed.keys()].toSorted()).toEqual(moved);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    ['{target: {kind: Deployment}, patch: "spec: {targetPortNumber: 1}"}'],
    ['{target: {kind: InferencePool}, patch: "metadata: {labels: {a: b}}"}'],
    ['{target: {kind: InferencePool, name: other}, patch: "spec: {targetPortNumber: 1}"}'],
  ])('nor beside values %s', (patch) => {
    const { changed, findings } = migrateFiles({ ...base, ...chart(inValues(patch)) }, range);
    expect([...changed.keys()]).toEqual(['base/pool.yaml']);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('nor an object of which only the version changes', () => {
    const route = `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: GRPCRoute
metadata: {name: chat}
spec: {parentRefs: [{name: mesh}]}
`;
    const tree = { 'base/route.yaml': route, ...flux('{kind: GRPCRoute}', '${PATCH}') };
    const { changed, findings } = migrateFiles(tree, range);
    expect([...changed.keys()]).toEqual(['base/route.yaml']);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a file that a template makes follows', () => {
    const overlay = {
      'apps/kustomization.yaml':
        'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: InferencePool}}]\n',
      'apps/patch.yaml.tpl': '- op: replace\n  path: /spec/targetPortNumber\n  value: {{ port }}\n',
    };
    const { changed } = migrateFiles({ ...base, ...overlay }, range);
    expect(changed.get('apps/patch.yaml.tpl')?.text).toBe(
      '- op: replace\n  path: /spec/targetPorts/0/number\n  value: {{ port }}\n',
    );
    expect([...changed.keys()]).toContain('base/pool.yaml');
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
