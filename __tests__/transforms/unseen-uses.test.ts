import { migrateFiles } from '../../src/api';

const head = (kind: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {name: a}\nspec:\n`;
const hosts = `${head('VirtualService')}  hosts: [a]\n`;
const rule = `${head('DestinationRule')}  host: a\n`;
const entry = `${head('ServiceEntry')}  hosts: [a]\n  resolution: NONE\n`;

/** What is told of a template beside a variable of istiod, as `level line`. */
function told(template: string, variable: string, transform: string): string[] {
  const files = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
    'chart/templates/a.yaml': template,
    'values.yaml': `pilot:\n  env:\n    ${variable}: "false"\n`,
  };
  const { findings } = migrateFiles(files, { from: '1.20', to: '1.31' });
  return findings
    .filter((each) => each.transform === transform && each.path.startsWith('chart'))
    .map(({ level, line }) => `${level} ${line}`);
}

describe.each([
  [
    'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY',
    'retries-on-503',
    {
      [`${hosts}  http:\n    - retries: {{ toYaml .Values.r | nindent 8 }}\n`]: 7,
      [`${hosts}  http:\n    - name: b\n      {{- toYaml .Values.r | nindent 6 }}\n`]: 7,
      [`${hosts}  http:\n    - {{ toYaml .Values.r | nindent 6 }}\n`]: 7,
      [`${hosts}  http: {{ toYaml .Values.r | nindent 4 }}\n`]: 6,
      [`${hosts}  {{- toYaml .Values.r | nindent 2 }}\n`]: 5,
      [`${head('VirtualService').trimEnd()} {{- toYaml .Values.r | nindent 2 }}\n`]: 4,
    },
    `${hosts}  http:\n    - retries: {attempts: 2, retryOn: "{{ .Values.on }}"}\n`,
  ],
  [
    'VERIFY_CERTIFICATE_AT_CLIENT',
    'verify-certificate',
    {
      [`${rule}  trafficPolicy:\n    tls: {{ toYaml .Values.t | nindent 6 }}\n`]: 7,
      [`${rule}  trafficPolicy:\n    {{- with .Values.t }}\n    tls: {{- toYaml . | nindent 6 }}\n    {{- end }}\n`]: 8,
      [`${rule}  trafficPolicy: {{ toYaml .Values.t | nindent 4 }}\n`]: 6,
      [`${rule}  trafficPolicy:\n    {{- toYaml .Values.t | nindent 4 }}\n`]: 6,
      [`${rule}  subsets:\n    - name: b\n      trafficPolicy: {{ toYaml .Values.t | nindent 8 }}\n`]: 8,
      [`${rule}  trafficPolicy:\n    portLevelSettings:\n      - port: {number: 443}\n        tls: {{ toYaml .Values.t | nindent 10 }}\n`]: 9,
      [`${rule}  trafficPolicy:\n    tls: \${TLS}\n`]: 7,
    },
    `${rule}  trafficPolicy:\n    connectionPool: {{ toYaml .Values.p | nindent 6 }}\n`,
  ],
  [
    'ENABLE_RESOLUTION_NONE_TARGET_PORT',
    'resolution-none-target-port',
    {
      [`${entry}  ports: {{ toYaml .Values.p | nindent 4 }}\n`]: 7,
      [`${entry}  ports:\n    - number: 443\n      {{- toYaml .Values.p | nindent 6 }}\n`]: 8,
    },
    `${entry}  ports:\n    - number: 443\n      name: {{ .Values.n }}\n`,
  ],
] as const)('beside %s', (variable, transform, unseen, seen) => {
  test.each(Object.entries(unseen))('what a template inserts is an error: %j', (template, line) => {
    expect(told(template, variable, transform)).toEqual([`error ${line}`]);
  });

  test('what it inserts elsewhere is none', () => {
    expect(told(seen, variable, transform)).toEqual([]);
  });

  test('the variable stays where it cannot be seen', () => {
    const [template = ''] = Object.keys(unseen);
    const files = { 'a.yaml': template, 'values.yaml': `pilot:\n  env:\n    ${variable}: "false"\n` };
    expect(
      migrateFiles(files, { from: '1.20', to: '1.31' }).changed.get('values.yaml')?.text ?? variable,
    ).toContain(variable);
  });
});

test.each([
  ['destination-rule-tls', `${rule}  trafficPolicy:\n    tls: {{ toYaml .Values.t | nindent 6 }}\n`],
  ['service-entry-target-port', `${entry}  ports: {{ toYaml .Values.p | nindent 4 }} # targetPort\n`],
])('without the variable, %s notes it', (transform, template) => {
  const { findings } = migrateFiles({ 'a.yaml': template }, { from: '1.20', to: '1.22', only: [transform] });
  expect(findings.map(({ level }) => level)).toEqual(['note']);
});
