import type { Phase } from '../../finding';
import { grouped } from '../../grouped';
import type { RunResult } from '../../run/decide';
import { anyRelease, firstOf, isAtLeast, releaseOf, reaches, type UpgradeRange } from '../../version';
import type { TransformInfo } from '../problem';
import { canBeWritten } from '../summary';

/** When the changes of a transform are merged, where they do not say so themselves. */
type Timings = ReadonlyMap<string, Partial<Pick<TransformInfo, 'phase' | 'release'>>>;

/**
 * The end of a summary: how to go on. Once changes are written, no later run can tell when to merge them.
 *
 * @param isPart whether only some transforms ran, so that others may be due
 */
export function nextStep(result: RunResult, timings: Timings, isPart: boolean): string {
  const { mode, range, findings, faults, leftByChoice = 0 } = result;
  const due = dueIn(result, timings);
  const together = idsByRelease(due, 'with', range);
  const after = idsByRelease(due, 'after', range);
  const isOneHop = range.to.minor - range.from.minor <= 1;
  if (canBeWritten(result)) {
    const last = !isOneHop
      ? ', or release by release: see istio-migrate plan'
      : together.length + after.length > 0
        ? '; istio-migrate plan shows when to merge them'
        : '';
    // Whether the release that the files pin runs already, a gate cannot know.
    const early = mode === 'check' ? after.filter(([release]) => reaches({ to: range.from }, release)) : [];
    const waiting = early.map(([release, ids]) => {
      return ` Until Istio ${release} runs everywhere, leave out ${ids.join(', ')}: --skip ${ids.join(',')}.`;
    });
    return `Run with --write to make the changes${last}.${waiting.join('')}`;
  }
  if (mode !== 'write') return '';
  const isBroken =
    faults.length > 0 ||
    result.files.some(({ status }) => status === 'failed') ||
    findings.some(({ level }) => level === 'error');
  const pinned =
    due.length > 0 && !isPart && range.pinnedBy && range.from.minor < range.to.minor
      ? ['The versions that the files pin are not raised: istio-migrate plan lists them.']
      : [];
  if (!isOneHop) {
    if (due.every(({ phase }) => phase === 'any')) return pinned.join('');
    const release = releaseOf(range.to);
    const isDone = !isPart && !isBroken && leftByChoice === 0;
    return [
      ...(isDone ? [`The files are now for Istio ${release}.`] : []),
      'Istio itself is upgraded one release at a time, and some changes may be wrong for the releases between: see istio-migrate plan.',
      ...pinned,
    ].join(' ');
  }
  return [
    ...pinned,
    ...together.map(([release, ids]) => `Merge together with the upgrade to ${release}: ${ids.join(', ')}.`),
    ...after.map(([release, ids]) => `Merge once Istio ${release} runs everywhere: ${ids.join(', ')}.`),
  ].join(' ');
}

interface DueChange {
  readonly transform: string;
  readonly phase: Phase;
  readonly release: string;
}

function dueIn({ files }: RunResult, timings: Timings): DueChange[] {
  const changed = files.filter(({ status }) => status === 'changed');
  return changed.flatMap(({ rewrites }) =>
    rewrites.map(({ transform, ...own }) => {
      const { phase = 'any', release = anyRelease } = { ...timings.get(transform), ...own };
      return { transform, phase, release };
    }),
  );
}

/** What is merged in a phase of the upgrade, by its release: of one that runs already only what comes after it. */
function idsByRelease(
  due: readonly DueChange[],
  phase: Phase,
  { from, isFromKnown }: UpgradeRange,
): [release: string, ids: readonly string[]][] {
  if (!isFromKnown) return [];
  const own = due.filter((each) => {
    if (each.phase !== phase || each.release === anyRelease) return false;
    const first = firstOf(each.release);
    return phase === 'after' ? first.minor >= from.minor : !isAtLeast(from, first);
  });
  return [...grouped(own, ({ release }) => release)].map(([release, same]) => {
    return [release, [...new Set(same.map(({ transform }) => transform))].toSorted()];
  });
}
