import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { oldPool } from '../support/pools';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';
const route = 'gateway.networking.k8s.io/v1, kind: HTTPRoute';
const workload = 'apps/v1, kind: Deployment';

type Verdict = 'stays' | 'moves' | 'both groups' | 'told';

/** What becomes of a file that names pools: some of them are kept by a comment. */
function verdictOn(text: string, tree: Tree): Verdict {
  const outcome = migrateTexts({ ...tree, 'names.yaml': text }, pools).find(
    ({ path }) => path === 'names.yaml',
  );
  if (!outcome) throw new Error('the file is gone');
  if (outcome.after !== text) return outcome.after.includes(old) ? 'both groups' : 'moves';
  return outcome.findings.some(({ message }) => message.startsWith('not rewritten: the InferencePool'))
    ? 'stays'
    : 'told';
}

function pool(name: string, namespace: string, apiVersion = `${old}/v1alpha2`): string {
  return `apiVersion: ${apiVersion}\nkind: InferencePool\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: {a: b}, targetPortNumber: 1, extensionRef: {name: p}}\n`;
}

const keep = '# istio-migrate-ignore\n';

/** The namespace as metadata gives it; none where it is empty. */
const inside = (namespace: string): string =>
  `metadata: {name: one${namespace === '' ? '' : `, namespace: ${namespace}`}}`;

describe('what names a pool goes by the pool of its namespace', () => {
  const tree: Tree = {
    'kept.yaml': keep + pool('chat', 'kept'),
    'moved.yaml': pool('chat', 'moved'),
    'new.yaml': keep + pool('chat', 'new', `${group}/v1`),
  };
  const reference = (namespace: string, more = ''): string =>
    `{apiVersion: ${route}, ${inside(namespace)}, spec: {rules: [{backendRefs: [{group: ${old}, kind: InferencePool, name: chat${more}}]}]}}\n`;
  const owner = (namespace: string): string =>
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: a${namespace}, ownerReferences: [{apiVersion: ${old}/v1alpha2, kind: InferencePool, name: chat}]}}\n`;
  const role = (namespace: string): string =>
    `{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, ${inside(namespace)}, rules: [{apiGroups: [${old}], resources: [inferencepools], verbs: [get]}]}\n`;
  const audit = (namespace: string): string =>
    `{apiVersion: audit.k8s.io/v1, kind: Policy, ${inside(namespace)}, rules: [{resources: [{group: ${old}, resources: [inferencepools]}]}]}\n`;
  const flag = (namespace: string): string =>
    `{apiVersion: ${workload}, ${inside(namespace)}, spec: {args: [--pool-name=chat, --pool-group=${old}]}}\n`;
  const flagOfTwo = (namespace: string): string =>
    `{apiVersion: ${workload}, ${inside(namespace)}, spec: {args: [--pool-name, chat, --pool-group, ${old}]}}\n`;

  test.each<readonly [text: string, verdict: Verdict]>([
    [reference('kept'), 'stays'],
    [reference('moved'), 'moves'],
    [reference('elsewhere'), 'moves'],
    [reference('new'), 'moves'],
    [reference(''), 'told'],
    [reference('moved', ', namespace: kept'), 'stays'],
    [reference('kept', ', namespace: moved'), 'moves'],
    [reference('"{{ .Values.namespace }}"'), 'told'],
    [owner(', namespace: kept'), 'stays'],
    [owner(', namespace: moved'), 'moves'],
    [owner(''), 'told'],
    [role('kept'), 'stays'],
    [role('moved'), 'moves'],
    [role(''), 'both groups'],
    [audit('kept'), 'stays'],
    [audit('moved'), 'moves'],
    [audit(''), 'told'],
    [flag('kept'), 'stays'],
    [flag('moved'), 'moves'],
    [flag(''), 'told'],
    [flagOfTwo('kept'), 'stays'],
    [flagOfTwo('moved'), 'moves'],
    [flagOfTwo(''), 'told'],
  ])('%s', (text, verdict) => {
    expect(verdictOn(text, tree)).toBe(verdict);
  });

  test('the namespace is that of the innermost object', () => {
    const list = `{apiVersion: v1, kind: List, metadata: {namespace: kept}, items: [${reference('moved').trim()}]}\n`;
    expect(verdictOn(list, tree)).toBe('moves');
  });

  test.each([
    ['kept', 'extensionRef'],
    ['moved', 'endpointPickerRef'],
  ])('paths that Argo CD is to ignore go by the pool, too: %s', (namespace, picker) => {
    const text = `{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {ignoreDifferences: [{group: ${group}, kind: InferencePool, name: chat, namespace: ${namespace}, jsonPointers: [/spec/extensionRef/name]}]}}\n`;
    const outcomes = migrateTexts({ ...tree, 'names.yaml': text }, pools);
    const outcome = outcomes.find(({ path }) => path === 'names.yaml');
    expect(outcome?.after).toBe(text.replace('extensionRef', picker));
    expect(outcome?.findings).toEqual([]);
  });

  test.each([
    ['kept', []],
    ['moved', ['endpoint pickers older than v1.0 cannot watch v1 InferencePools']],
  ])('an old picker is right for an old pool: %s', (namespace, messages) => {
    const image = 'registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1';
    const text = `{apiVersion: ${workload}, ${inside(namespace)}, spec: {image: "${image}", args: [--pool-name, chat]}}\n`;
    const outcomes = migrateTexts({ ...tree, 'names.yaml': text }, pools);
    const found = outcomes.filter(({ path }) => path === 'names.yaml').flatMap(({ findings }) => findings);
    expect(found.map(({ message }) => message)).toEqual(messages);
  });
});

describe('the pool of a picker is the one that its flags name', () => {
  const tree: Tree = { 'kept.yaml': keep + pool('chat', 'a'), 'moved.yaml': pool('code', 'a') };
  test.each<readonly [args: string, verdict: Verdict]>([
    [`--pool-name=chat, --pool-group=${old}`, 'stays'],
    [`--pool-name=code, --pool-group=${old}`, 'moves'],
    [`--pool-group=${old}`, 'told'],
    [`--pool-group, ${old}, -pool-name, chat`, 'stays'],
    [`--pool-group, ${old}, --pool-name, code`, 'moves'],
    [`-poolName=chat, --pool-group=${old}`, 'stays'],
    [`--pool-names, chat, --pool-group=${old}`, 'told'],
    [`'--pool-name="chat"', --pool-group=${old}`, 'stays'],
    [`"--pool-name='chat'", --pool-group=${old}`, 'stays'],
    [`--old-pool-name=chat, --pool-group=${old}`, 'told'],
    [`x-pool-name=chat, --pool-group=${old}`, 'told'],
    [`--pool-name, "", --pool-group=${old}`, 'told'],
    [`"epp --pool-name  chat --pool-group ${old}"`, 'stays'],
    [`"epp --pool-name code --pool-group ${old}", --pool-name=chat`, 'moves'],
    [`[--pool-name=chat], --pool-group=${old}`, 'told'],
  ])('%s', (args, verdict) => {
    const text = `{apiVersion: ${workload}, ${inside('')}, spec: {args: [${args}]}}\n`;
    expect(verdictOn(text, tree)).toBe(verdict);
  });

  test('a flag that is no item of a list stands for itself', () => {
    const text = `{apiVersion: ${workload}, ${inside('')}, spec: {args: "--pool-name=chat --pool-group=${old}"}}\n`;
    expect(verdictOn(text, tree)).toBe('stays');
  });
});

test.each([
  ['', ` and the CRD inferencepools.${old}`],
  [keep, ''],
])('the CRD of the old group may go once no pool is kept in it: %j', (comment, crd) => {
  const outcomes = migrateTexts(
    { 'a.yaml': pool('chat', 'a'), 'b.yaml': comment + pool('code', 'a') },
    pools,
  );
  expect(outcomes[0]?.findings.map(({ help }) => help)).toEqual([
    `install the v1 CRDs first, apply the new pool, wait until it is accepted, then delete the old object${crd}`,
  ]);
});

test.each([
  [9, 'p9.yaml:1), others'],
  [40, 'p16.yaml:1 and 32 more; search the tree for istio-migrate-ignore to list them), others'],
])('of %i comments that exclude objects, a finding names the first ones', (number, named) => {
  const grant = `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: a, namespace: x}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x}]
  to: [{group: inference.networking.x-k8s.io, kind: InferencePool}]
`;
  const excluded = Array.from({ length: number }, (_, index): [string, string] => [
    `p${index + 1}.yaml`,
    `# istio-migrate-ignore\n${oldPool(`p${index}`)}`,
  ]);
  const { findings } = migrateFiles(
    { ...Object.fromEntries<string>(excluded), 'grant.yaml': grant, 'moves.yaml': oldPool('moves') },
    { only: ['inference-pool'] },
  );
  expect(findings.filter(({ path }) => path === 'grant.yaml')).toEqual([
    expect.objectContaining({ message: expect.stringContaining(named) as unknown }),
  ]);
});
