import type { Result } from 'sarif';
import { transforms } from '../../transforms';
import { dryRunOn } from '../support/migrated-result';
import { applyReplacements, offsetsOf, replacementsOf, resultsOf } from '../support/sarif';
import { changedFile, finding, resultOf } from './result';
import { logOf } from './sarif-log';

function firstOf(results: readonly Result[]): Result {
  const [first] = results;
  if (!first) throw new Error('there is no result');
  return first;
}

const pool = `# 😀 models
apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: llama
spec:
  targetPortNumber: 8000 # vLLM
  selector:
    app: llama
  extensionRef:
    name: picker
`;
const policy = `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - {group: "", kind: Service, name: orders}
  validation:
    hostname: orders.example
    wellKnownCACertificates: System
`;
const flow =
  '{"apiVersion": "inference.networking.x-k8s.io/v1alpha2", "kind": "InferencePool", ' +
  '"metadata": {"name": "a", "annotations": {"note": "😀é\u2028政策"}}, ' +
  '"spec": {"targetPortNumber": 8000, "selector": {"app": "a"}, "extensionRef": {"name": "p"}}}\n';

describe('the fixes of a file, made together, give the migrated file', () => {
  test.each([
    ['one object', pool],
    ['CRLF line ends', pool.replaceAll('\n', '\r\n')],
    ['no final line break', pool.trimEnd()],
    ['a byte order mark', `\uFEFF${pool}`],
    ['a byte order mark and CRLF', `\uFEFF${policy}`.replaceAll('\n', '\r\n')],
    ['several objects', `${pool}---\n${policy}---\n${policy.replace('orders', 'other')}`],
    ['characters beyond ASCII on the line that changes', flow],
    ['a carriage return that ends no line', pool.replace('# vLLM', '# v\rLLM')],
    ['objects in a list', `apiVersion: v1\nkind: List\nitems:\n${listItem(pool)}${listItem(policy)}`],
  ])('%s', (_, text) => {
    const result = dryRunOn({ 'a b.yaml': text });
    const after = result.files[0]?.after ?? '';
    expect(after).not.toBe(text);
    const replacements = replacementsOf(resultsOf(logOf(result)));
    expect([...replacements.keys()]).toEqual(['apps/a%20b.yaml']);
    expect(applyReplacements(text, replacements.get('apps/a%20b.yaml') ?? [])).toBe(after);
  });

  function listItem(text: string): string {
    return text.replaceAll(/^(?!$)/gm, '    ').replace('    ', '  - ');
  }

  test('an insertion behind the last line break is a column of the last line', () => {
    const file = changedFile('a.yaml', { before: 'a: 1\r\n', after: 'a: 1\r\nb: 2\r\n' });
    const rewrite = { transform: 'inference-pool', line: 1, column: 1, summary: 'b' };
    const fixes = [{ rewrites: [rewrite], edits: [{ start: 6, end: 6, text: 'b: 2\r\n' }] }];
    const log = logOf(resultOf({ files: [{ ...file, rewrites: [rewrite], fixes }] }));
    const [[, [replacement]] = ['', []]] = replacementsOf(resultsOf(log));
    expect(replacement).toEqual({
      deletedRegion: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 7 },
      insertedContent: { text: 'b: 2\r\n' },
    });
  });

  test('of rewrites that were proven together, the first has the fix and the others point to it', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${listItem(pool)}${listItem(policy)}`;
    const due = resultsOf(logOf(dryRunOn({ 'a.yaml': list }))).filter(({ message }) =>
      message.text?.includes('--write'),
    );
    expect(
      due.map(({ fixes = [], relatedLocations = [] }) => [fixes.length, relatedLocations.length]),
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

test('columns count UTF-16 code units, and the log says so', () => {
  const log = logOf(dryRunOn({ 'a.json': flow }));
  expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits');
  const [[, replacements] = ['', []]] = replacementsOf(resultsOf(log));
  const removed = replacements.map(({ deletedRegion }) => {
    const { start, end } = offsetsOf(flow, deletedRegion);
    return flow.slice(start, end);
  });
  expect(removed).toEqual(expect.arrayContaining(['"targetPortNumber"']));
  expect(flow.indexOf('😀')).toBeLessThan(flow.indexOf('targetPortNumber'));
});

describe('what a log says', () => {
  test('each transform is a rule, and each result names its own', () => {
    const log = logOf(
      resultOf({ findings: [finding('error', 'x'), finding('note', 'y', { transform: 'some-other' })] }),
    );
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual([...transforms.map(({ id }) => id), 'manifest', 'some-other']);
    expect(rules.find(({ id }) => id === 'inference-pool')).toMatchObject({
      id: 'inference-pool',
      name: 'InferencePool',
      shortDescription: { text: transforms.find(({ id }) => id === 'inference-pool')?.title },
      helpUri: transforms.find(({ id }) => id === 'inference-pool')?.docs,
      defaultConfiguration: { level: 'error' },
      properties: { kind: 'required', release: '1.28' },
    });
    for (const { ruleId, ruleIndex } of resultsOf(log)) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  test.each([
    ['required', 'inference-pool', 'error'],
    ['hardening', 'seccomp-profile', 'warning'],
    ['cleanup', 'alpha-gateway-flag', 'note'],
  ])('a rewrite of kind %s that is due', (_, transform, level) => {
    const rewrite = { transform, line: 3, column: 5, summary: 'a becomes b' };
    const fixes = [{ rewrites: [rewrite], edits: [{ start: 0, end: 1, text: 'b' }] }];
    const log = logOf(resultOf({ files: [changedFile('a.yaml', { rewrites: [rewrite], fixes })] }));
    expect(firstOf(resultsOf(log))).toMatchObject({
      ruleId: transform,
      level,
      message: { text: 'a becomes b\nhelp: run istio-migrate --write to make this change' },
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 5 } } }],
    });
  });

  test('what --write has rewritten is no result: its alert is to be closed', () => {
    const rewrite = { transform: 'inference-pool', line: 1, column: 1, summary: 'a becomes b' };
    const fixes = [{ rewrites: [rewrite], edits: [{ start: 0, end: 1, text: 'b' }] }];
    const files = [changedFile('a.yaml', { rewrites: [rewrite], fixes })];
    const log = logOf(resultOf({ mode: 'write', files, findings: [finding('note', 'left')] }));
    expect(resultsOf(log).map(({ message }) => message.text)).toEqual(['left']);
  });

  test('faults are notifications, and the run was no success', () => {
    const log = logOf(
      resultOf({
        faults: [{ path: 'a.yaml', message: 'permission denied' }],
        skipped: [{ path: 'b.yaml', reason: 'an ignore rule matches it' }],
      }),
    );
    expect(log.runs[0]?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'permission denied' } },
        { level: 'note', message: { text: 'skipped: an ignore rule matches it' } },
      ],
    });
    expect(logOf(resultOf({})).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
  });

  test('a message holds no link, no placeholder and no control character of its own', () => {
    const message = 'pool [click](https://evil.example) {0} {{ .Values.x }} ports[0] \u001B[31m\nnext';
    const log = logOf(resultOf({ findings: [finding('error', message)] }));
    expect(firstOf(resultsOf(log)).message.text).toBe(
      'pool \\[click](https://evil.example) {{0}} {{ .Values.x }} ports[0] \\u001b[31m\nnext',
    );
  });
});
