import { bracketedIn } from '../../src/brackets';
import { sweep } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';

const group = 'inference.networking.k8s.io';
const gateway = 'gateway.networking.k8s.io';

/** The lines in which something is found. */
function found(path: string, lines: readonly string[]): number[] {
  const findings = sweep({ path, text: `${lines.join('\n')}\n` }, transforms, new Map());
  return [...new Set(findings.map(({ line }) => line))];
}

type Row = readonly [path: string, lines: readonly string[], found: readonly number[]];

describe('an object in brackets is one, on whatever lines it is and however its quotes are written', () => {
  const head = `{"apiVersion":"${group}/v1","kind":"InferencePool",`;
  const escaped = (text: string) => text.replaceAll('"', String.raw`\"`);
  const spec = '"spec":{"targetPortNumber":80}}';
  test.each<Row>([
    ['a.sh', [head, spec], [2]],
    ['a.sh', [escaped(head), escaped(spec)], [2]],
    ['a.sh', [head, '"spec":{', '"extensionRef":{"name":"p"},', '"selector":{"app":"a"}}}'], [3, 4]],
    ['a.sh', [escaped(head), '  \\"spec\\": {', '    \\"selector\\": {', '      \\"app\\": \\"a\\"'], [3]],
    ['a.sh', [head, '"spec": {', '  "selector": {', '    "matchLabels": {"app": "a"}'], []],
    ['a.sh', [head.replace('InferencePool', 'Service'), '"spec":{', '"extensionRef":{"name":"p"}}}'], []],
    ['a.sh', [head, '"spec":{}}', '---', '{"kind":"Service","spec":{', '"selector":{"app":"a"}}}'], []],
    ['a.sh', ['{"kind":"TLSRoute",', '"spec":{},', `"apiVersion":"${gateway}/v1alpha2"}`], [3]],
    ['a.sh', ['{"kind":"UDPRoute",', '"spec":{},', `"apiVersion":"${gateway}/v1alpha2"}`], []],
    [
      'a.sh',
      ['{"items":[{"kind":"UDPRoute"},{', '"kind":"TLSRoute",', `"apiVersion":"${gateway}/v1alpha2"`],
      [3],
    ],
    [
      'a.ts',
      ['// InferencePool', "const spec = { a: 1, targetPortNumber: 80, extensionRef: { name: 'p' } };"],
      [2],
    ],
    [
      'a.ts',
      ['// InferencePool', "x = { kind: 'Filter', spec: { a: 1, extensionRef: { name: 'p' } } };"],
      [],
    ],
    ['a.ts', ['// InferencePool', "f({ filters: [{ type: 'X', extensionRef: { name: 'p' } }] });"], []],
    ['a.ts', ["new InferencePool(this, 'p', {", '  spec: {', "    selector: { app: 'a' },"], [3]],
    [
      'a.ts',
      ["new Service(this, 'p', {", '  spec: {', "    selector: { app: 'a' },", '// InferencePool'],
      [],
    ],
    ['a.cue', ['pool: v1.#InferencePool & {', '\tspec: {', '\t\textensionRef: name: "p"'], [3]],
    ['a.cue', ['pool: {', '\tkind: "InferencePool"', '\tspec: selector: app: "a"'], [3]],
    ['a.cue', ['pool: {', '\tkind: "InferencePool"', '\tspec: selector: matchLabels: app: "a"'], []],
    ['a.cue', ['svc: {', '\tkind: "Service"', '\tspec: selector: app: "a"', '}', '// InferencePool'], []],
  ])('%s: %j', (path, lines, expected) => {
    expect(found(path, lines)).toEqual(expected);
  });

  test('text in quotes and comments holds no brackets, apart from an object that is given in quotes', () => {
    const keysOf = (text: string) => bracketedIn(text).map(({ entries }) => [...entries]);
    expect(keysOf(`{a: "x{y}z", b: '{{ .c }}', // {d: 1}\n e: f("}", g=2)}`)).toEqual([
      [
        ['a', '"x{y}z"'],
        ['b', "'{{ .c }}'"],
        ['e', 'f("}", g=2)'],
      ],
      [['g', '2']],
    ]);
    expect(keysOf(`-d '{"a":{"b":1}}' -d "{\\"c\\": \\"d\\"}"`)).toEqual([
      [['a', '{"b":1}']],
      [['b', '1']],
      [['c', String.raw`\"d\"`]],
    ]);
  });
});

describe('a version that a program gives a name is that of the kinds which the name is used for', () => {
  const far = ['', '', ''];
  const resource = (kind: string) =>
    `x := schema.GroupVersionResource{Group: g, Version: version, Resource: "${kind}"}`;
  const [g, version] = [`const g = "${gateway}"`, 'const version = "v1alpha2"'];
  test.each<Row>([
    ['a.go', [version, g, ...far, resource('tlsroutes')], [1]],
    ['a.go', ['const version string = "v1alpha2"', g, ...far, resource('tlsroutes')], [1]],
    ['a.go', [version, g, ...far, resource('udproutes')], []],
    ['a.go', [version, g, ...far, resource('tlsroutes').replace('version', '"v1"')], []],
    ['a.go', [version, g, ...far, 'version := "v1"', resource('tlsroutes')], []],
    ['a.go', [version, g, ...far, '// version of tlsroutes'], []],
    ['a.go', [version, g, ...far, 'log("version of tlsroutes")'], []],
    ['a.go', [version, ...far, resource('tlsroutes').replace('g,', '"apps.example.io",')], []],
    ['a.py', [`API = "${gateway}/v1alpha2"`, ...far, 'get(f"/apis/{API}/namespaces/x/tlsroutes")'], [1]],
    ['a.py', [`G = "${gateway}"`, 'V: str = "v1alpha2"', ...far, 'api.list(G, V, ns, "tlsroutes")'], [2]],
    ['a.rs', [`// ${gateway}`, 'const V: &str = "v1alpha2";', ...far, 'gvk(G, V, "TLSRoute")'], [2]],
    [
      'a.ts',
      [`const v = 'v1alpha2'; // ${gateway}`, ...far, 'x = { apiVersion: `${g}/${v}`,', "kind: 'TLSRoute' }"],
      [1],
    ],
    ['a.sh', [`V=v1alpha2`, ...far, `kubectl get "tlsroutes.$V.${gateway}"`], [1]],
    ['a.sh', ['V=v1alpha2', ...far, `kubectl get "udproutes.$V.${gateway}"`], []],
  ])('%s: %j', (path, lines, expected) => {
    expect(found(path, lines)).toEqual(expected);
  });
});

describe('code of ytt is no comment', () => {
  test.each([
    ['#@ for g in ["inference.networking.x-k8s.io"]:', 'warning'],
    ['#! inference.networking.x-k8s.io', 'note'],
    ['# inference.networking.x-k8s.io', 'note'],
  ])('%s: %s', (line, level) => {
    const findings = sweep({ path: 'role.yaml', text: `${line}\n` }, transforms, new Map());
    expect(findings.map((each) => each.level)).toEqual([level]);
  });
});
