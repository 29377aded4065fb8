import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newestTarget, transforms } from '../../transforms';
import { configName } from '../files/names';
import { isWorkTree, workTreeOf } from '../files/git';
import type { RunResult } from '../run/decide';
import { shownPath } from '../run/around';
import type { Transform } from '../transform';
import { isAtLeast, parseVersion, printVersion, type UpgradeRange, type Version } from '../version';
import type { Base } from '../report/problem';
import type { TextOptions } from '../report/text';
import { count, countLevels } from '../report/summary';
import { isWithin } from '../files/glob';
import type { Options } from './options';
import { hasColour, toolVersion } from './terminal';
import type { Format } from './table';

/** What a run does not do although it may be expected: a line each, for standard error. */
export function remarksOn(options: Options, chosen: readonly Transform[]): string[] {
  return [...options.remarks, ...targetRemarks(options, chosen), ...configRemarks(process.cwd())];
}

function* targetRemarks({ target, only, skip }: Options, chosen: readonly Transform[]): Generator<string> {
  const releases = knownReleases();
  const isDue = (release: Version): boolean => isAtLeast(target, { ...release, patch: 0 });
  const next = { ...newestTarget, minor: newestTarget.minor + 1, patch: 0 };
  if (isAtLeast({ ...target, patch: 0 }, next))
    yield `Istio ${printVersion(target)} is not known yet: only changes up to ${printVersion(newestTarget)} are checked`;
  if (releases[0] && !releases.some(isDue)) {
    yield `no changes are known for Istio ${printVersion(target)}: the oldest release with changes is ${printVersion(releases[0])}`;
  } else if (chosen.length === 0) {
    const choice = [
      ...(only.length > 0 ? [`--only ${only.join(',')}`] : []),
      ...(skip.length > 0 ? [`--skip ${skip.join(',')}`] : []),
    ];
    yield `nothing was checked: ${choice.join(' ')} leaves no transform for Istio ${printVersion(target)}`;
  } else {
    const late = transforms.filter(({ id }) => only.includes(id) && !chosen.some((each) => each.id === id));
    for (const { id, release } of late)
      yield `${id} is not checked: it is for Istio ${release} and later, and --to is ${printVersion(target)}`;
  }
}

/** What was not checked in a run: nothing at all, or not the whole upgrade. */
export function* remarksOnResult({ range, scanned, skipped, faults }: RunResult): Generator<string> {
  if (scanned + skipped.length + faults.length === 0)
    yield 'no files were checked: the paths hold no text files, or ignore files and --exclude leave none';
  yield* remarksOnRange(range);
}

/** Why a strict run fails, where nothing is said of warnings. */
export function* remarksOnWarnings({ findings }: RunResult, { mode, strict }: Options): Generator<string> {
  const { warning } = countLevels(findings);
  if (strict && mode !== 'dry-run' && warning > 0)
    yield `failed for ${count(warning, 'warning')} (--strict); run without --quiet for details`;
}

/** What of an upgrade is not checked: releases that are too old, or no upgrade at all. */
function* remarksOnRange({ from, to, pinnedBy, pins }: UpgradeRange): Generator<string> {
  const [oldest] = knownReleases();
  const first = { ...from, minor: from.minor + 1, patch: undefined };
  if (oldest && first.major === oldest.major && first.minor < oldest.minor) {
    const last = { ...oldest, minor: oldest.minor - 1 };
    const releases = first.minor === last.minor ? [last] : [first, last];
    yield `changes of Istio ${releases.map(printVersion).join(' to ')} are not known: read the upgrade notes`;
  }
  const older = pins?.find(({ version, isAside = false }) => !isAside && version.minor < from.minor);
  if (!pinnedBy && older)
    yield `${older.place.path}:${older.place.line} pins Istio ${printVersion(older.version)}, which is older than --from ${printVersion(from)}: what is due in between is listed as overdue`;
  if (pinnedBy && from.major === to.major && from.minor > to.minor)
    yield `the files pin Istio ${printVersion(from)} or newer, but --to is ${printVersion(to)}: only what ${printVersion(to)} and older releases removed is checked`;
}

/** The releases that changes are known for, oldest first. */
function knownReleases(): Version[] {
  return transforms
    .flatMap(({ release }) => parseVersion(release) ?? [])
    .toSorted((one, other) => one.minor - other.minor);
}

/** Names that look like the configuration's and are not read. */
const wrongNames = [
  '.istio-migrate.yml',
  '.istio-migrate.json',
  '.istio-migrate',
  '.istiomigrate.yaml',
  '.istiomigrate.yml',
  'istio-migrate.yaml',
  'istio-migrate.yml',
];

function* configRemarks(cwd: string): Generator<string> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of wrongNames) {
      const path = join(folder, name);
      if (lstatSync(path, { throwIfNoEntry: false })?.isFile())
        yield `${shownPath(path, cwd)} is not read: rename it to ${configName}`;
    }
    if (folder === dirname(folder) || isWorkTree(folder)) return;
  }
}

/** The report in one of the formats, each of which is loaded only when it is asked for. */
export async function reportIn(format: Format, result: RunResult, options: Options): Promise<string> {
  const tool = { name: 'istio-migrate', version: toolVersion() };
  const own = { rules: transforms, base: await currentBase(), quiet: options.quiet };
  switch (format) {
    case 'text':
      return terminalReport(result, options, process.stdout);
    case 'concise':
      return (await import('../report/concise')).conciseReport(result, own);
    case 'json':
      return (await import('../report/json')).jsonReport(result, tool);
    case 'sarif': {
      const { sarifReport } = await import('../report/sarif');
      const abouts = transforms.map(async ({ id, about }) => [id, await about()] as const);
      return sarifReport(result, { ...own, tool, abouts: new Map(await Promise.all(abouts)) });
    }
    case 'github':
      return (await import('../report/github')).githubReport(result, own);
    case 'gitlab':
      return (await import('../report/gitlab')).gitlabReport(result, own);
    case 'junit':
      return (await import('../report/junit')).junitReport(result, own);
    case 'markdown':
      return (await import('../report/markdown')).markdownReport(result, own);
    case 'html':
      return (await import('../report/html')).htmlReport(result, { tool, transforms });
  }
}

/** The report for people, as wide as the terminal that it goes to. */
export async function terminalReport(
  result: RunResult,
  options: Options,
  stream: NodeJS.WriteStream,
  hasDiff = false,
): Promise<string> {
  const { textReport } = await import('../report/text');
  return textReport(result, { ...textOptions(options, stream), quiet: options.quiet, hasDiff });
}

/** How to put text on a stream. */
export function textOptions(
  { colour, only, skip }: Options,
  stream: NodeJS.WriteStream,
): Omit<TextOptions, 'quiet' | 'hasDiff'> {
  return {
    isPart: only.length + skip.length > 0,
    colour: hasColour(colour, stream),
    width: stream.isTTY ? stream.columns : 0,
    transforms: new Map(transforms.map((transform) => [transform.id, transform])),
  };
}

/**
 * What the paths of reports are relative to, and the folder that others read them from: the root of the git work tree,
 * as `git apply` does; where there is none, as in a workspace that was checked out without git, GitHub's workspace; else
 * the working directory.
 */
export async function currentBase(): Promise<Base> {
  const workingDirectory = process.cwd();
  const { GITHUB_WORKSPACE: workspace } = process.env;
  const outer = workspace && isWithin(workingDirectory, workspace) ? workspace : workingDirectory;
  return { workingDirectory, root: (await workTreeOf(workingDirectory)) ?? outer };
}
