import { transforms } from '../../transforms';
import { migrateTexts, type Outcome } from '../support/migrate-texts';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';
const group = 'inference.networking.k8s.io';

/** A row: a text before and after; the same where it stays. Each OLD and NEW stands for the group. */
type Row = readonly [before: string, after: string];

const spelt = (text: string): string => `${text.replaceAll('OLD', old).replaceAll('NEW', group)}\n`;

function outcomeOf(text: string): Outcome {
  const [outcome] = migrateTexts({ 'a.yaml': spelt(text) }, pools);
  if (!outcome) throw new Error('the file is gone');
  return outcome;
}

function told(text: string): string[] {
  return outcomeOf(text).findings.map(({ level, line, message }) => `${level} ${line} ${message}`);
}

describe('what names a pool by its group moves', () => {
  const same = 'the same';
  test.each<Row>([
    ['{kind: InferencePool, group: OLD}', '{kind: InferencePool, group: NEW}'],
    ['{kind: InferencePoolList, group: OLD}', '{kind: InferencePoolList, group: NEW}'],
    ['{resource: inferencepools, group: OLD}', '{resource: inferencepools, group: NEW}'],
    ['{resource: inferencepools/status, group: OLD}', '{resource: inferencepools/status, group: NEW}'],
    ['{name: InferencePool, group: OLD}', same],
    ['{resources: inferencepools, group: OLD}', same],
    [
      '{kind: InferencePool, group: OLD, version: v1alpha2}',
      '{kind: InferencePool, group: NEW, version: v1}',
    ],
    [
      '{kind: InferencePool, group: OLD, version: v1alpha1}',
      '{kind: InferencePool, group: NEW, version: v1}',
    ],
    [
      '{kind: InferencePool, group: OLD, version: v1alpha21}',
      '{kind: InferencePool, group: NEW, version: v1alpha21}',
    ],
    [
      '{kind: InferencePool, group: OLD, version: xv1alpha2}',
      '{kind: InferencePool, group: NEW, version: xv1alpha2}',
    ],
    ['{kind: InferencePool, group: OLD, version: v1}', '{kind: InferencePool, group: NEW, version: v1}'],
    ['{kind: InferencePool, apiVersion: OLD/v1alpha2}', '{kind: InferencePool, apiVersion: NEW/v1}'],
    [
      '{kind: InferencePool, apiVersion: OLD/v1alpha2, version: v1alpha2}',
      '{kind: InferencePool, apiVersion: NEW/v1, version: v1alpha2}',
    ],
    ['{kind: InferencePool, apiVersion: OLDER/v1}', same],
    ['{kind: InferencePool, group: apps} # OLD', same],
    ['{poolRef: {name: a, group: OLD}}', '{poolRef: {name: a, group: NEW}}'],
    [
      '{poolRef: {name: a, kind: InferencePool, group: OLD}}',
      '{poolRef: {name: a, kind: InferencePool, group: NEW}}',
    ],
    ['{poolRef: {name: a, kind: Other, group: OLD}}', same],
    ['{poolRefs: {name: a, group: OLD}}', same],
    ['poolRef: [{name: a, group: OLD}]', same],
    [
      'a: &a {group: OLD}\nb: {<<: *a, kind: InferencePool}',
      'a: &a {group: OLD}\nb: {<<: *a, kind: InferencePool, group: NEW}',
    ],
    [
      'a: &a {apiVersion: OLD/v1alpha2}\nb: {<<: *a, kind: InferencePool}',
      'a: &a {apiVersion: OLD/v1alpha2}\nb: {<<: *a, kind: InferencePool, apiVersion: NEW/v1}',
    ],
    ['a: &a {group: OLD}\nb: {<<: *a, kind: InferencePool, group: NEW}', same],
    ['{kind: InferencePool, group: OLD, group: NEW}', same],
  ])('%s', (before, after) => {
    expect(outcomeOf(before).after).toBe(spelt(after === same ? before : after));
  });
});

describe('what is said of a reference that moves', () => {
  test.each([
    ['{kind: InferencePool, group: OLD}', `reference to InferencePool: ${old} → ${group}`],
    ['{kind: InferencePool, group: OLD, name: chat}', `reference to InferencePool chat: ${old} → ${group}`],
    [
      '{kind: InferencePool, apiVersion: OLD/v1alpha2, name: chat}',
      `reference to InferencePool chat: ${old}/v1alpha2 → ${group}/v1`,
    ],
    [
      '{apiGroups: [OLD], resources: [inferencepools, inferencepools/status]}',
      `RBAC rule on inferencepools, inferencepools/status: ${old} → ${group}`,
    ],
    [
      '{apiGroups: [OLD], resources: [inferencepools, "*"]}',
      `RBAC rule on inferencepools, *: ${old} and ${group}`,
    ],
    [
      '{apiGroups: [OLD], kinds: [InferencePool], clusters: ["*"]}',
      `rule on InferencePool: ${old} → ${group}`,
    ],
    ['{apiGroups: [OLD, apps], kinds: ["*"]}', `rule on *: ${old} and ${group}`],
    [
      '{group: OLD, resources: [inferencepools, inferencepools/status]} # InferencePool',
      `audit rule on inferencepools, inferencepools/status: ${old} → ${group}`,
    ],
    ['args: [--pool-group, OLD]', `--pool-group ${old} → ${group}`],
    [
      'args: ["--pool-group=OLD --pool-group OLD --pool-group=OLD"]',
      `--pool-group=${old}, --pool-group ${old} → ${group}`,
    ],
  ])('%s', (text, summary) => {
    expect(outcomeOf(text).summaries).toEqual([summary]);
  });
});

describe('one object that names the pools of both groups is told of', () => {
  const one = '{kind: InferencePool, group: OLD}';
  const other = '{kind: InferencePool, group: NEW}';
  const object = (spec: string): string =>
    `{apiVersion: example.com/v1, kind: Any, metadata: {name: a}, spec: ${spec}}`;
  const route =
    'error 1 the route names InferencePools of both API groups, and 1.28 rejects the old one (InvalidDestinationKind)';
  const reference = 'warning 1 it names InferencePools of both API groups, and 1.28 knows only the new one';
  test.each<readonly [text: string, findings: readonly string[]]>([
    [object(`{rules: [{backendRefs: [${one}]}, {backendRefs: [${other}]}]}`), [route]],
    [object(`{filters: [{backendRef: ${one}}, {backendRef: ${other}}]}`), [route]],
    [object(`{backendRefsOf: [${one}, ${other}]}`), [reference]],
    [object(`{myBackendRefs: [${one}, ${other}]}`), [reference]],
    [object(`{to: [${one}, ${other}]}`), [reference]],
    [object(`{to: [${one}], from: [${other}]}`), [reference]],
    [`[${object(`{to: [${one}]}`)}, ${object(`{to: [${other}]}`)}]`, []],
    [`{to: [${one}, ${other}]}`, [reference]],
    [`{to: [{ref: ${one}}, {ref: ${other}}]}`, [reference]],
    [`{to: [${one}], from: [${other}]}`, []],
    [`{all: [{to: [${one}]}, {to: [${other}]}]}`, []],
    [`{to: ${one}, from: ${other}}`, []],
  ])('%s', (text, findings) => {
    expect(told(text)).toEqual(findings);
  });

  test('and an owner by its uid, too', () => {
    const text = 'ownerReferences:\n  - {kind: InferencePool, apiVersion: OLD/v1alpha2, name: a, uid: "1"}';
    expect(told(text)).toEqual([
      'warning 2 the uid is that of the old InferencePool: objects whose owner is gone are garbage-collected',
    ]);
  });
});

describe('a rule on pools grants what it granted, in the new group', () => {
  const superfluous = 'note 1 the rule grants the InferencePool of the old group as well';
  const admitted = 'warning 1 the old InferencePool is still admitted here';
  const refused = 'warning 1 v1 InferencePools are not checked by this rule';
  const uncovered = 'warning 1 the rule does not cover the InferencePool of v1';
  const same = 'the same';
  test.each<readonly [before: string, after: string, findings: readonly string[]]>([
    [
      '{apiGroups: [OLD], resources: [inferencepools]}',
      '{apiGroups: [NEW], resources: [inferencepools]}',
      [],
    ],
    ['{apiGroups: [OLD], kinds: [InferencePool]}', '{apiGroups: [NEW], kinds: [InferencePool]}', []],
    ['{apiGroups: [OLD], resources: ["*/status"]}', '{apiGroups: [OLD, NEW], resources: ["*/status"]}', []],
    ['{apiGroups: [OLD], resources: ["pods/*"]} # InferencePool', same, []],
    [
      '{apiGroups: [OLD], resources: [inferencepools, inferenceobjectives]}',
      '{apiGroups: [OLD, NEW], resources: [inferencepools, inferenceobjectives]}',
      [],
    ],
    [
      '{apiGroups: [OLD], resources: [inferencepools, widgets]}',
      '{apiGroups: [OLD, NEW], resources: [inferencepools, widgets]}',
      [],
    ],
    [
      '{apiGroups: [OLD, apps], resources: [inferencepools, widgets]}',
      '{apiGroups: [NEW, apps], resources: [inferencepools, widgets]}',
      [],
    ],
    [
      '{apiGroups: [OLD, apps], resources: [inferencepools, myinferences]}',
      '{apiGroups: [NEW, apps], resources: [inferencepools, myinferences]}',
      [],
    ],
    [
      '{apiGroups: [OLD, apps], resources: [inferencepools, inferencemodels]}',
      '{apiGroups: [OLD, apps, NEW], resources: [inferencepools, inferencemodels]}',
      [],
    ],
    ['{apiGroups: [OLD, NEW], resources: [inferencepools]}', same, [superfluous]],
    ['{apiGroups: [OLD, "*"], resources: [inferencepools]}', same, [superfluous]],
    ['{apiGroups: [OLD, NEW], resources: [inferencepools, inferencemodels]}', same, []],
    ['{apiGroups: [OLD], resources: [inferencepools], apiVersions: [v1alpha2]}', same, [refused]],
    ['{apiGroups: [OLD, NEW], resources: [inferencepools], apiVersions: [v1alpha2]}', same, [admitted]],
    [
      '{apiGroups: [OLD], resources: [], verbs: [get]} # InferencePool',
      same,
      ['warning 1 still refers to the old InferencePool API group'],
    ],
    [
      '{apiGroups: [OLD]} # InferencePool',
      same,
      ['warning 1 still refers to the old InferencePool API group'],
    ],
    [
      '# InferencePool\napiGroups:\n  - OLD\nverbs:\n  - get\n  - list\n  - watch\nresources: [inferenceobjectives]',
      same,
      [],
    ],
    [
      '{group: OLD, resources: [inferencepools]} # InferencePool',
      '{group: NEW, resources: [inferencepools]} # InferencePool',
      [],
    ],
    ['{group: apps, resources: [inferencepools]} # InferencePool', same, []],
    [
      '{group: [OLD], resources: [inferencepools]} # InferencePool',
      same,
      ['warning 1 still refers to the old InferencePool API group'],
    ],
    ['{group: OLD, resources: [inferencepools, inferencemodels]}', same, [uncovered]],
    [
      '{group: OLD, resources: []} # InferencePool',
      same,
      ['warning 1 still refers to the old InferencePool API group'],
    ],
    ['# InferencePool\ngroup: OLD\nverbs:\n  - get\n  - list\nresources: [inferenceobjectives]', same, []],
    ...[
      '{{ r }}',
      '[{{ r }}]',
      '["{{ .Values.r }}"]',
      '[{{ join ", " .Values.r }}]',
      '[inferencemodels, "{{ .Values.r }}"]',
      '\n  - ${POOL_RES}',
      '\n  - inferencemodels\n  - #@ data.values.r',
      '\n  - inferencemodels\n  {{- toYaml .Values.r | nindent 2 }}',
    ].flatMap((names) =>
      [`apiGroups: [OLD]\nresources: ${names}`, `group: OLD\nresources: ${names}`].map(
        (rule): [string, string, string[]] => [
          rule,
          same,
          ['warning 1 still refers to the old InferencePool API group'],
        ],
      ),
    ),
  ])('%s', (before, after, findings) => {
    const outcome = outcomeOf(before);
    expect(outcome.after).toBe(spelt(after === same ? before : after));
    expect(told(before)).toEqual(findings);
  });

  const own = '{apiGroups: [OLD], resources: [inferencepools], verbs: [get]}';
  test.each<readonly [other: string, isGranted: boolean]>([
    ['{apiGroups: [NEW], resources: [inferencepools], verbs: [get]}', true],
    ['{apiGroups: [NEW, apps], resources: [pods, inferencepools], verbs: [list, get]}', true],
    ['{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}', true],
    ['{apiGroups: [NEW], resources: [inferencepools], verbs: [list]}', false],
    ['{apiGroups: [NEW], resources: [pods], verbs: [get]}', false],
    ['{apiGroups: [apps], resources: [inferencepools], verbs: [get]}', false],
    ['{apiGroups: [NEW], resources: [inferencepools], verbs: [get], resourceNames: [a]}', false],
    ['text', false],
  ])('a rule beside it grants the same, or not: %s', (other, isGranted) => {
    expect(outcomeOf(`[${own}, ${other}]`).after).toBe(
      spelt(`[${isGranted ? own : own.replace('OLD', 'NEW')}, ${other}]`),
    );
  });

  test('of rules without verbs, none grants what another does', () => {
    const rule = (of: string): string => `{apiGroups: [${of}], resources: [inferencepools]}`;
    expect(outcomeOf(`[${rule('OLD')}, ${rule('NEW')}]`).after).toBe(
      spelt(`[${rule('NEW')}, ${rule('NEW')}]`),
    );
  });

  test('a rule that is no item of a list has none beside it', () => {
    const text = (of: string): string =>
      `{a: {apiGroups: [${of}], resources: [inferencepools], verbs: [get]}, b: {apiGroups: [NEW], resources: [inferencepools], verbs: [get]}}`;
    expect(outcomeOf(text('OLD')).after).toBe(spelt(text('NEW')));
  });
});

describe('the flag of a picker for its group moves', () => {
  const same = 'the same';
  test.each<Row>([
    ['args: [--pool-group, OLD]', 'args: [--pool-group, NEW]'],
    ['args: [-pool-group, OLD]', 'args: [-pool-group, NEW]'],
    ['args: [--pool-group, apps, OLD]', same],
    ['args: [--pool-group, [OLD]]', same],
    ['args: [--pool-groups, OLD]', same],
    ['args: [my--pool-group, OLD]', same],
    ['args: [--pool-group]\nb: OLD', same],
    ['a: --pool-group\nb: OLD', same],
    ['a: --pool-group=OLD', 'a: --pool-group=NEW'],
    ['a: &a --pool-group=OLD\nb: *a', same],
  ])('%s', (before, after) => {
    expect(outcomeOf(before).after).toBe(spelt(after === same ? before : after));
  });
});
