import { inTurn, warmUp } from '../measure/rounds';
import { peerNames, peersOn } from '../peers/peers';
import { memory, type Section, type Target, time, times } from '../section';
import { dryRun, searchedWords } from '../tool';
import type { Context } from './context';

/** The tool beside commands that people know. */
export async function peers({ options, runner, root, tree: treeOf, nameOf }: Context): Promise<Section> {
  const tree = treeOf(options.files);
  const all = peersOn(tree, searchedWords(), root);
  const present = all.flatMap((peer) => ('command' in peer && (options.slow || !peer.isSlow) ? [peer] : []));
  const entrants = [
    ...options.tools.map((tool) => ({ command: dryRun(tree, tool, nameOf(tool)), rounds: options.rounds })),
    ...present.map(({ command, isSlow }) => ({ command, rounds: isSlow ? 1 : options.rounds })),
  ];
  const timings = await inTurn(entrants, runner);
  const own = timings[0]?.median ?? NaN;
  const peaks = new Map<string, number | undefined>();
  for (const { command } of entrants) {
    const isToBeRun = command.program === process.execPath && command.tellsPeak !== true;
    if (isToBeRun) peaks.set(command.name, await runner.peak(command));
  }
  const medianOf = (name: string) => timings.find((timing) => timing.name === name)?.median;
  return {
    title: `Beside others: ${tree.files} files, ${(tree.bytes / 1e6).toFixed(0)} MB`,
    how: [
      `A dry run over the whole tree, as a user starts it; ${tree.due.length} files are due, and each run's diff is checked to hold exactly those.`,
      `In turn, with warm caches; ${warmUp(options.rounds)}${options.slow ? ', and one run of the slow peers (prettier, the plain script)' : '; the slow peers (prettier, the plain script) left out'}. Output goes to files. Processor: the mean time of all processors, which other work on the machine changes less.`,
      `${options.git ? 'The tree is a git work tree' : 'The tree is no git work tree'}; rg searches all its files for the ${searchedWords().length} words that the tool searches for, and so does the bare walk (fast-glob, readFileSync, one regular expression).`,
      `The plain script parses, changes and prints with the yaml package what is YAML, and prettier checks it: neither reads templates.`,
      ...all.flatMap((peer) => ('missing' in peer ? [`Left out: ${peer.name} is ${peer.missing}`] : [])),
    ],
    head: ['command', 'median', 'minimum', 'processor', 'runs', 'to the tool', 'peak memory', 'files found'],
    rows: timings.map(({ name, median, minimum, busy, runs, peak, found }) => [
      name,
      time(median),
      time(minimum),
      time(busy),
      String(runs),
      times(median / own),
      memory(peak ?? peaks.get(name)),
      found === undefined ? '–' : String(found),
    ]),
    targets: targets(own, medianOf),
  };
}

function targets(own: number, medianOf: (name: string) => number | undefined): Target[] {
  const ratioTo = (name: string, limit: number, isFaster: boolean): Target[] => {
    const peer = medianOf(name);
    if (peer === undefined) return [];
    const [ratio, goal] = isFaster
      ? [peer / own, `≥ ${limit} × faster than ${name}`]
      : [own / peer, `≤ ${limit} × ${name}`];
    return [{ goal, measured: times(ratio), isMet: isFaster ? ratio >= limit : ratio <= limit }];
  };
  return [
    ...ratioTo(peerNames.astGrep, 0.35, false),
    ...ratioTo(peerNames.bareWalk, 3.5, false),
    ...ratioTo(peerNames.plainScript, 25, true),
  ];
}
