import type { Finding } from '../finding';
import type { RunResult } from '../run/result';
import type { Phase } from '../transform';
import { count } from './count';
import { escapeControls, printJson } from './escape';
import { code, prose } from './markdown/prose';
import type { Section } from './markdown/sections';
import {
  isOfStep,
  orderedPlan,
  type OrderedPlan,
  type PlanPhase,
  type PlanStep,
  type TransformInfo,
} from './plan';
import { rangeSource, rangeText } from './range';
import { printVersion } from '../version';
import { groupByHelp, groupFindings, shownPlaces } from './text/findings';

/** How a plan is written: as plain text or as Markdown. */
interface Style {
  readonly heading: (level: 1 | 2 | 3, text: string) => string;
  /** A name or a place. */
  readonly name: (text: string) => string;
  /** What may come from a manifest. */
  readonly words: (text: string) => string;
}

const markdown: Style = {
  heading: (level, text) => `${'#'.repeat(level + 1)} ${text}`,
  name: code,
  words: prose,
};
const plain: Style = {
  heading: (level, text) =>
    level === 1 ? `${text}\n${'='.repeat(text.length)}` : level === 2 ? text : `  ${text}`,
  name: escapeControls,
  words: escapeControls,
};

/** The plan of an upgrade, hop by hop: what to merge before, with and after each, and what to check. */
export function planReport(
  result: RunResult,
  transforms: readonly TransformInfo[],
  format: 'text' | 'markdown',
): string {
  return `${planLines(result, transforms, format === 'markdown' ? markdown : plain).join('\n')}\n`;
}

/** The order of the steps as a section of a longer report, whose findings and changes are told elsewhere in it. */
export function planSection(result: RunResult, transforms: readonly TransformInfo[]): Section {
  const { first, overdue, hops } = orderedPlan(result, transforms);
  const parts = [
    { title: 'Any time', phases: first },
    ...overdue.map(({ release = '', phases }) => ({ title: `Overdue since Istio ${release}`, phases })),
    ...hops.map(({ from, to, phases }) => ({ title: `Istio ${from} → ${to}`, phases })),
  ].filter(({ phases }) => phases.length > 0);
  const items = parts.flatMap(({ title, phases }) => [
    `- ${title}`,
    ...phases.map(({ phase, steps }) => {
      const names = steps.map(({ transform }) => code(transform)).join(', ');
      return phase === 'any' ? `  - ${names}` : `  - ${phase} the upgrade: ${names}`;
    }),
  ]);
  return { before: '### The order of the upgrade', items, noun: 'step' };
}

/** The plan as JSON. */
export function planJson(result: RunResult, transforms: readonly TransformInfo[]): string {
  const { from, to } = result.range;
  const range = { from: printVersion(from), to: printVersion(to), source: rangeSource(result.range) };
  return printJson({ version: 1, range, ...orderedPlan(result, transforms), findings: result.findings });
}

function planLines(result: RunResult, transforms: readonly TransformInfo[], style: Style): string[] {
  const plan = orderedPlan(result, transforms);
  const steps = (phases: readonly PlanPhase[]): string[] =>
    phases.flatMap(({ steps: own }) => own.flatMap((step) => stepLines(step, result, transforms, style)));
  const part = (title: string, phases: readonly PlanPhase[]): string[] =>
    phases.length === 0 ? [] : ['', style.heading(2, title), '', ...steps(phases)];
  return [
    style.heading(1, 'Upgrade plan'),
    '',
    style.words(rangeText(result.range)),
    ...(isEmpty(plan) ? ['', 'Nothing in these files has to change for this upgrade.'] : []),
    ...part('Any time, best first', plan.first),
    ...plan.overdue.flatMap(({ release = '', phases }) =>
      part(`Overdue: due since Istio ${release}`, phases),
    ),
    ...plan.hops.flatMap(({ from, to, phases }) => [
      '',
      style.heading(2, `Istio ${from} → ${to}`),
      ...hopLines(to, phases, steps, style),
    ]),
  ];
}

/** The upgrade itself stands where it belongs: behind what is merged before it, in front of what is merged after it. */
function hopLines(
  to: string,
  phases: readonly PlanPhase[],
  steps: (phases: readonly PlanPhase[]) => string[],
  style: Style,
): string[] {
  const of = (...wanted: readonly Phase[]) => steps(phases.filter(({ phase }) => wanted.includes(phase)));
  const part = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', style.heading(3, title), '', ...items];
  return [
    ...part('Before: merge while the old istiod runs', of('any', 'before')),
    ...part('With: merge together with the upgrade', [
      `- Upgrade Istio's CRDs (chart ${style.name('base')}), then istiod, CNI and ztunnel, then the gateways, to ${to}.`,
      ...of('with'),
    ]),
    ...part(`After: merge once istiod ${to} runs everywhere`, [
      '- Restart the workloads, so that their sidecars are of the new release.',
      ...of('after'),
      `- Check: ${style.name('istioctl proxy-status')} shows no old proxy, ${style.name('istioctl analyze -A')} no error.`,
    ]),
  ];
}

function isEmpty({ first, overdue, hops }: OrderedPlan): boolean {
  return first.length + overdue.length === 0 && hops.every(({ phases }) => phases.length === 0);
}

/** What is merged, in which files, and what is left to you: each message once, with its help and its places. */
function stepLines(
  step: PlanStep,
  { files: all, findings, mode }: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
): string[] {
  const { transform: id, files, rewrites } = step;
  const info = transforms.find((each) => each.id === id);
  const isOwn = isOfStep(step, info?.release);
  const done = mode === 'write' ? 'made' : 'due';
  const paths = all.filter((file) => file.rewrites.some(isOwn)).map(({ path }) => path);
  const title = info ? `${style.words(info.title)} (${style.name(id)}, ${info.kind})` : style.name(id);
  const own = groupFindings(findings.filter(isOwn));
  return [
    `- ${title}`,
    ...(rewrites > 0
      ? [
          `  - ${count(rewrites, 'change')} ${done} in ${count(files, 'file')}: ${list(paths, style)}`,
          ...(mode === 'write' ? [] : [`  - run ${style.name(`istio-migrate --write --only ${id}`)}`]),
        ]
      : []),
    ...own.flatMap((same) => findingLines(same, style)),
  ];
}

function findingLines(same: readonly Finding[], style: Style): string[] {
  const [first] = same;
  if (!first) return [];
  const shown = shownPlaces(same);
  const hidden = same.length - shown.length;
  return [
    `  - ${first.level}: ${style.words(first.message)}`,
    ...groupByHelp(shown).flatMap((group) => [
      `    - ${list(
        group.map(({ path, line }) => `${path}:${line}`),
        style,
      )}`,
      ...(group[0]?.help === undefined ? [] : [`    - help: ${style.words(group[0].help)}`]),
    ]),
    ...(hidden > 0 ? [`    - and ${hidden.toLocaleString('en-US')} more`] : []),
  ];
}

const mostPaths = 20;

function list(paths: readonly string[], { name }: Style): string {
  const more =
    paths.length > mostPaths ? [`and ${(paths.length - mostPaths).toLocaleString('en-US')} more`] : [];
  return [...paths.slice(0, mostPaths).map(name), ...more].join(', ');
}
