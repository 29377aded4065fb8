import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Section, time } from '../section';
import { dryRun } from '../tool';
import type { Context } from './context';

/** The part of a profile, as V8 writes it, that is read here. */
interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

const shown = 25;

/** Where the processor's time goes in a dry run; not part of a whole run. */
export async function profile({ options, runner, root, folder, tree: treeOf }: Context): Promise<Section> {
  const tree = treeOf(options.files);
  const profiles = join(folder, 'profiles');
  mkdirSync(profiles);
  const [tool = ''] = options.tools;
  const command = dryRun(tree, tool, 'istio-migrate');
  await runner.run({ ...command, words: ['--cpu-prof', '--cpu-prof-dir', profiles, ...command.words] });
  const spent = { place: new Map<string, number>(), function: new Map<string, number>() };
  for (const name of readdirSync(profiles)) {
    const read = JSON.parse(readFileSync(join(profiles, name), 'utf8')) as Profile;
    addTo(spent, read, root);
  }
  const total = [...spent.place.values()].reduce((sum, seconds) => sum + seconds, 0);
  const rows = (what: string, seconds: ReadonlyMap<string, number>) =>
    [...seconds]
      .sort(([, a], [, b]) => b - a)
      .slice(0, shown)
      .map(([name, own]) => [what, name, time(own), `${((100 * own) / total).toFixed(1)} %`]);
  return {
    title: `Where the time goes: ${tree.files} files`,
    how: [
      `One dry run with node --cpu-prof, ${time(total)} of samples without idle time.`,
      'A place is the nearest file of the project on the stack (what it calls in packages and Node counts as its own), or what runs without one; a function counts what is spent in itself.',
    ],
    head: ['by', 'name', 'self time', 'share'],
    rows: [...rows('place', spent.place), ...rows('function', spent.function)],
    targets: [],
  };
}

function addTo(
  spent: { readonly place: Map<string, number>; readonly function: Map<string, number> },
  { nodes, samples, timeDeltas }: Profile,
  root: string,
): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const places = new Map<number, string>();
  const placeOf = (node: ProfileNode): string => {
    const known = places.get(node.id);
    if (known !== undefined) return known;
    const parent = byId.get(parents.get(node.id) ?? NaN);
    const file = fileOf(node, root);
    const isOwn = file.startsWith('dist/');
    const above = parent && !isOwn ? placeOf(parent) : '';
    const place = isOwn ? file : above.startsWith('dist/') ? above : nameOf(node, root);
    places.set(node.id, place);
    return place;
  };
  for (const [index, id] of samples.entries()) {
    const node = byId.get(id);
    if (!node || node.callFrame.functionName === '(idle)') continue;
    const seconds = (timeDeltas[index] ?? 0) / 1e6;
    add(spent.place, placeOf(node), seconds);
    add(spent.function, nameOf(node, root), seconds);
  }
}

function nameOf(node: ProfileNode, root: string): string {
  const { functionName, lineNumber } = node.callFrame;
  const file = fileOf(node, root);
  return `${functionName === '' ? '(no name)' : functionName}${file === '' ? '' : ` ${file}:${lineNumber + 1}`}`;
}

function fileOf({ callFrame: { url } }: ProfileNode, root: string): string {
  return url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
}

function add(sums: Map<string, number>, name: string, seconds: number): void {
  sums.set(name, (sums.get(name) ?? 0) + seconds);
}
