import type { Finding } from '../../finding';
import type { RunResult } from '../../run/decide';
import { findingEntry } from '../json';
import { count, findingsBesideFailures, withCommas, rangeSource, rangeText } from '../summary';
import { escapeControls, printJson } from '../escape';
import { code, prose, type Section } from '../markdown/sections';
import {
  isEmpty,
  isOfStep,
  type OrderedPlan,
  orderedPlan,
  plannedFindings,
  type PlanPhase,
  type PlanStep,
} from './plan';
import { limitOf, pinsTitle } from './plan-pins';
import type { TransformInfo } from '../problem';
import { commandOf, optionsOf, otherTitle, partsOf, type PlanStage } from './plan-parts';
import { printVersion } from '../../version';
import { entriesOf, type GroupedFinding, groupByHelp, shownPlaces } from '../groups';

/** How a plan is written: as plain text or as Markdown. */
interface Style {
  readonly heading: (level: 1 | 2 | 3, text: string) => string;
  /** A name or a place. */
  readonly name: (text: string) => string;
  /** What may come from a manifest. */
  readonly words: (text: string) => string;
  /** A sentence of ours, with names between backticks. */
  readonly sentence: (text: string) => string;
  /** Whether steps are only named. */
  readonly isBrief?: boolean;
}

const markdown: Style = {
  heading: (level, text) => `${'#'.repeat(level + 1)} ${text}`,
  name: code,
  words: prose,
  sentence: (text) => text,
};
/** Below a heading of a report that has the findings elsewhere. */
const section: Style = {
  ...markdown,
  heading: (level, text) => markdown.heading(level, text).replace('#', '##'),
  isBrief: true,
};
const plain: Style = {
  heading: (level, text) =>
    level === 1 ? `${text}\n${'='.repeat(text.length)}` : level === 2 ? text : `  ${text}`,
  name: escapeControls,
  words: escapeControls,
  sentence: (text) => text.replaceAll('`', ''),
};

/** What a plan needs beside the transforms that it is about. */
export interface PlanSetting {
  /** The releases whose changes are known. */
  readonly known?: readonly string[];
  /** What every command ends with: the paths that were given. */
  readonly rest?: string;
}

/** The plan of an upgrade, hop by hop: what to merge before, with and after each, and what to check. */
export function planReport(
  result: RunResult,
  transforms: readonly TransformInfo[],
  format: 'text' | 'markdown',
  setting: PlanSetting = {},
): string {
  return `${planLines(result, transforms, format === 'markdown' ? markdown : plain, setting).join('\n')}\n`;
}

/** The plan as a section of a longer report, whose findings and changes are reported elsewhere in it. */
export function planSection(result: RunResult, transforms: readonly TransformInfo[]): Section {
  const plan = orderedPlan(result, transforms);
  const { first, overdue, hops } = plan;
  const steps = [first, ...[...overdue, ...hops].map(({ phases }) => phases)]
    .flat()
    .flatMap((each) => each.steps);
  const isDue = steps.some(({ transform: id }) => transforms.some((each) => each.id === id));
  // Each stage is shown or left out as a whole.
  const items = partsOf(plan).flatMap(({ title, stages }) =>
    stages.map((stage, index) =>
      [
        ...(index === 0 ? ['', section.heading(2, title)] : []),
        ...stageLines(stage, result, transforms, section),
      ].join('\n'),
    ),
  );
  const [top = '', ...rest] = [...pinLines(plan, section).slice(1), ...items];
  return {
    before: '### The order of the upgrade',
    items: isDue ? [top.trimStart(), ...rest] : [],
    noun: 'step',
  };
}

/** The plan as JSON. */
export function planJson(
  result: RunResult,
  transforms: readonly TransformInfo[],
  { known, rest = '' }: PlanSetting = {},
): string {
  const { from, to } = result.range;
  const range = { from: printVersion(from), to: printVersion(to), source: rangeSource(result.range) };
  const { failures, options, pins, first, overdue, hops } = orderedPlan(result, transforms, known);
  const withCommands = (phases: readonly PlanPhase[], own = options) =>
    phases.map((phase) => {
      const command = commandOf(phase.steps, own, rest);
      return { ...phase, ...(command !== undefined && { command }) };
    });
  return printJson({
    version: 1,
    range,
    failures,
    pins,
    first: withCommands(first),
    overdue: overdue.map((each) => ({ ...each, phases: withCommands(each.phases) })),
    hops: hops.map((hop) => ({ ...hop, phases: withCommands(hop.phases, optionsOf(hop)) })),
    findings: findingsBesideFailures(result).map((finding) => {
      const { release, phase } = finding;
      const due = { ...(release !== undefined && { release }), ...(phase !== undefined && { phase }) };
      return { ...findingEntry(finding), ...due };
    }),
  });
}

function planLines(
  result: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
  { known, rest }: PlanSetting,
): string[] {
  const plan = orderedPlan(result, transforms, known);
  return [
    style.heading(1, 'Upgrade plan'),
    '',
    style.words(`${rangeText(result)}.`),
    ...failureLines(plan, style),
    ...pinLines(plan, style),
    ...(isEmpty(plan) ? ['', 'Nothing in these files has to change for this upgrade.'] : []),
    ...partsOf(plan, rest).flatMap(({ title, stages }) => [
      '',
      style.heading(2, title),
      ...stages.flatMap((stage) => stageLines(stage, result, transforms, style)),
    ]),
  ];
}

function pinLines({ pins }: OrderedPlan, style: Style): string[] {
  if (pins.length === 0) return [];
  const items = pins.map(
    (pin) =>
      `- ${style.words(pin.what + limitOf(pin))}: ${list(pin.places, style, style.isBrief ? mostPaths : pin.places.length)}`,
  );
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
  { title, before, steps, command, after }: PlanStage,
  result: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
): string[] {
  return [
    ...(title === undefined ? [] : ['', style.heading(3, title)]),
    '',
    ...before.map((sentence) => `- ${style.sentence(sentence)}`),
    ...(command === undefined || result.mode === 'write'
      ? []
      : [`- Make the changes below: ${style.name(command)}`]),
    ...steps.flatMap((step) => stepLines(step, result, transforms, style)),
    ...after.map((sentence) => `- ${style.sentence(sentence)}`),
  ];
}

/** What is merged, in which files, and what is left to you: each message once, with its help and its places. */
function stepLines(
  step: PlanStep,
  result: RunResult,
  transforms: readonly TransformInfo[],
  style: Style,
): string[] {
  const { transform: id, files, rewrites } = step;
  const { files: all, mode } = result;
  const info = transforms.find((each) => each.id === id);
  const isOwn = isOfStep(step, info);
  const done = mode === 'write' ? 'made' : 'due';
  const paths = all.filter((file) => file.rewrites.some(isOwn)).map(({ path }) => path);
  const title = info
    ? `${style.words(info.title)} (${style.name(id)}, ${info.kind})`
    : `${otherTitle} (${style.name(id)})`;
  if (style.isBrief) return [`- ${title}`];
  const own = plannedFindings(findingsBesideFailures(result), result.range.from).filter(isOwn);
  return [
    `- ${title}`,
    ...(rewrites > 0
      ? [`  - ${count(rewrites, 'change')} ${done} in ${count(files, 'file')}: ${list(paths, style)}`]
      : []),
    ...entriesOf(own).flatMap((entry) => entryLines(entry, style)),
  ];
}

/** What is said, where, and what to do about it. */
function entryLines(entry: GroupedFinding, style: Style): string[] {
  const { level, message, defaults } = entry;
  const { shown, hidden } = shownPlaces(entry);
  const more = hidden > 0 ? `and ${withCommas(hidden)} more` : '';
  const isOne = defaults.length === 0;
  return [
    `  - ${level}: ${style.words(message)}`,
    ...defaults.map((each) => `    - ${style.words(each.message)}; pin: ${style.words(each.pin ?? '')}`),
    ...groupByHelp(shown).flatMap((group) => [
      `    - ${placesOf(group, style)}${isOne || more === '' ? '' : ` ${more}`}`,
      ...(group[0]?.help === undefined ? [] : [`    - help: ${style.words(group[0].help)}`]),
    ]),
    ...(isOne && more !== '' ? [`    - ${more}`] : []),
  ];
}

function placesOf(findings: readonly Finding[], style: Style): string {
  return list(
    findings.map(({ path, line }) => `${path}:${line}`),
    style,
  );
}

const mostPaths = 20;

function list(paths: readonly string[], { name }: Style, most = mostPaths): string {
  const more = paths.length > most ? [`and ${withCommas(paths.length - most)} more`] : [];
  return [...paths.slice(0, most).map(name), ...more].join(', ');
}
