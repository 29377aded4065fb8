import { chmodSync, readdirSync } from 'node:fs';
import { newGroup, oldGroup, oldPool, routeTo } from '../support/pools';
import { timeless } from '../support/timeless';
import { Terminal, type TerminalOptions } from './terminal';
import { Workspace } from './workspace';

const prompt = 'Apply this change [y,n,a,q,?]?';
const help = 'y - apply this change\n';

let workspace: Workspace;
let terminal: Terminal | undefined;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  terminal?.close();
  terminal = undefined;
  workspace.remove();
});

function start(words: readonly string[] = [], options?: TerminalOptions): Terminal {
  return (terminal = new Terminal(workspace.root, ['--interactive', ...words], options));
}

/** Types one answer after the other, each when it is asked for. */
async function answer(on: Terminal, ...answers: readonly string[]): Promise<void> {
  for (const keys of answers) {
    await on.shows(prompt);
    on.type(keys);
  }
}

const role = (name: string, group: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${name}
rules:
  - apiGroups: [${group}]
    resources: [inferencepools]
    verbs: [get]
`;

/** A file of one role for each group. */
const roles = (...groups: readonly string[]): string =>
  groups.map((group, index) => role(`role-${index}`, group)).join('---\n');

test('each change is shown and asked about, and the answers decide what is written', async () => {
  workspace.write('roles.yaml', roles(oldGroup, oldGroup, oldGroup));
  const on = start();
  await answer(on, 'y\n', 'n\n', 'y\n');
  const { status, screen } = await on.ends();
  expect(timeless(screen)).toBe(`diff --git a/roles.yaml b/roles.yaml
--- a/roles.yaml
+++ b/roles.yaml
@@ -3,7 +3,7 @@
 metadata:
   name: role-0
 rules:
-  - apiGroups: [inference.networking.x-k8s.io]
+  - apiGroups: [inference.networking.k8s.io]
     resources: [inferencepools]
     verbs: [get]
 ---

  6  Role role-0: RBAC rule on inferencepools: inference.networking.x-k8s.io →
     inference.networking.k8s.io (inference-pool)
(1/3) Apply this change [y,n,a,q,?]? y

@@ -12,7 +12,7 @@
 metadata:
   name: role-1
 rules:
-  - apiGroups: [inference.networking.x-k8s.io]
+  - apiGroups: [inference.networking.k8s.io]
     resources: [inferencepools]
     verbs: [get]
 ---

  15  Role role-1: RBAC rule on inferencepools: inference.networking.x-k8s.io →
      inference.networking.k8s.io (inference-pool)
(2/3) Apply this change [y,n,a,q,?]? n

@@ -21,6 +21,6 @@
 metadata:
   name: role-2
 rules:
-  - apiGroups: [inference.networking.x-k8s.io]
+  - apiGroups: [inference.networking.k8s.io]
     resources: [inferencepools]
     verbs: [get]

  24  Role role-2: RBAC rule on inferencepools: inference.networking.x-k8s.io →
      inference.networking.k8s.io (inference-pool)
(3/3) Apply this change [y,n,a,q,?]? y

changed roles.yaml (required)
   6  RBAC rule on inferencepools: inference.networking.x-k8s.io → inference.networking.k8s.io
      (inference-pool)
  24  RBAC rule on inferencepools: inference.networking.x-k8s.io → inference.networking.k8s.io
      (inference-pool)

error[inference-pool]: not rewritten: you declined it
  roles.yaml:15:17
  help: run again to make this rewrite

Details: istio-migrate explain inference-pool

1 file changed (2 required changes), 1 change declined, 1 error remains; 1 file scanned in 1 ms.
Istio 1.30 → 1.31 (1.30 is assumed: no file pins a version; --from sets it).
`);
  // What the release breaks remains, as after --write.
  expect(status).toBe(1);
  expect(workspace.read('roles.yaml')).toBe(roles(newGroup, oldGroup, newGroup));
});

test.each([
  [
    'a: this one and all later ones in the file, and then the next file',
    ['n\n', 'a\n', 'n\n', 'y\n'],
    [
      ['o', 'n', 'n'],
      ['o', 'n'],
    ],
  ],
  [
    'q: neither this one nor the rest; what was accepted is written',
    ['y\n', 'q\n'],
    [
      ['n', 'o', 'o'],
      ['o', 'o'],
    ],
  ],
  [
    'Ctrl-C is as q',
    ['y\n', '\x03'],
    [
      ['n', 'o', 'o'],
      ['o', 'o'],
    ],
  ],
  [
    'Ctrl-C drops what was typed',
    ['y\n', 'y\x03'],
    [
      ['n', 'o', 'o'],
      ['o', 'o'],
    ],
  ],
  [
    'Ctrl-D, the end of input, is as q',
    ['y\n', '\x04'],
    [
      ['n', 'o', 'o'],
      ['o', 'o'],
    ],
  ],
  [
    'upper case and spaces do not matter',
    ['Y\n', ' n \n', 'Q\n'],
    [
      ['n', 'o', 'o'],
      ['o', 'o'],
    ],
  ],
  [
    'answers may be typed ahead',
    ['y\nn\ny\nn\ny\n'],
    [
      ['n', 'o', 'n'],
      ['o', 'n'],
    ],
  ],
])('%s', async (_, answers, [first = [], second = []]) => {
  const groups = { o: oldGroup, n: newGroup };
  const text = (letters: readonly string[]): string =>
    roles(...letters.map((letter) => (letter === 'o' ? groups.o : groups.n)));
  workspace.write('a.yaml', roles(oldGroup, oldGroup, oldGroup));
  workspace.write('b.yaml', roles(oldGroup, oldGroup));
  const on = start();
  await answer(on, ...answers);
  const { status, screen } = await on.ends();
  expect(workspace.read('a.yaml')).toBe(text(first));
  expect(workspace.read('b.yaml')).toBe(text(second));
  const left = [...first, ...second].filter((letter) => letter === 'o').length;
  expect(screen).toContain(`${left} change${left === 1 ? '' : 's'} declined, ${left} error`);
  expect(status).toBe(1);
});

test.each([
  ['?', '?\n'],
  ['nothing', '\n'],
  ['a word', 'yes\n'],
  ['an unknown letter', 'd\n'],
  ['an escape sequence', '\x1b[A\n'],
])('%s shows what the answers mean, and asks again', async (_, keys) => {
  workspace.write('roles.yaml', roles(oldGroup));
  const on = start();
  await answer(on, keys);
  await on.shows(help.trimEnd());
  expect(workspace.read('roles.yaml')).toBe(roles(oldGroup));
  await answer(on, 'y\n');
  const { status, screen } = await on.ends();
  expect(screen).toContain(`${help}n - do not apply this change
a - apply this change and all later ones in the file
q - quit; apply neither this change nor any of the remaining ones
? - print help
(1/1) Apply this change`);
  expect(screen.split(help)).toHaveLength(2);
  expect(status).toBe(0);
  expect(workspace.read('roles.yaml')).toBe(roles(newGroup));
});

test('a file is written as soon as it is decided', async () => {
  workspace.write('a.yaml', roles(oldGroup));
  workspace.write('b.yaml', roles(oldGroup));
  const on = start();
  await answer(on, 'y\n');
  await on.shows('+++ b/b.yaml');
  expect(workspace.read('a.yaml')).toBe(roles(newGroup));
  await answer(on, 'n\n');
  await on.ends();
  expect(workspace.read('b.yaml')).toBe(roles(oldGroup));
});

test('a file that changes while the question waits is left as it is then, and the run fails', async () => {
  workspace.write('a.yaml', roles(oldGroup));
  workspace.write('b.yaml', roles(oldGroup));
  const on = start();
  await on.shows(prompt);
  workspace.write('a.yaml', '# by another hand\n');
  on.type('y\n');
  await answer(on, 'y\n');
  const { status, screen } = await on.ends();
  expect(screen).toContain('failed a.yaml: it changed on disk since it was read\n');
  expect(status).toBe(2);
  expect(workspace.read('a.yaml')).toBe('# by another hand\n');
  expect(workspace.read('b.yaml')).toBe(roles(newGroup));
  expect(readdirSync(workspace.root).toSorted()).toEqual(['a.yaml', 'b.yaml']);
});

test('accepting all is what --write does, in templates, texts and Markdown as well', async () => {
  const files = {
    'chart/Chart.yaml': 'name: chart\n',
    'chart/templates/role.yaml': `{{- if .Values.rbac }}\n${role('{{ .Release.Name }}', oldGroup)}{{- end }}\n`,
    'docs/roles.md': `# Roles\n\n- like\n\n  \`\`\`yaml\n${role('one', oldGroup).replace(/^/gm, '  ').trimEnd()}\n  \`\`\`\n`,
    'map.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: roles\ndata:\n  roles.yaml: |\n${roles(oldGroup, oldGroup).replace(/^(?=.)/gm, '    ')}`,
    'roles.json': `{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "json"}, "rules": [{"apiGroups": ["${oldGroup}"], "resources": ["inferencepools"], "verbs": ["get"]}]}\n`,
  };
  const other = new Workspace();
  try {
    for (const [path, text] of Object.entries(files)) {
      workspace.write(path, text);
      other.write(path, text);
    }
    expect(other.run(['--write', '--markdown']).status).toBe(0);
    const on = start(['--markdown']);
    await answer(on, 'y\n', 'y\n', 'y\n', 'y\n', 'y\n');
    expect((await on.ends()).status).toBe(0);
    for (const [path, text] of Object.entries(files)) {
      expect(workspace.read(path)).not.toBe(path.endsWith('Chart.yaml') ? '' : text);
      expect(workspace.read(path)).toBe(other.read(path));
    }
  } finally {
    other.remove();
  }
});

const unit = {
  'base/kustomization.yaml': 'resources: [pool.yaml, role.yaml]\n',
  'base/policy.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: '', kind: Service, name: web}]
  validation: {hostname: web, wellKnownCACertificates: System}
`,
  'base/pool.yaml': oldPool(),
  'base/role.yaml': role('reader', oldGroup),
  'prod/kustomization.yaml':
    'resources: [../base]\npatches:\n  - target: {kind: InferencePool, name: llama}\n    patch: |-\n      - {op: replace, path: /spec/targetPortNumber, value: 9000}\n',
  'web/route.yaml': routeTo(oldGroup, ['llama']),
};
/** The files of the unit that answers change. */
async function changedBy(...answers: readonly string[]): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(unit)) workspace.write(path, text);
  const on = start();
  await answer(on, ...answers);
  await on.ends();
  return Object.entries(unit).flatMap(([path, text]) => (workspace.read(path) === text ? [] : path));
}
const policy = ['base/policy.yaml'];
const together = ['base/pool.yaml', 'base/role.yaml', 'prod/kustomization.yaml', 'web/route.yaml'];

test.each<[string, readonly string[], readonly string[]]>([
  ['are all changed', ['n\n', 'y\n'], together],
  ['are all left', ['y\n', 'n\n'], policy],
  ['are all changed where the rest of a file is accepted', ['n\n', 'a\n'], together],
  ['are all left where the user quits', ['y\n', 'q\n'], policy],
])('of what must change together in several files, places %s', async (_, answers, changed) => {
  expect(await changedBy(...answers)).toEqual(changed);
});

test('what is accepted is finished in all files where the user quits at a later question', async () => {
  workspace.write('between/policy.yaml', unit['base/policy.yaml']);
  expect(await changedBy('n\n', 'y\n', 'q\n')).toEqual(together);
  expect(workspace.read('between/policy.yaml')).toBe(unit['base/policy.yaml']);
});

test('a question shows all that its answer counts for', async () => {
  await changedBy('n\n', 'n\n');
  const shown = terminal?.screen.split(prompt)[1] ?? '';
  expect(shown.match(/(?<=\n\+\+\+ b\/).*/g)).toEqual(together);
  expect(shown.match(/\n\+.*networking\.k8s\.io/g)).toHaveLength(3);
  expect(shown).toContain('Your answer also counts for 3 other files, which must change with it:');
});

test('for what must change together and is declined there is one reason', async () => {
  await changedBy('n\n', 'n\n');
  const { screen = '' } = terminal ?? {};
  expect(screen.match(/not rewritten: .*/g)).toEqual([
    'not rewritten: you declined it',
    'not rewritten: you declined it',
  ]);
  for (const path of together) expect(screen.slice(screen.lastIndexOf(prompt))).toContain(`  ${path}:`);
});

const layers = {
  'base.yaml': 'istio_cni: {enabled: true}\npilot: {env: {METRIC_ROTATION_INTERVAL: 30s}}\n',
  'other.yaml': 'istio_cni: {enabled: false}\n',
  'prod.yaml': 'istio_cni: {enabled: false}\npilot: {env: {METRIC_ROTATION_INTERVAL: 1m}}\n',
};

test.each([
  ['left', 'n\n', ['n\n'], []],
  ['made', 'y\n', ['n\n'], ['base.yaml', 'prod.yaml']],
])(
  'a change of a value that layers of a release share is %s in all of them',
  async (_, first, later, changed) => {
    workspace.write(
      'install.sh',
      'helm upgrade istiod istio/istiod -f base.yaml -f prod.yaml\nhelm upgrade istiod istio/istiod -f other.yaml\n',
    );
    for (const [path, text] of Object.entries(layers)) workspace.write(path, text);
    const on = start(['--from', '1.23', '--to', '1.31', '--skip', 'advice,hardening']);
    await answer(on, first, ...later, 'q\n');
    const { screen } = await on.ends();
    const [shown = ''] = screen.split(prompt);
    expect(shown.match(/(?<=\n\+\+\+ b\/).*/g)).toEqual(['base.yaml', 'prod.yaml']);
    const now = Object.entries(layers).flatMap(([path, text]) => (workspace.read(path) === text ? [] : path));
    expect(now).toEqual(changed);
  },
);

test('of two objects in one text, one may be left', async () => {
  const map = (text: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: roles\ndata:\n  roles.yaml: |\n${text.replace(/^(?=.)/gm, '    ')}`;
  workspace.write('map.yaml', map(roles(oldGroup, oldGroup)));
  const on = start();
  await answer(on, 'n\n', 'y\n');
  await on.ends();
  expect(workspace.read('map.yaml')).toBe(map(roles(oldGroup, newGroup)));
});

test('findings that come with a change are shown with it, and only told if it is made', async () => {
  const pool = oldPool();
  workspace.write('pool.yaml', pool);
  const warning = 'warning[inference-pool]: the API group changes';
  const on = start();
  await on.shows(warning);
  await answer(on, 'n\n');
  const { screen } = await on.ends();
  expect(screen.split(warning)).toHaveLength(2);
  expect(workspace.read('pool.yaml')).toBe(pool);
});

test('names and values cannot drive the terminal', async () => {
  const name = 'a\u009b31m\u202e"b.yaml';
  const text = role('"x\\e]0;title\\a"', oldGroup).replace('rules:', 'rules: # \u009b2J\u202e\u2028');
  workspace.write(name, text);
  for (const colour of ['--color', '--no-color']) {
    const on = start([colour]);
    await answer(on, 'n\n');
    const { screen } = await on.ends();
    const [first = '', ...others] = screen.replaceAll('\n', '').split('\x1b[');
    const shown = first + others.map((text) => text.replace(/^[\d;]*m/, '')).join('');
    expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
    expect(screen.includes('\x1b[')).toBe(colour === '--color');
  }
});

test('with nothing to change nothing is asked', async () => {
  workspace.write('roles.yaml', roles(newGroup));
  const { status, screen } = await start().ends();
  // Where the line wraps depends on the duration.
  expect(timeless(screen).replaceAll('\n', ' ')).toBe(
    'Nothing to change: 1 file scanned in 1 ms. Istio 1.30 → 1.31 (1.30 is assumed: no file pins a version; --from sets it). ',
  );
  expect(status).toBe(0);
});

test('with --strict a rewrite that is left by choice is something to find', async () => {
  workspace.write('roles.yaml', roles(oldGroup));
  const on = start(['--strict']);
  await answer(on, 'n\n');
  expect((await on.ends()).status).toBe(1);
});

test('with --quiet only the questions and what breaks are told', async () => {
  workspace.write('roles.yaml', roles(oldGroup, oldGroup));
  const on = start(['--quiet']);
  await answer(on, 'y\n', 'n\n');
  const { screen } = await on.ends();
  expect(screen.slice(screen.lastIndexOf(prompt) + prompt.length)).toBe(` n

error[inference-pool]: not rewritten: you declined it
  roles.yaml:15:17
  help: run again to make this rewrite
`);
});

test('a file that cannot be written fails, and the others are asked about', async () => {
  chmodSync(workspace.write('a.yaml', roles(oldGroup)), 0o444);
  workspace.write('b.yaml', roles(oldGroup));
  const on = start();
  await answer(on, 'y\n', 'y\n');
  const { status, screen } = await on.ends();
  expect(screen).toContain('failed a.yaml: it is read-only\n');
  expect(status).toBe(2);
  expect(workspace.read('b.yaml')).toBe(roles(newGroup));
});

test.each([
  ['input', '<roles.yaml'],
  ['output', '>out.txt'],
])('without a terminal for standard %s it says so and does nothing', async (name, redirection) => {
  workspace.write('roles.yaml', roles(oldGroup));
  const { status, screen } = await start([], { redirection }).ends();
  expect(screen)
    .toBe(`istio-migrate: --interactive needs a terminal, but standard ${name} is not one; use --write to make all changes
Try "istio-migrate --help".
`);
  expect(status).toBe(2);
  expect(workspace.read('roles.yaml')).toBe(roles(oldGroup));
});

test('the report may go to a file', async () => {
  workspace.write('roles.yaml', roles(oldGroup));
  const on = start([], { redirection: '2>report.txt' });
  await answer(on, 'y\n');
  const { status, screen } = await on.ends();
  expect(screen.endsWith(`${prompt} y\n\n`)).toBe(true);
  expect(status).toBe(0);
  expect(workspace.read('report.txt')).toMatch(/^changed roles\.yaml \(required\)\n/);
});

test.each([
  [['--check'], '--interactive and --check are mutually exclusive'],
  [['--dry-run'], '--dry-run and --interactive are mutually exclusive'],
  [['--format', 'json'], '--interactive and --format are mutually exclusive'],
  [['-'], '--interactive cannot be combined with "-": the result goes to stdout'],
])('it contradicts %j', (words, message) => {
  const { status, stdout, stderr } = workspace.run(['-i', ...words]);
  expect(stderr).toBe(`istio-migrate: ${message}\nTry "istio-migrate --help".\n`);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
