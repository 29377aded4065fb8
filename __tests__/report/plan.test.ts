import { orderedPlan } from '../../src/report/plan/plan';
import type { TransformInfo } from '../../src/report/problem';
import { raisedAfter, raisedWith } from '../../src/report/plan/plan-pins';
import { planReport } from '../../src/report/plan/plan-text';
import { rangeText } from '../../src/report/summary';
import type { Phase } from '../../src/finding';
import { parseVersion } from '../../src/version';
import { failedFile, finding, resultOf } from './result';

const transform = (id: string, release: string, phase: Phase): TransformInfo => {
  return { id, release, phase, title: `Title of ${id}`, kind: 'required', docs: 'https://example.com/' };
};
const transforms = [
  transform('new', '1.30', 'after'),
  transform('old', '1.24', 'any'),
  transform('late', '1.29', 'with'),
  transform('early', '1.29', 'before'),
  transform('always', 'any', 'any'),
  transform('target', 'any', 'with'),
];
const version = (text: string) => parseVersion(text) ?? { major: 0, minor: 0, patch: undefined };
const pin = (text: string, what: string, path: string, line: number) => ({
  version: version(text),
  what,
  place: { path, line },
});
const range = { from: version('1.27'), to: version('1.30'), isFromKnown: true };
const findings = transforms.map(({ id }) =>
  finding('warning', `about ${id}`, { transform: id, path: `${id}.yaml`, line: 3, help: `fix ${id}` }),
);
const unread = 'invalid YAML: no';
const result = resultOf({
  range,
  findings: [...findings, finding('warning', unread, { transform: 'manifest', path: 'b.yaml', line: 5 })],
  files: [failedFile('b.yaml', 'no')],
  faults: [{ path: 'c.yaml', message: 'no such file' }],
});

test('hops follow one another, and what was due before is overdue', () => {
  const { failures, first, overdue, hops } = orderedPlan(result, transforms);
  expect(failures.map(({ path, line }) => [path, line])).toEqual([
    ['b.yaml', 5],
    ['c.yaml', undefined],
  ]);
  const ids = (phases: typeof first) =>
    phases.map(({ phase, steps }) => [phase, ...steps.map((step) => step.transform)]);
  expect(ids(first)).toEqual([['any', 'always']]);
  expect(overdue.map(({ release, phases }) => [release, ids(phases)])).toEqual([['1.24', [['any', 'old']]]]);
  expect(hops.map(({ from, to, phases }) => [from, to, ids(phases)])).toEqual([
    ['1.27', '1.28', []],
    [
      '1.28',
      '1.29',
      [
        ['before', 'early'],
        ['with', 'late'],
      ],
    ],
    [
      '1.29',
      '1.30',
      [
        ['with', 'target'],
        ['after', 'new'],
      ],
    ],
  ]);
});

test('what comes after the release that is pinned is not overdue: it may not run everywhere yet', () => {
  const titles = (from: string, ...ids: readonly string[]) => {
    const own = findings.filter(({ transform: id }) => ids.includes(id));
    const text = planReport(
      resultOf({ range: { ...range, from: version(from) }, findings: own }),
      transforms,
      'text',
    );
    return text.match(/(?:Overdue|Left|After).*1\.\d+(?= runs|$)/gm);
  };
  expect(titles('1.30.1', 'new')).toEqual([
    'Left from the upgrade to Istio 1.30',
    'After: merge once istiod 1.30',
  ]);
  expect(titles('1.30', 'new', 'old')).toEqual([
    'Overdue since Istio 1.24',
    'Left from the upgrade to Istio 1.30',
    'After: merge once istiod 1.30',
  ]);
  expect(titles('1.31', 'new')).toEqual(['Overdue since Istio 1.30']);
});

test('what has to be rolled out first, or can wait, is a stage of its own', () => {
  const told = ['before', 'after', undefined].map((phase) =>
    finding('error', `due ${phase ?? 'as usual'}`, {
      ...{ transform: 'always', path: 'a.yaml' },
      ...(phase !== undefined && { phase: phase as Phase }),
    }),
  );
  const plan = planReport(resultOf({ range, findings: told }), transforms, 'text');
  const order = ['First: roll out', 'due before', 'Then', 'due as usual', 'Last: once', 'due after'];
  const places = order.map((text) => plan.indexOf(text));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(plan.indexOf('Any time'));
  expect(places.at(-1)).toBeLessThan(plan.indexOf('1.27 → 1.28'));
  const usual = planReport(resultOf({ range, findings: told.slice(2) }), transforms, 'text');
  expect(usual).not.toMatch(/First:|Then|Last:/);
});

test.each([
  ['chart istiod', /Upgrade Istio's CRDs \(chart base\), then istiod/],
  ['IstioOperator', /Where istioctl installs Istio, run the install with istioctl 1\.30/],
  ['Sail Istio', /Where the Sail operator installs Istio, raise version/],
  ['ISTIO_VERSION', /Upgrade Istio's CRDs, then istiod/],
])('a hop says how what is pinned as %s is upgraded', (what, wanted) => {
  const pins = [pin('1.27', what, 'a.yaml', 1)];
  const text = planReport(resultOf({ range: { ...range, pins }, findings }), transforms, 'text');
  const said = text
    .split('\n')
    .filter((each) => /^- (?:Upgrade Istio|Where)/.test(each) && each.includes('1.30'));
  expect(said).toEqual([expect.stringMatching(wanted)]);
});

/** The stage of a hop that a sentence is in. */
function stageOf(text: string, hop: string, sentence: string): string | undefined {
  const [, own = ''] = text.split(hop);
  return own
    .slice(0, own.indexOf(sentence))
    .match(/(?:Before|With|After)(?=:)/g)
    ?.at(-1);
}

test('a hop raises what is older than its release only, and each version in its phase', () => {
  const pins = [
    pin('1.27.3', 'label istio.io/rev', 'ns.yaml', 3),
    pin('1.27.3', 'revision', 'istiod.yaml', 4),
    pin('1.27.3', 'revision tag', 'up.sh', 2),
    pin('1.28.2', 'Sail operator', 'sub.yaml', 6),
    pin('1.29.2', 'chart istiod', 'dev.yaml', 14),
  ];
  const text = planReport(resultOf({ range: { ...range, pins }, findings }), transforms, 'text');
  const said = (release: string): (string | undefined)[] =>
    text.split('\n').filter((line) => line.startsWith('- Set ') && line.includes(`${release}:`));
  expect(said('1.28')).toEqual([
    '- Set these of the versions above to the newest patch of 1.28: revision 1.27.3.',
    '- Set the labels and tags above to the revision of 1.28: label istio.io/rev 1.27.3, revision tag 1.27.3.',
  ]);
  expect(said('1.29')).toHaveLength(2);
  expect(said('1.30')[0]).toContain('1.30: revision 1.27.3, chart istiod 1.29.2.');
  expect(text.match(/Upgrade the Sail operator .*/g)).toEqual([
    'Upgrade the Sail operator to a version that offers 1.29.',
    'Upgrade the Sail operator to a version that offers 1.30.',
  ]);
  const hop = '1.28 → 1.29';
  expect(stageOf(text, hop, 'Upgrade the Sail operator')).toBe('Before');
  expect(stageOf(text, hop, 'Set these of the versions')).toBe('With');
  expect(stageOf(text, hop, 'Set the labels and tags')).toBe('After');
  expect(stageOf(text, hop, 'Remove the old revision')).toBe('After');
  const own = text.slice(text.indexOf(hop));
  expect(own.indexOf('Set the labels')).toBeLessThan(own.indexOf('Restart the workloads'));
});

test('what ends before the target is raised up to its last release, and then removed', () => {
  const pins = [pin('1.22.3', 'image operator', 'op.yaml', 3), pin('1.22.3', 'IstioOperator', 'iop.yaml', 4)];
  const own = { ...range, from: version('1.22'), to: version('1.25'), pins };
  const ending = { ...transform('ending', '1.24', 'before'), ends: ['image operator'] };
  const text = planReport(resultOf({ range: own, findings }), [...transforms, ending], 'text');
  expect(text).toContain('- image operator 1.22.3 (up to 1.23, its last release): op.yaml:3\n');
  expect(text.match(/- Set .*/g)).toEqual([
    '- Set the versions above to the newest patch of 1.23.',
    '- Set these of the versions above to the newest patch of 1.24: IstioOperator 1.22.3.',
    '- Set these of the versions above to the newest patch of 1.25: IstioOperator 1.22.3.',
  ]);
  expect(text.match(/Scale the in-cluster operator .*/g)).toHaveLength(1);
  expect(stageOf(text, '1.23 → 1.24', 'Scale the in-cluster operator')).toBe('Before');
});

test('sidecars are raised after the istiod that they get their configuration from', () => {
  const pins = [
    pin('1.28.3', 'IstioOperator', 'iop.yaml', 4),
    pin('1.28.3', 'annotation sidecar.istio.io/proxyImage', 'shop.yaml', 9),
    pin('1.28.3', 'label istio.io/rev', 'ns.yaml', 3),
  ];
  const text = planReport(resultOf({ range: { ...range, pins }, findings }), transforms, 'text');
  expect(text.match(/- Set .*1\.29.*/g)).toEqual([
    '- Set these of the versions above to the newest patch of 1.29: IstioOperator 1.28.3.',
    '- Set the labels and tags above to the revision of 1.29: label istio.io/rev 1.28.3.',
    '- Set the images of sidecars above to the newest patch of 1.29: annotation sidecar.istio.io/proxyImage 1.28.3.',
  ]);
  expect(stageOf(text, '1.28 → 1.29', 'Set the images of sidecars')).toBe('After');
});

test.each([
  ['1.27', '1.28', 'Upgrade Istio'],
  // Nothing comes to the release in between.
  ['1.27', '1.29', undefined],
  ['1.27', '1.31', undefined],
])('a control plane of %s beside one of %s is removed, and not raised', (old, newer, install) => {
  const pins = [
    { ...pin(`${old}.3`, 'chart istiod', 'istiod.yaml', 5), beside: version(newer) },
    { ...pin(old, 'revision', 'istiod.yaml', 7), beside: version(newer) },
    pin(old, 'label istio.io/rev', 'ns.yaml', 3),
    pin(`${newer}.1`, 'chart istiod', 'istiod.yaml', 14),
  ];
  const end = newer === '1.31' ? '1.30' : newer;
  const text = planReport(resultOf({ range: { ...range, pins }, findings }), transforms, 'text');
  const [, first = ''] = /Istio 1\.27 → 1\.28\n([^]*?)\nIstio 1\.28 → /.exec(`${text}\nIstio 1.28 → `) ?? [];
  expect(text).toContain(`- revision ${old} (not raised: ${end} runs beside it): istiod.yaml:7\n`);
  expect(text).not.toMatch(/Set (?:these of )?the versions.*(?:revision|chart istiod) 1\.27/);
  expect(/Upgrade Istio/.exec(first)?.[0]).toBe(install);
  const hop = text.slice(text.indexOf(`→ ${end}\n`));
  const order = [
    'Do not raise',
    'Move the namespaces',
    'Set the labels',
    'Restart',
    'Remove the old control',
  ];
  const at = order.map((sentence) => hop.indexOf(sentence));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((one, other) => one - other));
  expect(text.split('Remove the old control plane')).toHaveLength(2);
});

test.each([
  ['with', raisedWith],
  ['after', raisedAfter],
])('nothing to raise in the phase "%s": no step', (_phase, raised) => {
  expect(raised('1.28', [])).toEqual([]);
});

test('the operator is upgraded before what it installs, also where no file pins it', () => {
  const pins = [pin('1.27.3', 'Sail Istio', 'istio.yaml', 3)];
  const text = planReport(resultOf({ range: { ...range, pins }, findings }), transforms, 'text');
  expect(stageOf(text, '1.27 → 1.28', 'Upgrade the Sail operator')).toBe('Before');
  expect(text).not.toContain('Remove the old revision');
});

test('what a release needs of the clusters is a step before its hop, whatever is in the tree', () => {
  const needs = { ...transform('needs', 'any', 'before'), prerequisites: { '1.29': 'Do this first.' } };
  const own = [...transforms, needs];
  expect(
    orderedPlan(result, own, ['1.28', '1.29', '1.30']).hops.map(({ prerequisites }) => prerequisites),
  ).toEqual([[], ['Do this first.'], []]);
  const text = planReport(result, own, 'text');
  expect(text.indexOf('Do this first.')).toBeGreaterThan(text.indexOf('1.28 → 1.29'));
  expect(text.indexOf('Do this first.')).toBeLessThan(text.indexOf('1.29 → 1.30'));
});

test('what may be merged at any time needs no upgrade: no hops, and no pins to raise', () => {
  const always = transforms.filter(({ id }) => id === 'always');
  const own = {
    ...result,
    range: { ...range, pins: [pin('1.27', 'chart istiod', 'a.yaml', 14)] },
    findings: findings.filter(({ transform: id }) => id === 'always'),
  };
  expect(orderedPlan(own, always).hops).toEqual([]);
  const text = planReport(own, always, 'text');
  expect(text).toContain('about always');
  expect(text).not.toContain('Raise these versions');
  expect(planReport(own, transforms, 'text')).toContain('Raise these versions');
});

test('what is due with another release than its transform stands at the hop to that one', () => {
  const own = finding('warning', 'only then', { transform: 'old', path: 'late.yaml', release: '1.29' });
  const { overdue, hops } = orderedPlan({ ...result, findings: [...findings, own] }, transforms);
  const counted = (steps: (typeof overdue)[number]['phases']) =>
    steps.flatMap((phase) => phase.steps.filter((step) => step.transform === 'old'));
  expect(overdue.flatMap(({ phases }) => counted(phases)).map((step) => step.findings.warning)).toEqual([1]);
  expect(hops.map(({ phases }) => counted(phases).length)).toEqual([0, 1, 0]);
  const text = planReport({ ...result, findings: [...findings, own] }, transforms, 'text');
  expect(text.indexOf('only then')).toBeGreaterThan(text.indexOf('1.28 → 1.29'));
  expect(text.indexOf('about old')).toBeLessThan(text.indexOf('1.27 → 1.28'));
});

test.each(['text', 'markdown'] as const)(
  'as %s, steps come in the order in which they are carried out',
  (format) => {
    const text = planReport(result, transforms, format);
    expect(text.split(unread)).toHaveLength(2);
    const order = [
      'b.yaml:5',
      'c.yaml',
      'about always',
      'about old',
      '1.27 → 1.28',
      'about early',
      'about late',
      'to 1.29.',
      'about target',
      'to 1.30.',
      'about new',
    ];
    const at = order.map((part) => text.indexOf(part, text.indexOf('→ 1.30')));
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(at).not.toContain(-1);
    for (const { id } of transforms) expect(text.split(`fix ${id}`)).toHaveLength(2);
    expect(text).toContain('late.yaml:3');
  },
);

test.each(['text', 'markdown'] as const)('as %s, it says which pins are to be raised', (format) => {
  const pins = [
    pin('1.27', 'chart istiod', 'a.yaml', 14),
    pin('1.27.3', 'chart base', 'a.yaml', 3),
    ...['b', 'c', 'd', 'e', 'f'].map((name) => pin('1.27', 'chart istiod', `${name}.yaml`, 2)),
    pin('1.30', 'chart cni', 'cni.yaml', 7),
  ];
  const text = planReport({ ...result, range: { ...range, pins } }, transforms, format).replaceAll('`', '');
  expect(text).toContain(
    [
      'Raise these versions at each hop:',
      '',
      '- chart istiod 1.27: a.yaml:14, b.yaml:2, c.yaml:2, d.yaml:2, e.yaml:2, f.yaml:2',
      '- chart base 1.27.3: a.yaml:3',
      '',
    ].join('\n'),
  );
  expect(text).not.toContain('cni.yaml');
});

test.each([
  [{}, ''],
  [{ isFromKnown: false }, ' (1.27 is assumed: no file pins a version; --from sets it)'],
  [
    { from: version('1.27.3'), pinnedBy: pin('1.27.3', 'chart istiod', 'a.yaml', 14) },
    ' (oldest pin: chart istiod 1.27.3 in a.yaml:14)',
  ],
])('%j: where the range starts', (parts, source) => {
  const text = rangeText({ range: { ...range, ...parts }, parsed: 1 });
  expect(text.slice(text.indexOf('→'))).toBe(`→ 1.30${source}`);
});
