import type { Finding } from '../finding';
import type { RunResult } from '../run/decide';
import { count, failuresOf, findingsBesideFailures, withCommas, rangeSource, rangeText } from './summary';
import { escapeControls, printJson } from './escape';
import { code, prose, type Section } from './markdown/sections';
import {
  isEmpty,
  isOfStep,
  type OrderedPlan,
  orderedPlan,
  otherTitle,
  partsOf,
  type PlanStage,
  type PlanStep,
  type TransformInfo,
} from './plan';
import { pinsTitle, shownPins } from './plan-pins';
import { printVersion } from '../version';
import { groupByHelp, groupFindings, shownPlaces } from './text/findings';

/** How a plan is written: as plain text or as Markdown. */
interface Style {
  readonly heading: (level: 1 | 2 | 3, text: string) => string;
  /** A name or a place. */
  readonly name: (text: string) => string;
  /** What may come from a manifest. */
  readonly words: (text: string) => string;
  /** A sentence of ours, with names between backticks. */
  readonly sentence: (text: string) => string;
}

const markdown: Style = {
  heading: (level, text) => `${'#'.repeat(level + 1)} ${text}`,
  name: code,
  words: prose,
  sentence: (text) => text,
};
const plain: Style = {
  heading: (level, text) =>
    level === 1 ? `${text}\n${'='.repeat(text.length)}` : level === 2 ? text : `  ${text}`,
  name: escapeControls,
  words: escapeControls,
  sentence: (text) => text.replaceAll('`', ''),
};

/** The plan of an upgrade, hop by hop: what to merge before, with and after each, and what to check. */
export function planReport(
  result: RunResult,
  transforms: readonly TransformInfo[],
  format: 'text' | 'markdown',
): string {
  return `${planLines(result, transforms, format === 'markdown' ? markdown : plain).join('\n')}\n`;
}

/** The order of the steps as a section of a longer report, whose findings and changes are reported elsewhere in it. */
export function planSection(result: RunResult, transforms: readonly TransformInfo[]): Section {
  const { first, overdue, hops } = orderedPlan(result, transforms);
  const known = new Set(transforms.map(({ id }) => id));
  const parts = [
    { title: 'Any time', phases: first },
    ...overdue.map(({ release = '', phases }) => ({ title: `Overdue since Istio ${release}`, phases })),
    ...hops.map(({ from, to, phases }) => ({ title: `Istio ${from} → ${to}`, phases })),
  ]
    // What belongs to no release is reported elsewhere.
    .map(({ title, phases }) => ({
      title,
      phases: phases.filter(({ steps }) => steps.some(({ transform }) => known.has(transform))),
    }))
    .filter(({ phases }) => phases.length > 0);
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
  return printJson({
    version: 1,
    range,
    ...orderedPlan(result, transforms),
    findings: findingsBesideFailures(result),
    failures: failuresOf(result),
  });
}

function planLines(result: RunResult, transforms: readonly TransformInfo[], style: Style): string[] {
  const plan = orderedPlan(result, transforms);
  return [
    style.heading(1, 'Upgrade plan'),
    '',
    style.words(rangeText(result)),
    ...failureLines(plan, style),
    ...pinLines(plan, style),
    ...(isEmpty(plan) ? ['', 'Nothing in these files has to change for this upgrade.'] : []),
    ...partsOf(plan).flatMap(({ title, options, stages }) => [
      '',
      style.heading(2, title),
      ...stages.flatMap((stage) => stageLines(stage, options, result, transforms, style)),
    ]),
  ];
}

function pinLines({ pins }: OrderedPlan, style: Style): string[] {
  if (pins.length === 0) return [];
  const items = pins.map((pin) => {
    const { shown, more } = shownPins(pin);
    return `- ${style.words(pin.what)}: ${shown.map(style.name).join(', ')}${more}`;
  });
  return ['', `${pinsTitle}:`, '', ...items];
}

function failureLines({ failures }: OrderedPlan, style: Style): string[] {
  if (failures.length === 0) return [];
  const items = failures.flatMap(({ path, line, message, help }) => [
    `- ${style.name(line === undefined ? path : `${path}:${line}`)}: ${style.words(message)}`,
    ...(help === undefined ? [] : [`  - help: ${style.words(help)}`]),
  ]);
  return ['', style.heading(2, 'Not in this plan: what could not be handled'), '', ...items];
}

function stageLines(
  { title, before, steps, after }: PlanStage,
  options: string,
  result: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
): string[] {
  return [
    ...(title === undefined ? [] : ['', style.heading(3, title)]),
    '',
    ...before.map((sentence) => `- ${style.sentence(sentence)}`),
    ...steps.flatMap((step) => stepLines(step, options, result, transforms, style)),
    ...after.map((sentence) => `- ${style.sentence(sentence)}`),
  ];
}

/** What is merged, in which files, and what is left to you: each message once, with its help and its places. */
function stepLines(
  step: PlanStep,
  options: string,
  result: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
): string[] {
  const { transform: id, files, rewrites } = step;
  const { files: all, mode } = result;
  const info = transforms.find((each) => each.id === id);
  const isOwn = isOfStep(step, info?.release);
  const done = mode === 'write' ? 'made' : 'due';
  const paths = all.filter((file) => file.rewrites.some(isOwn)).map(({ path }) => path);
  // Pins are written only where they are asked for.
  const command = `istio-migrate --write${options}${info?.kind === 'pin' ? ' --pin-defaults' : ''} --only ${id}`;
  const title = info
    ? `${style.words(info.title)} (${style.name(id)}, ${info.kind})`
    : `${otherTitle} (${style.name(id)})`;
  const own = groupFindings(findingsBesideFailures(result).filter(isOwn));
  return [
    `- ${title}`,
    ...(rewrites > 0
      ? [
          `  - ${count(rewrites, 'change')} ${done} in ${count(files, 'file')}: ${list(paths, style)}`,
          ...(mode === 'write' ? [] : [`  - run ${style.name(command)}`]),
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
    ...(hidden > 0 ? [`    - and ${withCommas(hidden)} more`] : []),
  ];
}

const mostPaths = 20;

function list(paths: readonly string[], { name }: Style): string {
  const more = paths.length > mostPaths ? [`and ${withCommas(paths.length - mostPaths)} more`] : [];
  return [...paths.slice(0, mostPaths).map(name), ...more].join(', ');
}
