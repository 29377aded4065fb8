import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newestTarget, transforms } from '../../transforms';
import { configName } from '../files/names';
import { isWorkTree } from '../files/worktree';
import type { RunResult } from '../run/result';
import { shownPath } from '../run/scan';
import type { Transform } from '../transform';
import { isAtLeast, parseVersion, type UpgradeRange, type Version, printVersion } from '../version';
import type { Options } from './options';

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

/** What of an upgrade is not checked: releases that are too old, or no upgrade at all. */
function* remarksOnRange({ from, to, pinnedBy }: UpgradeRange): Generator<string> {
  const [oldest] = knownReleases();
  const first = { ...from, minor: from.minor + 1, patch: undefined };
  if (oldest && first.minor < oldest.minor) {
    const last = { ...oldest, minor: oldest.minor - 1 };
    const releases = first.minor === last.minor ? [last] : [first, last];
    yield `changes of Istio ${releases.map(printVersion).join(' to ')} are not known: read the upgrade notes`;
  }
  if (pinnedBy && from.minor > to.minor)
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
