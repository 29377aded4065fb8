import { transforms } from '../../transforms';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { newPolicy, oldPolicy } from '../support/policies';

const policies = transforms.filter(({ id }) => id === 'backend-tls-policy');

/** What is reported about one file of a tree. */
function told(path: string, tree: Tree): string[] {
  const outcome = migrateTexts(tree, policies).find((each) => each.path === path);
  return outcome?.findings.map(({ level, line, message }) => `${level} ${line} ${message}`) ?? [];
}

const named = (apiVersion: string, spec: string): string =>
  `kind: BackendTLSPolicy\napiVersion: gateway.networking.k8s.io/${apiVersion}\nmetadata: {name: orders}\n${spec}`;
const kustomization = 'resources: [base.yaml]\npatches: [{path: patch.yaml}]\n';
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n';
const missing = 'warning 2 the BackendTLSPolicy that this patch is for is not in this tree';

describe('a patch for a policy that is not in the tree is told of', () => {
  test.each<readonly [patch: string, base: string, findings: readonly string[]]>([
    [named('v1alpha3', 'spec: {options: {a: b}}\n'), other, [missing]],
    [named('v1alpha3', '$patch: delete\n'), other, [missing]],
    [named('v1', 'spec: {options: {a: b}}\n'), other, []],
    [named('v1alpha3', 'spec: {options: {a: b}}\n'), oldPolicy, []],
    [named('v1alpha3', 'spec: {options: {a: b}}\n'), newPolicy, []],
  ])('%j', (patch, base, findings) => {
    const tree = { 'kustomization.yaml': kustomization, 'base.yaml': base, 'patch.yaml': patch };
    expect(told('patch.yaml', tree)).toEqual(findings);
  });

  test('and what only its target makes one for policies is not of an old version itself', () => {
    const tree = {
      'kustomization.yaml':
        'resources: [base.yaml]\npatches: [{path: patch.yaml, target: {kind: BackendTLSPolicy}}]\n',
      'base.yaml': other,
      'patch.yaml':
        'apiVersion: v1\nkind: Any\nmetadata: {name: any} # BackendTLSPolicy\nspec: {tls: {hostname: a}}\n',
    };
    expect(told('patch.yaml', tree)).toEqual([]);
  });
});

test.each([
  [
    'true',
    /^install these before istiod \(their experimental channel while PILOT_ENABLE_ALPHA_GATEWAY_API is on, /,
  ],
  ['false', /^install these before istiod, and apply the manifests between/],
])('the CRDs that are there before istiod are those that the older one can start with: %s', (isOn, help) => {
  const values = `pilot:\n  env:\n    PILOT_ENABLE_ALPHA_GATEWAY_API: "${isOn}"\n`;
  const outcomes = migrateTexts({ 'values.yaml': values, 'policy.yaml': oldPolicy }, policies);
  const needed = outcomes.flatMap(({ findings }) =>
    findings.filter(({ message }) => message.startsWith('BackendTLSPolicy v1 needs')),
  );
  expect(needed.map((finding) => finding.help)).toEqual([expect.stringMatching(help)]);
});

describe('a comment at a part of a policy keeps it, and what patches it', () => {
  const patch = named('v1alpha3', 'spec: {options: {a: b}}\n');
  test.each([
    ['hostname', true],
    ['apiVersion', true],
    ['metadata', false],
  ])('%s', (part, isKept) => {
    const base = oldPolicy.replace(new RegExp(`^( *)${part}`, 'm'), '$1# istio-migrate-ignore\n$&');
    const tree = { 'kustomization.yaml': kustomization, 'base.yaml': base, 'patch.yaml': patch };
    const outcomes = migrateTexts(tree, policies);
    expect(outcomes.filter(({ before, after }) => before !== after).map(({ path }) => path)).toEqual(
      isKept ? [] : ['base.yaml', 'patch.yaml'],
    );
  });

  test.each([
    [
      'v1alpha3',
      'orders',
      ['a patch of this BackendTLSPolicy is excluded by an ignore comment (patch.yaml:1)'],
    ],
    ['v1', 'orders', []],
    ['v1alpha3', 'stock', []],
  ])(
    'a patch of %s for %s that a comment keeps is told of where the policy is',
    (version, name, messages) => {
      const kept = `# istio-migrate-ignore\n${named(version, 'spec: {options: {a: b}}\n').replace('orders', name)}`;
      const tree = {
        'kustomization.yaml': 'resources: [base.yaml, other.yaml]\npatches: [{path: patch.yaml}]\n',
        'base.yaml': `${oldPolicy}---\n${oldPolicy.replaceAll('orders', 'lists')}`,
        'other.yaml': oldPolicy.replaceAll('orders', 'stocks'),
        'patch.yaml': kept,
      };
      const findings = migrateTexts(tree, policies).flatMap((outcome) => outcome.findings);
      const found = findings.filter(({ message }) => message.startsWith('a patch of this'));
      expect(
        found.map(({ path, line, message }) => (line === 1 && path === 'base.yaml' ? message : path)),
      ).toEqual(messages);
    },
  );

  test('unless it is for another transform', () => {
    const base = oldPolicy.replace('  validation', '  # istio-migrate-ignore inference-pool\n  validation');
    const tree = { 'kustomization.yaml': kustomization, 'base.yaml': base, 'patch.yaml': patch };
    const changed = migrateTexts(tree, policies).filter(({ before, after }) => before !== after);
    expect(changed.map(({ path }) => path)).toEqual(['base.yaml', 'patch.yaml']);
  });
});

test.each([
  ['group', 'the group of a Service or ConfigMap is written as group: ""'],
  ['kind', undefined],
])('a target without its %s is refused', (field, help) => {
  const text = oldPolicy
    .replace(/- group: ""\n/, '- sectionName: a\n      group: ""\n')
    .replace(new RegExp(`      ${field}: .*\\n`), '');
  const [outcome] = migrateTexts({ 'a.yaml': text }, policies);
  const refused = outcome?.findings.find(({ message }) => message.startsWith('v1 refuses a target without'));
  expect(refused?.message).toBe(`v1 refuses a target without ${field}`);
  expect(refused?.help).toBe(help);
});

test.each([
  ['kind: BackendTLSPolicy\napiVersion: "{{ .Values.api }}"\nmetadata: {name: a}\n', 2],
  ['apiVersion: "{{ .Values.api }}"\nkind: BackendTLSPolicy\nmetadata: {name: a}\n', 1],
])('a version that a template brings is told of: %j', (text, line) => {
  expect(told('a.yaml', { 'a.yaml': text })).toEqual([
    `warning ${line} the apiVersion of BackendTLSPolicy comes from the values of a template`,
  ]);
});
