import { migrateFiles, type MigrateOptions } from '../../src/api';

/** What a tree becomes, and the findings as `level path:line message`. */
function migrated(files: Readonly<Record<string, string>>, options: MigrateOptions) {
  const { changed, findings } = migrateFiles(new Map(Object.entries(files)), options);
  return {
    texts: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, changed.get(path)?.text ?? text]),
    ),
    findings: findings.map(({ level, path, line, message }) => `${level} ${path}:${line} ${message}`),
  };
}

const rule = (more = '') => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a.example
  trafficPolicy:
    tls:
      mode: SIMPLE
${more}`;
const unverified = rule('      insecureSkipVerify: true\n');
const values = (variable: string) => `pilot:\n  env:\n    PILOT_HTTP10: "true"\n    ${variable}: "false"\n`;
const verify = 'VERIFY_CERTIFICATE_AT_CLIENT';

describe('DestinationRules with TLS and no CA', () => {
  const only = ['destination-rule-tls', 'verify-certificate', 'variables-1.24'];

  test.each([
    ['only a finding by default', {}, rule(), 1],
    ['the old behaviour with --pin-defaults', { pinDefaults: true }, unverified, 0],
    ['nothing in 1.21 and later', { from: '1.21' }, rule(), 0],
  ])('%s', (_, more, expected, findings) => {
    const result = migrated({ 'rule.yaml': rule() }, { only, from: '1.20', to: '1.23', ...more });
    expect(result.texts['rule.yaml']).toBe(expected);
    expect(result.findings).toHaveLength(findings);
  });

  test.each(['subjectAltNames: [a.example]', 'credentialName: ca', 'caCertificates: /etc/ca.pem'])(
    'a rule with %s is never switched off',
    (line) => {
      const text = rule(`      ${line}\n`);
      const options = { only, from: '1.20', to: '1.31', pinDefaults: true };
      const files = { 'rule.yaml': text, 'values.yaml': values(verify) };
      expect(migrated(files, options).texts['rule.yaml']).toBe(text);
    },
  );

  test.each([
    ['1.20', '1.23', rule(), true],
    ['1.20', '1.24', unverified, false],
    ['1.23', '1.31', unverified, false],
    ['1.24', '1.31', rule(), true],
  ])('the variable is off, %s to %s', (from, to, expected, stays) => {
    const { texts } = migrated({ 'rule.yaml': rule(), 'values.yaml': values(verify) }, { only, from, to });
    expect(texts['rule.yaml']).toBe(expected);
    expect(texts['values.yaml']?.includes(verify)).toBe(stays);
  });
});

describe('what depends on the release that runs now', () => {
  const entry = (port = '') =>
    `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\nspec:\n  hosts: [a]\n  resolution: NONE\n  ports:\n    - number: 80\n${port}`;
  const tracer = (name = '') =>
    `pilot:\n  traceSampling: 1\nglobal:\n  meshID: main\n  tracer:\n    zipkin: {address: "z:9411"}\n${name}`;
  const pod = (rest: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n${rest}`;

  test.each([
    ['service-entry-target-port', entry('      targetPort: 443\n'), entry()],
    ['tracer-address', tracer(), tracer('  proxy:\n    tracer: zipkin\n')],
    [
      'ambient-redirection',
      pod('  annotations:\n    ambient.istio.io/redirection: disabled\n'),
      pod('  labels:\n    istio.io/dataplane-mode: none\n'),
    ],
  ])('%s', (id, before, after) => {
    const to = (from: string | undefined, target = '1.31') =>
      migrated({ 'values.yaml': before }, { only: [id], to: target, ...(from !== undefined && { from }) });
    expect(to('1.21').texts['values.yaml']).toBe(after);
    expect(to('1.22').texts['values.yaml']).toBe(before);
    const assumed = to(undefined, '1.22');
    expect(assumed.texts['values.yaml']).toBe(before);
    expect(assumed.findings).toHaveLength(1);
  });
});

test('a retry budget without percent keeps its size with --pin-defaults', () => {
  const budget = (rest: string) =>
    `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nspec:\n  host: a\n  trafficPolicy:\n    retryBudget:\n      minRetryConcurrency: 3\n${rest}`;
  const options = { only: ['retry-budget'], from: '1.29', to: '1.30', pinDefaults: true };
  const { texts, findings } = migrated({ 'rule.yaml': budget('') }, options);
  expect(texts['rule.yaml']).toBe(budget('      percent: 0.2\n'));
  expect(findings).toEqual([]);
});
