import { parse } from 'yaml';
import { migrateFiles, migrateText } from '../../src/api';
import { transforms } from '../../transforms';

const check = transforms.find(({ id }) => id === 'empty-routes-1.31');

/** Rules as people write them, the first line without its dash and blanks; `@` is where a key of the rule is. */
const rules: readonly string[] = [
  'backendRefs:\n@- name: a\n@  port: 80\n',
  'backendRefs:\n@  - name: a # backendRefs:\n',
  'matches:\n@- path: {value: /a}\n@backendRefs: # of this rule\n@- name: a\n',
  'matches:\n@- path:\n@    value: /a\n@backendRefs:\n@- name: a\n',
  'matches:\n@- path: {value: /a}\n',
  'backendRefs: []\n',
  'backendRefs:\n@# - name: a\n@matches:\n@- path: {value: /a}\n',
  'filters:\n@- type: URLRewrite\n@  backendRefs:\n@  - name: b\n',
  'name: |\n@  backendRefs:\n@  - name: a\n',
  '# a rule\n@matches: []\n',
];
const between = ['', '# rules:\n', '\n', '      # the next\n', '  # end\n'];
const dashes = ['  - ', '    - ', '  -   ', '  -\n    '];
const ends = [
  '',
  '  hostnames: [a.example]\n',
  'status:\n  backendRefs:\n  - name: a\n',
  'status:\n  rules:\n    - backendRefs:\n        - name: a\n',
];

function routeOf(written: readonly string[], dash: string, gap: string, end: string): string {
  const key = ' '.repeat(dash.slice(dash.lastIndexOf('\n') + 1).length);
  const lines = written.map((rule) => dash + rule.replaceAll('@', key)).join(gap);
  return `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: a\nspec:\n  parentRefs:\n  - name: g\n  rules:\n${lines}${end}`;
}

/** How many rules have no backends, as another parser reads them. */
function emptyRulesIn(text: string): number {
  const { spec } = parse(text) as { spec: { rules: readonly { backendRefs?: readonly unknown[] | null }[] } };
  return spec.rules.filter(({ backendRefs }) => !backendRefs || backendRefs.length === 0).length;
}

test('what is not parsed has no rule without backends, however it is written', () => {
  let refused = 0;
  const written = dashes.flatMap((dash) =>
    between.flatMap((gap) =>
      ends.flatMap((end) =>
        rules.flatMap((first) => rules.map((second) => routeOf([first, second], dash, gap, end))),
      ),
    ),
  );
  for (const text of written.flatMap((each) => [each, each.trimEnd(), each.replaceAll('\n', '\r\n')])) {
    if (check?.mayConcern?.(text) !== false) continue;
    refused++;
    expect({ text, empty: emptyRulesIn(text) }).toEqual({ text, empty: 0 });
  }
  expect(refused).toBeGreaterThan(100);
});

test('a route that plainly has backends everywhere is not parsed', () => {
  const [plain = '', deeper = '', , matching = ''] = rules;
  expect(check?.mayConcern?.(routeOf([plain, matching, deeper], '    - ', '', ''))).toBe(false);
  expect(check?.mayConcern?.(routeOf([plain, rules[4] ?? ''], '    - ', '', ''))).toBe(true);
  expect(check?.mayConcern?.(routeOf([plain, rules[4] ?? ''], '    - ', '{{ if .x }}\n', ''))).toBe(true);
});

test.each([
  // One message says of both releases what they answer.
  ['1.28', '1.31', ['empty-routes-1.30']],
  ['1.29', '1.30', ['empty-routes-1.30']],
  ['1.30', '1.31', ['empty-routes-1.31']],
  ['1.28', '1.29', []],
])('from %s to %s, the answer is reported once, if it changes on the way', (from, to, reported) => {
  const { findings } = migrateText(routeOf([rules[4] ?? ''], '    - ', '', ''), 'route.yaml', { from, to });
  const ids = findings.map(({ transform }) => transform);
  expect(ids.filter((id) => id.startsWith('empty-routes'))).toEqual(reported);
});

test.each([
  ['name: a', 1],
  ['backendRefs: []', 1],
  ['backendRefs:', 1],
  ['backendRefs: ${BACKENDS}', 0],
  ['backendRefs: [{name: a, port: 80}]', 0],
  ['filters: [{type: URLRewrite}]', 1],
  ['filters: [{type: URLRewrite}, {type: RequestRedirect}]', 0],
  ['filters: [{type: ExtensionRef}]', 0],
])('of a rule with "%s", %i is reported', (rule, reported) => {
  const text = routeOf([`${rule}\n`], '    - ', '', '');
  const found = (route: string) =>
    migrateText(route, 'route.yaml', { from: '1.30', to: '1.31', only: ['empty-routes-1.31'] }).findings;
  expect(found(text)).toHaveLength(reported);
  expect(found(text.replace('gateway.networking.k8s.io', 'example.com'))).toEqual([]);
  expect(found(text.replace('kind: HTTPRoute', 'kind: GRPCRoute'))).toEqual([]);
});

describe('an operation that may leave a rule without backends is reported', () => {
  const reported = (operations: readonly string[], target = 'kind: HTTPRoute') => {
    const patch = `patches: [{target: {${target}}, patch: '[${operations.join(', ')}]'}]\n`;
    const files = { 'kustomization.yaml': patch };
    const { findings } = migrateFiles(files, { from: '1.30', to: '1.31', only: ['empty-routes-1.31'] });
    return findings.map(({ level, help }) => `${level}: ${help?.replace(/,.*/, '') ?? ''}`);
  };
  const remove = '{"op": "remove", "path": "/spec/rules/0/backendRefs"}';

  test.each([
    remove,
    '{"op": "remove", "path": "/spec/rules/0/backendRefs/0"}',
    '{"op": "replace", "path": "/spec/rules/0/backendRefs", "value": []}',
    '{"op": "add", "path": "/spec/rules/0/backendRefs", "value": null}',
  ])('%s', (operation) => {
    expect(reported([operation])).toEqual(['note: if this leaves the rule without backends']);
  });

  test.each([
    '{"op": "remove", "path": "/spec/rules/0/backendRefs/0/weight"}',
    '{"op": "remove", "path": "/spec/rules/0/filters"}',
    '{"op": "remove", "path": "/spec/other/0/backendRefs"}',
    '{"op": "remove", "path": "/metadata/rules/0/backendRefs"}',
    '{"op": "add", "path": "/spec/rules/0/backendRefs/0", "value": null}',
    '{"op": "add", "path": "/spec/rules/0/backendRefs", "value": [{"name": "a"}]}',
    '{"op": "add", "path": "/spec/rules/0/backendRefs", "value": "${BACKENDS}"}',
  ])('but not %s', (operation) => {
    expect(reported([operation])).toEqual([]);
  });

  test.each(['RequestRedirect', 'ExtensionRef'])('nor beside a %s', (type) => {
    const filter = `{"op": "add", "path": "/spec/rules/0/filters", "value": [{"type": "${type}"}]}`;
    expect(reported([remove, filter])).toEqual([]);
    expect(reported([remove, filter.replace(type, 'URLRewrite')])).toHaveLength(1);
  });

  test('nor of another kind or group', () => {
    expect(reported([remove], 'kind: GRPCRoute')).toEqual([]);
    expect(reported([remove], 'group: example.com, kind: HTTPRoute')).toEqual([]);
  });
});
