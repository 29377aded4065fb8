import { Facts } from '../../src/facts';
import { sweep } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';
import { poolBases } from '../../transforms/1.28/inference-pool/base';
import { migrateFiles } from '../../src/api';
import { alphaFlag } from '../../transforms/shared/alpha-gateway/uses';
import { annotationMention, valueMention, variableMention } from '../../transforms/shared/mentions/mentions';
import { versionMention } from '../../transforms/shared/mentions/version-mentions';
import type { Mention } from '../../src/sweep/mention';
import type { Transform } from '../../src/transform';

const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';

/** The lines in which something is found; each with its transform where there are several. */
function found(path: string, text: string, facts = new Facts()): number[] {
  const known = new Map(transforms.map(({ id }) => [id, facts]));
  return [...new Set(sweep({ path, text }, transforms, known).map(({ line }) => line))];
}

function foundBy(mention: Mention, path: string, text: string): number[] {
  const transform = { id: 'any', mentions: [mention] } as unknown as Transform;
  return sweep({ path, text }, [transform], new Map()).map(({ line }) => line);
}

describe('a removed variable is found in every kind of text, as a whole word', () => {
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.sh', 'kubectl set env deploy/istiod METRIC_ROTATION_INTERVAL=5m', [1]],
    ['a.sh', 'helm upgrade istiod --set pilot.env.METRIC_ROTATION_INTERVAL=5m', [1]],
    ['Makefile', 'x:\n\thelm upgrade --set pilot.env.METRIC_GRACEFUL_DELETION_INTERVAL=5m', [2]],
    ['main.tf', 'set {\n  name = "pilot.env.METRIC_ROTATION_INTERVAL"\n}', [2]],
    ['a.ts', "const env = { METRIC_ROTATION_INTERVAL: '5m' };", [1]],
    ['a.ts', "env['METRIC_ROTATION_INTERVAL'] = '5m';", [1]],
    ['a.go', 'env := map[string]string{"METRIC_ROTATION_INTERVAL": "5m"}', [1]],
    ['a.py', 'values["pilot"]["env"]["METRIC_ROTATION_INTERVAL"] = "5m"', [1]],
    ['values.yaml.j2', 'METRIC_ROTATION_INTERVAL: {{ rotation }}', [1]],
    ['notes.adoc', 'Set `METRIC_ROTATION_INTERVAL`.', [1]],
    ['a.sh', 'A=METRIC_ROTATION_INTERVAL_SEC', []],
    ['a.sh', 'MY_METRIC_ROTATION_INTERVAL=1', []],
    ['a.js', 'const METRIC_ROTATION_INTERVAL = 5 * 60 * 1000;', []],
    ['a.js', 'setInterval(rotate, METRIC_ROTATION_INTERVAL);', []],
    ['a.ts', 'static METRIC_ROTATION_INTERVAL: number = 5;', []],
    ['a.py', 'METRIC_ROTATION_INTERVAL: int = 5', []],
    ['a.rs', 'const METRIC_ROTATION_INTERVAL: u64 = 5;', []],
    ['a.js', 'every(process.env.METRIC_ROTATION_INTERVAL)', []],
    ['istio/a.js', 'every(process.env.METRIC_ROTATION_INTERVAL)', [1]],
    ['a.js', 'const config = {\n  METRIC_ROTATION_INTERVAL: 10000,\n};', []],
    ['istio/a.js', 'const config = {\n  METRIC_ROTATION_INTERVAL: 10000,\n};', [2]],
    ['a.yaml', 'run: |\n  a\n  istioctl --set values.pilot.env.METRIC_ROTATION_INTERVAL=5m', [3]],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });

  test('each variable of a line is named', () => {
    const text = 'helm --set a.METRIC_ROTATION_INTERVAL=1 --set a.METRIC_GRACEFUL_DELETION_INTERVAL=2';
    const messages = sweep({ path: 'a.sh', text }, transforms, new Map()).map(({ message }) => message);
    expect(messages).toEqual([
      'Istio 1.28 has no METRIC_ROTATION_INTERVAL',
      'Istio 1.28 has no METRIC_GRACEFUL_DELETION_INTERVAL',
    ]);
  });

  test('the alpha flag is a warning where the tree no longer needs it, and a note where nothing says', () => {
    const script = `helm upgrade --set pilot.env.${alphaFlag}=true`;
    const policy = 'apiVersion: gateway.networking.k8s.io/v1\nkind: BackendTLSPolicy\nmetadata: {name: a}\n';
    const levelsIn = (files: Record<string, string>) =>
      migrateFiles(files, { only: ['alpha-gateway-flag'], to: '1.28' })
        .findings.filter(({ path }) => path === 'a.sh')
        .map(({ level, line }) => `${level} ${line}`);
    expect(levelsIn({ 'a.sh': script })).toEqual(['note 1']);
    expect(levelsIn({ 'a.sh': script.replace('true', 'false') })).toEqual([]);
    const tree = { 'a.sh': script, 'values.yaml': `x: ${alphaFlag}\n---\n${policy}` };
    expect(levelsIn(tree)).toEqual(['warning 1']);
  });
});

describe('a version of BackendTLSPolicy is found in every language', () => {
  test.each<[path: string, text: string, lines: number[]]>([
    [
      'a.go',
      'schema.GroupVersionKind{Group: "gateway.networking.k8s.io", Version: "v1alpha3", Kind: "BackendTLSPolicy"}',
      [1],
    ],
    [
      'a.go',
      'x := R{\n\tGroup:    "gateway.networking.k8s.io",\n\tVersion:  "v1alpha2",\n\tResource: "backendtlspolicies",\n}',
      [3],
    ],
    ['a.go', 'client.GatewayV1alpha3().BackendTLSPolicies(ns)', [1]],
    ['a.go', 'var p gwapiv1a3.BackendTLSPolicy', [1]],
    [
      'a.go',
      '{Version: "v1", Resource: "backendtlspolicies"},\n{Version: "v1alpha2", Resource: "widgetroutes"},',
      [],
    ],
    [
      'a.py',
      'api.get(\n    group="gateway.networking.k8s.io",\n    version="v1alpha3",\n    plural="backendtlspolicies",\n)',
      [3],
    ],
    ['main.tf', 'api_version = "gateway.networking.k8s.io/v1alpha3"\nkind = "BackendTLSPolicy"', [1]],
    [
      'main.tf',
      'group   = "gateway.networking.k8s.io"\nversion = "v1alpha3"\nkind    = "BackendTLSPolicy"',
      [2],
    ],
    [
      'a.nix',
      'x = {\n  apiVersion = "gateway.networking.k8s.io/v1alpha3";\n  kind = "BackendTLSPolicy";\n};',
      [2],
    ],
    [
      'a.rs',
      '#[kube(\n    group = "gateway.networking.k8s.io",\n    version = "v1alpha3",\n    kind = "BackendTLSPolicy",\n)]',
      [3],
    ],
    ['a.ts', "{ apiVersion: 'gateway.networking.k8s.io/v1alpha3', kind: 'BackendTLSPolicy' }", [1]],
    ['a.rb', "{ 'apiVersion' => 'gateway.networking.k8s.io/v1alpha3', 'kind' => 'BackendTLSPolicy' }", [1]],
    ['a.php', "['kind' => 'XMesh', 'apiVersion' => 'gateway.networking.k8s.io/v1alpha2'];", []],
    [
      'a.yaml',
      '# yaml-language-server: $schema=https://x/gateway.networking.k8s.io/backendtlspolicy_v1alpha3.json',
      [1],
    ],
    [
      'a.yaml',
      'rules:\n  - apiGroups:\n      - gateway.networking.k8s.io\n    apiVersions:\n      - v1alpha3\n    resources:\n      - backendtlspolicies',
      [5],
    ],
    ['a.yaml', 'group: alb.networking.azure.io\nversion: v1alpha3\nkind: BackendTLSPolicy', []],
    ['a.yaml', 'apiVersion: networking.istio.io/v1alpha3\nkind: ServiceEntry\n# as BackendTLSPolicy', []],
    [
      'a.yaml',
      '- group: g.example.org\n  kind: WidgetRoute\n  version: v1alpha2\n- kind: BackendTLSPolicy\n  version: v1',
      [],
    ],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

describe('a version is that of the kind which is named with it, or else nearest to it', () => {
  const api = 'gateway.networking.k8s.io/v1alpha2';
  const asks = '(.Capabilities.APIVersions.Has "gateway.networking.k8s.io/v1/TLSRoute")';
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.sh', `kubectl get --raw /apis/${api}/udproutes\nkubectl get tlsroutes -A`, []],
    ['a.sh', `kubectl get --raw /apis/${api}/namespaces/x/udproutes/a\nkubectl get tlsroutes -A`, []],
    ['a.sh', `kubectl get udproutes -A\nkubectl get --raw /apis/${api}/tlsroutes`, [2]],
    ['a.sh', `kubectl get udproutes -A\nkubectl get --raw /apis/${api}/namespaces/x/tlsroutes`, [2]],
    ['a.sh', `kubectl get --raw /apis/${api}/watch/tlsroutes`, [1]],
    ['a.sh', `ROUTES=tlsroutes\nkubectl get --raw /apis/${api}/namespaces/$NS/$ROUTES`, [2]],
    [
      'a.py',
      'a = [("gateway.networking.k8s.io", "v1", "tlsroutes"),\n     ("gateway.networking.k8s.io", "v1alpha2", "udproutes")]',
      [],
    ],
    [
      'a.py',
      'a = [("gateway.networking.k8s.io", "v1alpha2", "udproutes"),\n     ("gateway.networking.k8s.io", "v1alpha2", "tlsroutes")]',
      [2],
    ],
    ['a.tpl', `{{ ternary "gateway.networking.k8s.io/v1" "${api}" ${asks} }} # TLSRoute`, []],
    ['a.tpl', `{{ ${asks} | ternary "v1" "v1alpha2" }} # TLSRoute of gateway.networking.k8s.io`, []],
    ['a.tpl', `{{ ternary "v1alpha2" "v1" (not ${asks}) }} # TLSRoute`, []],
    ['a.tpl', `{{ ternary "v1alpha2" "v1" ${asks} }} # TLSRoute`, [1]],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

describe('a kind that has another name now is found by what clients call it', () => {
  test.each([
    ['a.go', 'client.ExperimentalV1alpha1().XListenerSets(ns)', true],
    ['a.go', 'var x gwx.XListenerSetSpec', true],
    ['a.go', 'c.Watch(&gwx.XListenerSetList{})', true],
    ['a.go', 'var x gwx.XListenerSettings', false],
    ['a.sh', 'kubectl get xlistenersets -A', true],
  ])('%s: %s: %s', (path, text, isFound) => {
    expect(found(path, `// gateway-api\n${text}`)).toEqual(isFound ? [2] : []);
  });
});

describe('an entry of resolution NONE with a targetPort', () => {
  const entry = (port: string, spec = ''): string =>
    `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\nspec:\n  hosts: [a.example]\n  ports:\n  - number: 80\n    name: http\n${port}${spec}`;
  const heredoc = (...documents: string[]): string =>
    `kubectl apply -f - <<EOF\n${documents.join('---\n')}EOF\n`;
  const port = '    targetPort: 443\n';
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.sh', heredoc(entry(port, '  resolution: NONE\n')), [3]],
    ['a.sh', heredoc(entry(port)), [3]],
    ['a.sh', heredoc(entry(port, '  resolution: DNS\n')), []],
    ['a.sh', heredoc(entry(port, '  resolution: STATIC\n')), []],
    ['a.sh', heredoc(entry('', '  resolution: NONE\n')), []],
    ['a.sh', heredoc(entry(port, '  resolution: DNS\n'), entry(port)), [14]],
    ['a.tf', `yaml_body = <<-EOF\n${entry(port, '  resolution: NONE\n')}EOF\n`, [3]],
    ['README.md', `\`\`\`yaml\n${entry(port)}\`\`\`\n`, [3]],
    ['a.yaml', entry(port), []],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

describe('a pool is found by its fields', () => {
  const heredoc = (...lines: string[]): string =>
    ['kubectl apply -f - <<EOF', ...lines, 'EOF', ''].join('\n');
  const ignoring = (type: string, body: string, fields: string): string =>
    [
      `resource "${type}" "a" {`,
      `yaml_body = ${body}`,
      `ignore_fields = ${fields}`,
      '}',
      '# InferencePool',
      '',
    ].join('\n');
  const pool = [
    `apiVersion: ${group}/v1`,
    'kind: InferencePool',
    'spec:',
    '  targetPortNumber: 8000',
    '  selector:',
    '    app: a',
    '  extensionRef:',
    '    name: b',
  ];
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.sh', `kubectl patch inferencepool a -p '{"spec":{"targetPortNumber":80}}'`, [1]],
    ['a.sh', "kubectl patch inferencepool a --type merge -p '\nspec:\n  targetPortNumber: 80\n'", [3]],
    [
      'a.sh',
      'kubectl patch infpool a \\\n  -p "{\n    \\"spec\\": {\n      \\"targetPortNumber\\": 80}}"',
      [4],
    ],
    ['a.sh', 'kubectl patch inferencepool a -p "$(cat <<END\nspec:\n  extensionRef: {}\nEND\n)"', [3]],
    ['a.sh', 'oc patch inferencepool a --patch-file=/dev/stdin <<EOF\nspec:\n  extensionRef: {}\nEOF', [3]],
    [
      'ci.yaml',
      "a:\n  run: |\n    kubectl patch inferencepool a -p '\n    spec:\n      targetPortNumber: 80'",
      [5],
    ],
    ['a.sh', "kubectl patch service a -p '\nspec:\n  targetPortNumber: 80\n'\nkubectl get inferencepool", []],
    ['a.sh', "kubectl patch inferencepool a -p '\nspec: {}\n'\nkubectl patch svc a -p '\nparent: b\n'", []],
    ['a.sh', `kubectl get inferencepool a -o jsonpath='{.spec.extensionRef.name}'`, [1]],
    ['a.sh', `kubectl get inferencepool a \\\n  -o jsonpath='{.spec.selector}'`, [2]],
    ['a.sh', `kubectl get inferencepool a -o jsonpath='{.spec.selector.matchLabels}'`, []],
    ['a.sh', `kubectl get deployment a -o jsonpath='{.spec.selector}'`, []],
    ['a.sh', `kubectl wait inferencepool a --for=jsonpath='{.status.parent[0].conditions}'=True`, [1]],
    ['a.py', 'pool = get("inferencepools")\nport = pool["spec"]["targetPortNumber"]', [2]],
    ['a.sh', heredoc(...pool), [5, 6, 8]],
    ['README.md', ['```', ...pool, '```', ''].join('\n'), [5, 6, 8]],
    ['README.md', ['```yaml', ...pool, '```', ''].join('\n'), [5, 6, 8]],
    ['a.sh', heredoc('kind: HTTPRoute', 'spec:', '  extensionRef:', '    name: InferencePool'), []],
    ['a.go', '// one InferencePool has podIP:portNumber', []],
    ['a.nix', '{ resources.inferencePools.a.spec.targetPortNumber = 8000; }', [1]],
    ['a.tf', ignoring('kubectl_manifest', 'file("inferencepool.yaml")', '["spec.selector.app"]'), [3]],
    ['a.tf', ignoring('kubernetes_manifest', 'local.pools', '[\n"a",\n"spec.selector.app",\n]'), [5]],
    ['a.tf', ignoring('kubectl_manifest', 'file("service.yaml")', '["spec.selector.app"]'), []],
    ['a.tf', 'set = [{ name = "inferencePool.targetPortNumber", value = "8000" }]', [1]],
    ['chart/templates/a.yaml', 'a: {{ .Values.inferencePool.targetPortNumber }}', []],
    ['a.yaml', `apiVersion: ${old}/v1alpha1\nkind: InferencePoolImport`, []],
    ['a.yaml', `- apiGroups:\n    - ${old}\n  resources:\n    - inferencepoolimports`, []],
    ['a.yaml', `# $schema=https://x/${old}/inferencepool_v1alpha2.json`, [1]],
    ['a.yaml', `- group: ${old}\n  kind: '*'`, [1]],
    ['a.sh', String.raw`grep 'inference\.networking\.x-k8s\.io/v1alpha2'`, [1]],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });

  const member = (type: string, ...lines: string[]): string => [type, ...lines, '}', ''].join('\n');
  const ofPool = 'type InferencePoolSpec struct {';
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.go', member(ofPool, 'TargetPortNumber int32 `json:"targetPortNumber"`'), [2]],
    ['a.go', member(ofPool, 'Selector map[string]string `json:"selector"`'), [2]],
    ['a.go', member(ofPool, 'Selector LabelSelector `json:"selector"`'), []],
    ['a.go', member('type InferencePoolStatus struct {', 'Parents []P `json:"parent"`'), [2]],
    [
      'a.go',
      member('// InferencePool\ntype Extension struct {', 'PortNumber int32 `json:"portNumber,omitempty"`'),
      [3],
    ],
    ['a.go', member('// InferencePool\ntype RouteFilter struct {', 'Ref R `json:"extensionRef"`'), []],
    ['a.go', member('type InferencePoolImportSpec struct {', 'Ref R `json:"extensionRef"`'), []],
    ['a.rs', member('pub struct InferencePoolSpec {', '#[serde(rename = "targetPortNumber")]'), [2]],
    ['a.rs', member('pub struct InferencePoolSpec {', 'pub selector: BTreeMap<String, String>,'), [2]],
    ['A.java', member('class InferencePoolSpec {', '@JsonProperty("targetPortNumber")'), [2]],
    ['A.java', member('class InferencePoolSpec {', 'private ExtensionRef extensionRef;'), [2]],
    ['a.ts', member('interface InferencePoolSpec {', 'targetPortNumber?: number;'), [2]],
    ['a.ts', member('interface InferencePoolSpec {', 'selector: { matchLabels: Record<A, B> };'), []],
  ])('as a part of a type: %s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });

  const crd = (name: string, ...lines: string[]): string =>
    ['kind: CustomResourceDefinition', 'metadata:', `  name: ${name}`, 'spec:', ...lines, ''].join('\n');
  test.each<[name: string, text: string, lines: number[]]>([
    ['a rule of another API', crd('routes.ai.example', `  rule: "self.group == '${old}'"`), [5]],
    ['a list of allowed values', crd('routes.ai.example', '  enum:', `    - ${old}`), [6]],
    ['a default', crd('routes.ai.example', `  default: ${old}`), [5]],
    [
      'a rule that takes both',
      crd('routes.ai.example', `  rule: "self.group in ['${old}', '${group}']"`),
      [],
    ],
    ['a description', crd('routes.ai.example', `  description: such as ${old}`), []],
    ['a definition of the old group itself', crd(`inferencemodels.${old}`, `  default: ${old}`), []],
  ])('%s', (_, text, lines) => {
    expect(found('crd.yaml', text)).toEqual(lines);
  });

  const base = {
    place: { path: 'a.yaml', line: 1, column: 1 },
    kind: 'InferencePool',
    name: 'a',
    namespace: undefined,
    isKept: false,
    labels: new Map(),
    hasTargetPort: true,
    picker: undefined,
  };
  test('the definition of v1.0.0-rc.1 is found beside a pool', () => {
    const facts = new Facts();
    const text = crd(`inferencepools.${group}`, '  portNumber: {type: integer}');
    expect(found('crd.yaml', text, facts)).toEqual([]);
    facts.add(poolBases, { ...base, isOld: false } as never);
    expect(found('crd.yaml', text, facts)).toEqual([5]);
  });

  test.each<[text: string, lines: number[]]>([
    ['backendRefs:\n  - group: {{ .Values.group }}\n    kind: InferencePool', [2]],
    ['- apiGroups: ["{{ .Values.group }}"]\n  resources: ["inferencepools"]', [1]],
    ['args:\n  - --pool-group\n  - {{ .Values.group }}', [2]],
    ['args:\n  - --pool-group={{ .Values.group }}', [2]],
    ['backendRefs:\n  - group: {{ .Values.group }}\n    kind: Service\n# no InferencePool', []],
  ])('a group that a template inserts is found while pools move: %j', (text, lines) => {
    const facts = new Facts();
    expect(found('a.yaml', text, facts)).toEqual([]);
    facts.add(poolBases, { ...base, isOld: true } as never);
    expect(found('a.yaml', text, facts)).toEqual(lines);
  });
});

describe('mentions are made from rows', () => {
  const removal = { message: 'gone', help: 'remove it' };
  test.each<[mention: Mention, path: string, text: string, lines: number[]]>([
    [variableMention({ name: 'PILOT_OLD', ...removal }), 'a.sh', 'PILOT_OLD=1\nPILOT_OLDER=1', [1]],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'helm install istio-cni --set cni.logLevel=debug',
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl install --set values.cni.logLevel=debug',
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl -f - <<EOF\ncni:\n  a: 1\n  logLevel: debug\nEOF',
      [4],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl -f - <<EOF\ncni:\n  a:\n    logLevel: debug\nEOF',
      [],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl -f - <<EOF\ncni: {a: {b: 1}, logLevel: debug}\nEOF',
      [2],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl -f - <<EOF\ncni: {a: {logLevel: debug}}\nEOF',
      [],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl -f - <<EOF\nvalues:\n  cni: {logLevel: debug}\nEOF',
      [3],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      `istioctl -f - <<< '{"cni": {"logLevel": "debug"}}'`,
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.go',
      `var v = map[string]any{"cni": map[string]interface{}{"logLevel": "debug"}}`,
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.go',
      `var v = pulumi.Map{"cni": pulumi.Map{"excludes": []string{"a"}, "logLevel": pulumi.String("debug")}}`,
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.go',
      `var v = map[string]any{"cni": map[string]any{"log": map[string]any{"logLevel": "debug"}}}`,
      [],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.rb',
      `values = { 'cni' => { 'logLevel' => 'debug' } }`,
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.py',
      `values = dict(cni=dict(excludes=["a"], logLevel="debug"))`,
      [1],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'istio.py',
      `values = dict(cni=load(1), other=dict(logLevel="debug"))`,
      [],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'cilium install --set cni.logLevel=debug',
      [],
    ],
    [
      valueMention({ path: ['cni', 'logLevel'], ...removal }),
      'a.sh',
      'istioctl --set cni.logLevels=debug',
      [],
    ],
    [
      valueMention({ path: ['podAnnotations', 'a.b/c'], ...removal }),
      'a.sh',
      String.raw`helm istiod --set podAnnotations.a\.b/c=1`,
      [1],
    ],
    [
      annotationMention({ name: 'sidecar.istio.io/old', ...removal }),
      'a.sh',
      'kubectl annotate pod a sidecar.istio.io/old=1',
      [1],
    ],
    [
      annotationMention({ name: 'sidecar.istio.io/old', ...removal }),
      'a.sh',
      String.raw`--set a.sidecar\.istio\.io/old=1`,
      [1],
    ],
    [
      annotationMention({ name: 'sidecar.istio.io/old', ...removal }),
      'a.md',
      'Remove sidecar.istio.io/old.',
      [1],
    ],
    [annotationMention({ name: 'sidecar.istio.io/old', ...removal }), 'a.md', 'sidecar.istio.io/older', []],
    [
      versionMention({
        group: 'gateway.networking.k8s.io',
        kind: 'TLSRoute',
        plural: 'tlsroutes',
        versions: ['v1alpha2'],
        ...removal,
      }),
      'a.sh',
      'kubectl get tlsroutes.v1alpha2.gateway.networking.k8s.io',
      [1],
    ],
  ])('%#', (mention, path, text, lines) => {
    expect(foundBy(mention, path, text)).toEqual(lines);
  });
});

/** Lines of a script above and below a here-document of another kind. */
describe('what a script writes out is an object of its own', () => {
  const model = `apiVersion: ${old}/v1alpha2\nkind: InferenceModel\n`;
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.sh', `kubectl api-resources --api-group=${old}\nkubectl apply -f - <<EOF\n${model}EOF\n`, [1]],
    ['a.sh', `kubectl apply -f - <<YAML\n${model}YAML\nkubectl api-resources --api-group=${old}\n`, [5]],
    ['a.sh', `kubectl apply -f - <<-'END'\n${model}END\n`, []],
    ['a.sh', `kubectl --cluster=${old} apply -f - <<EOF\n${model}EOF\n`, [1]],
    ['a.py', `group = "${old}"\nmodel = """\n${model}"""\n`, [1]],
    ['a.go', `var group = "${old}"\nvar model = \`\n${model}\`\nvar other = "${old}"\n`, [1, 6]],
    ['a.tf', `yaml_body = <<-EOT\n${model}EOT\ngroup = "${old}"\n`, [5]],
  ])('%s %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

describe("a kind's name that others use too is found only in a text that is about its API", () => {
  test.each<[path: string, text: string, lines: number[]]>([
    ['a.go', 'import "istio.io/api/networking/v1alpha3"\n\nvar _ *v1alpha3.TLSRoute', []],
    ['a.go', 'import "sigs.k8s.io/gateway-api/apis/v1alpha2"\n\nvar _ v1alpha2.TLSRoute', [1, 3]],
    ['a.go', 'import routes "sigs.k8s.io/gateway-api/apis/v1alpha2"\n\nvar _ = &routes.TLSRoute{}', [1, 3]],
    ['a.go', 'import routes "sigs.k8s.io/gateway-api/apis/v1"\n\nvar _ = &routes.TLSRoute{}', []],
    ['a.go', 'import routes "sigs.k8s.io/gateway-api/apis/v1alpha2"\n\nvar _ = &routes.TLSRouteRule{}', []],
    ['a.go', 'import x "sigs.k8s.io/gateway-api/apis/v1alpha2"\n\n// the x.tlsroutes/TLSRoute', [1]],
    ['a.ts', 'import routes "x/v1alpha2"\n\n const a = new routes.TLSRoute()', []],
    ['a.go', 'kind := schema.Kind{Kind: "Istio", Version: "v1alpha1"}', []],
    ['a.go', 'kind := schema.Kind{Group: "sailoperator.io", Version: "v1alpha1", Kind: "Istio"}', [1]],
    ['a.sh', 'istioctl x --kind Istio --version v1alpha1', []],
    ['a.sh', 'kubectl get istios.v1alpha1.sailoperator.io', [1]],
    ['a.sh', 'kubectl get tlsroutes.v1alpha2.gateway.networking.k8s.io', [1]],
    ['a.sh', 'kubectl get --raw /apis/gateway.networking.k8s.io/v1alpha2/tlsroutes', [1]],
    ['a.sh', 'kubectl get --raw /apis/gateway.networking.k8s.io/v1alpha2/namespaces/a/tlsroutes', [1]],
    ['a.sh', '# TLSRoute\nkubectl get --raw /apis/gateway.networking.k8s.io/v1alpha2/udproutes', []],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

test('templates of the injector, as the istiod chart renders them, read values and annotations of their own release', () => {
  const template = (name: string) =>
    `kind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  config: |-\n    {{ if .Values.istio_cni.chained }}\n    {{ index .ObjectMeta.Annotations "sidecar.istio.io/enableCoreDump" }}\n`;
  expect(found('injector.yaml', template('istio-sidecar-injector'))).toEqual([]);
  expect(found('injector.yaml', template('istio-templates'))).toEqual([6, 7]);
});

describe('kinds and fields are found in further languages and tools, and only those that are meant', () => {
  const v1Pool = `apiVersion: "${group}/v1"\n\tkind: "InferencePool"`;
  test.each<[path: string, text: string, lines: number[]]>([
    // Commands that name the kind, its plural or its fields.
    ['a.sh', 'kubectl explain backendtlspolicies --api-version=gateway.networking.k8s.io/v1alpha3', [1]],
    ['a.sh', 'kubectl get backendtlspolicies.v1alpha3.gateway.networking.k8s.io', [1]],
    ['a.sh', "kubectl wait --for=jsonpath='{.spec.targetPortNumber}'=8000 inferencepool/chat", [1]],
    [
      'Jenkinsfile',
      String.raw`sh "kubectl patch inferencepool p -p '{\"spec\":{\"extensionRef\":{}}}'"`,
      [1],
    ],
    [
      '.gitlab-ci.yml',
      "a:\n  script:\n    - kubectl get infpool -o json | jq '.items[].spec.targetPortNumber'",
      [3],
    ],
    ['Dockerfile', 'FROM istio/pilot\nENV METRIC_ROTATION_INTERVAL=5m', [2]],
    ['Vagrantfile', 'env "METRIC_ROTATION_INTERVAL" => "5m"', [1]],
    // Languages of configuration.
    ['a.cue', `pool: {\n\t${v1Pool}\n\tspec: targetPortNumber: 8000\n}`, [4]],
    ['a.jsonnet', "{ apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'BackendTLSPolicy' }", [1]],
    ['a.rego', 'input.kind == "InferencePool"; input.spec.targetPortNumber < 1024', [1]],
    [
      'a.ts',
      'const p = { apiVersion: `gateway.networking.k8s.io/v1alpha3`, kind: "BackendTLSPolicy" };',
      [1],
    ],
    [
      'main.tf',
      `m = {\n  apiVersion = "${group}/v1"\n  kind = "InferencePool"\n  spec = { extensionRef = {} }\n}`,
      [4],
    ],
    // Versions of other kinds beside a policy.
    ['a.py', 'v1(plural="backendtlspolicies")\nget("apps.example.io", "v1alpha2", ns, "things")', []],
    ['a.rs', 'let k = "BackendTLSPolicy";\nlet g = gvk("apps.example.com", "v1alpha3", "Thing");', []],
    ['a.py', 'kind = "BackendTLSPolicy"\nget("gateway.networking.k8s.io", "v1alpha2", ns)', [2]],
    ['a.py', 'kind = "BackendTLSPolicy"\nversion_of_it("v1alpha2")', [2]],
  ])('%s: %s', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});

describe('a version is of the kind that its path, row or definition is about', () => {
  const crd = (name: string, kind: string, rest: string) =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\nspec:\n  names: {kind: ${kind}}\n${rest}`;
  const own = crd(
    'xlistenersets.gateway.networking.x-k8s.io',
    'XListenerSet',
    '  description: An XListenerSet adds listeners.\n',
  );
  const ofOthers = crd(
    'limits.example.com',
    'Limit',
    '  description: Of an XListenerSet.\n  enum:\n    - XListenerSet\n',
  );
  test.each<[path: string, text: string, lines: number[]]>([
    [
      'a.go',
      'v1 "github.com/istio-ecosystem/sail-operator/api/v1"\n"github.com/example/api/v1alpha1" // Istio',
      [],
    ],
    ['a.go', 'v1 "github.com/istio-ecosystem/sail-operator/api/v1alpha1" // Istio', [1]],
    ['a.go', '// Istio of the Sail operator\nname := "mesh/v1alpha1"', []],
    ['a.md', '| InferencePool | `v1` |\n| InferenceObjective | `other.ai` | `v1alpha2` |', []],
    ['a.md', '| InferencePool | `v1alpha2` |', [1]],
    ['a.yaml', own, [4]],
    ['b.yaml', ofOthers, [9]],
  ])('%s: %j', (path, text, lines) => {
    expect(found(path, text)).toEqual(lines);
  });
});
