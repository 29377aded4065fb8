import { migrateFiles, type MigrateOptions } from '../../src/api';
import type { Finding, Level } from '../../src/finding';
import type { ChartName } from '../../src/install/chart';
import { printVersion, releaseBefore } from '../../src/version';
import { transforms } from '../../transforms';
import { subjectTexts } from '../../transforms/shared/defaults/changed-defaults-about';
import { type ChangedDefault, changedDefaults } from '../../transforms/tables/defaults';
import { removedVariables, wrongNames } from '../../transforms/tables/environment';
import { changedValues } from '../../transforms/tables/values';
import type { Tree } from '../support/fixtures';
import { versionOf } from '../support/upgrade';
import {
  around,
  meant,
  neighbour,
  over,
  setIn,
  type Style,
  styles,
  type Value,
  valueAt,
  type Values,
  without,
} from './plain';
import { type ValuesCarrier, valuesCarriers } from './values-carriers';

/**
 * Every row of the tables about install values, in every carrier. What is right is worked out from the row alone: the
 * values that there have to be afterwards, as another parser reads them, or a finding at the very line.
 */
interface Cell {
  readonly row: string;
  readonly chart: ChartName;
  readonly release: string;
  readonly path: readonly string[];
  readonly value: Value;
  /** Undefined where the value has to stay, with a finding. */
  readonly becomes: ((values: Values) => Values) | undefined;
  /** Whether the change may be declined with a finding instead: not every carrier can hold what takes its place. */
  readonly mayBeDeclined?: boolean;
  /** What the values become where a parameter holds the value alone. */
  readonly alone?: (values: Values) => Values;
  /** What has to be reported at least. */
  readonly told?: Level | undefined;
  /** Other charts that go on reading the same place. */
  readonly staysFor?: readonly ChartName[] | undefined;
  /** What a finding about it has to name. */
  readonly names: string;
}

/** A value that is none of these. */
function other(than: readonly string[]): string {
  return ['true', 'false', '7'].find((each) => !than.includes(each)) ?? '';
}

const ofVariables = removedVariables.flatMap(
  ({ name, gone, usual, lost, successors = [], carriedInto }): Cell[] => {
    const path = ['pilot', 'env', name];
    const remove = (values: Values) => without(values, path);
    const cell = (value: string): Cell => {
      const base: Cell = {
        ...{ row: `${gone} ${name}=${value}`, chart: 'istiod', release: gone, path, names: name, value },
        becomes: remove,
      };
      const successor = successors.find(({ of }) => of === value);
      if (successor) {
        const to = 'path' in successor ? successor.path : ['pilot', 'env', successor.variable];
        const becomes = (values: Values) => setIn(remove(values), to, successor.value);
        return { ...base, mayBeDeclined: true, becomes };
      }
      if (lost === undefined || value === usual || lost.level === 'note') return base;
      return { ...base, told: lost.level, becomes: lost.level === 'error' ? undefined : remove };
    };
    const mattering = successors[0]?.of ?? other([usual]);
    // What is carried into other objects has tests of its own.
    return [cell(usual), ...(carriedInto === undefined ? [cell(mattering)] : [])];
  },
);

const ofWrongNames = wrongNames.map(({ name, release }): Cell => ({
  ...{ row: `${release} ${name}`, chart: 'istiod', release, path: ['pilot', 'env', name], value: 'true' },
  ...{ becomes: undefined, told: 'warning', names: name },
}));

const ofValues = changedValues.flatMap(({ charts, path, gone, becomes, lost, keptFor }) => {
  const remove = (values: Values) => without(values, path);
  const cell = (chart: ChartName, text: string): Cell => {
    const value = ['true', 'false'].includes(text) ? text === 'true' : text;
    const isLost = lost !== undefined && !lost.unless.includes(text);
    const base: Cell = {
      ...{ row: `${gone} ${path.join('.')}=${text} of ${chart}`, chart, release: gone, path, value },
      ...{
        staysFor: keptFor,
        names: path.at(-1) ?? '',
        told: isLost ? lost.level : undefined,
        becomes: remove,
      },
    };
    if (isLost && lost.level === 'error') return { ...base, becomes: undefined };
    const outcome = becomes?.(text) ?? { is: 'removed' };
    if (outcome.is === 'removed') return base;
    if (outcome.is === 'declined') return { ...base, becomes: undefined };
    const made =
      ((outcome.is === 'replaced' ? outcome.value : outcome.made?.(value)) as Value | undefined) ?? value;
    const to = outcome.path;
    const alone = outcome.is === 'moved' && outcome.alone;
    return {
      ...base,
      mayBeDeclined: true,
      becomes: (values) => setIn(remove(values), to, made),
      ...(alone && { alone: (values: Values) => setIn(remove(values), alone, value) }),
    };
  };
  const harmless = lost?.unless[0] ?? 'true';
  return charts.flatMap((chart) => [cell(chart, harmless), cell(chart, other(lost?.unless ?? [harmless]))]);
});

const cells = [...ofVariables, ...ofWrongNames, ...ofValues];

/** Why a cell is one that nobody has. */
function lackOf({ chart, path, staysFor }: Cell, carrier: ValuesCarrier): string | undefined {
  const { isOperator = false, isRewritten, holdsVariables = false } = carrier;
  if (isOperator && staysFor !== undefined) return 'istiod reads the same place of an operator';
  if (!isRewritten && path.length === 1) return 'one key alone is a word like any other';
  if (holdsVariables && path[1] !== 'env') return 'it holds the variables of istiod and nothing else';
  return carrier.lacks?.(chart);
}

/** The styles in which a cell is tried: each as it is usually written, and in one other style, which differs by carrier. */
function isTriedIn(style: Style, index: number, offset: number): boolean {
  return style === 'plain' || styles.indexOf(style) - 1 === (index + offset) % (styles.length - 1);
}

describe.each(
  Object.entries(valuesCarriers).map(([name, carrier], offset) => [name, carrier, offset] as const),
)('in %s', (_, carrier, offset) => {
  const own = cells.filter((cell) => lackOf(cell, carrier) === undefined);

  test.each(styles.filter((style) => carrier.styles?.includes(style) ?? true))(
    'every row is followed or reported: %s',
    (style) => {
      const tried = own.filter((_cell, index) => isTriedIn(style, index, offset));
      const releases = [...new Set(tried.map(({ release }) => release))];
      const wrong = releases.flatMap((release) =>
        problemsOf(
          tried.filter((cell) => cell.release === release),
          release,
          carrier,
          style,
        ),
      );
      expect(wrong).toEqual([]);
    },
  );

  // Scripts and modules are searched for names; a default that changes has none there.
  if (!carrier.isRewritten || carrier.isPatch === true || carrier.holdsVariables === true) return;
  const rows = changedDefaults.filter(({ reportedBy }) => reportedBy === undefined);

  test.each([...new Set(rows.map(({ release }) => release))])(
    'the defaults that %s changes are reported, and pinned where that is asked for',
    (release) => {
      const problems = rows
        .filter((row) => row.release === release)
        .flatMap((row) => problemsOfDefault(row, carrier).map((problem) => `${row.what}: ${problem}`));
      expect(problems).toEqual([]);
    },
  );
});

function problemsOfDefault(row: ChangedDefault, carrier: ValuesCarrier): string[] {
  const { release, subjects = [], pins } = row;
  const [{ chart } = { chart: 'istiod' as const }] = pins;
  if (carrier.lacks?.(chart) !== undefined) return [];
  const values = over(setIn({}, [...prefixOf(chart, carrier), neighbour], 'here'), { revision: 'main' });
  const tree: Tree = {
    ...Object.fromEntries(subjects.map((name) => [`subjects/${name}.yaml`, subjectTexts[name]])),
    ...carrier.tree(chart, values, 'plain'),
  };
  const reported = migrated(tree, release, [`defaults-${release}`], {});
  const isTold = reported.findings.some(({ message }) =>
    message.startsWith(`with Istio ${release}, ${row.message}`),
  );
  if (!isTold) return ['silent'];
  if (Object.keys(tree).some((path) => reported.after[path] !== tree[path])) return ['written unasked'];
  const pinned = migrated(tree, release, [`defaults-${release}`], { pinDefaults: true });
  // A carrier that cannot hold the pin says so.
  if (pinned.findings.some(({ path }) => path in tree && !path.startsWith('subjects/'))) return [];
  const read = carrier.read(pinned.after[carrier.path] ?? '', chart);
  return pins
    .filter(({ path, value }) =>
      [path, path.slice(1)].every((keys) => !isSame(valueAt(read, keys), value as Value)),
    )
    .map(({ path }) => `${path.join('.')} is not there`);
}

function isSame(one: Value | undefined, another: Value): boolean {
  return one !== undefined && JSON.stringify(meant(one)) === JSON.stringify(meant(another));
}

const idsOf = (release: string): string[] =>
  transforms
    .filter((each) => each.release === release && /^(?:unused-)?values-|variables-/.test(each.id))
    .map(({ id }) => id);

function migrated(tree: Tree, release: string, only: readonly string[], options: MigrateOptions) {
  const { changed, findings } = migrateFiles(tree, {
    only,
    from: printVersion(releaseBefore(versionOf(release))),
    to: release,
    ...options,
  });
  const after: Tree = {
    ...tree,
    ...Object.fromEntries([...changed].map(([path, { text }]) => [path, text])),
  };
  return { after, findings };
}

/** An operator's values hold those of all charts. */
function prefixOf(chart: ChartName, { isOperator }: ValuesCarrier): string[] {
  return isOperator === true && chart === 'ztunnel' ? ['ztunnel'] : [];
}

/** A tree among others: in a folder of its own, with names of its own. */
function placed(tree: Tree, index: number): Tree {
  const mesh = `mesh${String(index)}`;
  return Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [
      `cell${String(index)}/${path.replaceAll(/\bmesh\b/g, mesh)}`,
      text.replaceAll(/\bmesh\b/g, mesh).replaceAll('$values/', `$values/cell${String(index)}/`),
    ]),
  );
}

interface Placed {
  readonly cell: Cell;
  readonly tree: Tree;
  /** The file that holds the values. */
  readonly path: string;
}

/** What is wrong with the cells of one release: they lie in one tree, each in a folder of its own. */
function problemsOf(cells: readonly Cell[], release: string, carrier: ValuesCarrier, style: Style): string[] {
  const all = cells.map((cell, index): Placed => {
    const { chart, value } = cell;
    const values = { ...around([...prefixOf(chart, carrier), ...cell.path], value), revision: 'main' };
    const tree = placed(inStyle(carrier.tree(chart, values, style), style), index);
    return { cell, tree, path: Object.keys(placed({ [carrier.path]: '' }, index))[0] ?? '' };
  });
  const tree = Object.assign({}, ...all.map((each) => each.tree)) as Tree;
  const { after, findings } = migrated(tree, release, idsOf(release), {});
  const isSameTree = Object.entries(tree).every(([path, text]) => after[path] === text);
  const again = isSameTree ? after : migrated(after, release, idsOf(release), {}).after;
  return all.flatMap((each) => {
    const problem = problemOf(each, carrier, after, again, findings);
    return problem === undefined ? [] : [`${each.cell.row}: ${problem}`];
  });
}

function inStyle(tree: Tree, style: Style): Tree {
  if (style !== 'CRLF') return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
  );
}

function problemOf(
  { cell, tree, path }: Placed,
  carrier: ValuesCarrier,
  after: Tree,
  again: Tree,
  findings: readonly Finding[],
): string | undefined {
  const { chart, becomes, mayBeDeclined = false } = cell;
  const [before, text] = [tree[path] ?? '', after[path] ?? ''];
  for (const each of Object.keys(tree)) {
    if (again[each] !== after[each]) return 'a second run changes more';
    if (each !== path && after[each] !== tree[each]) return `changes ${each}`;
  }
  const said = isTold(findings, cell, path, text) ? 'reported' : 'silent';
  if (text === before) {
    if (becomes && carrier.isRewritten && !mayBeDeclined) return `not rewritten, and ${said}`;
    return said === 'silent' ? said : undefined;
  }
  if (!becomes) return 'rewritten, but has to stay';
  if (cell.told !== undefined && said === 'silent') return 'rewritten, but what is lost is not reported';
  if (strayLine(before, text) !== undefined) return `also changes the line: ${strayLine(before, text) ?? ''}`;
  const had = carrier.read(before, chart);
  const [prefix] = prefixOf(chart, carrier);
  const wanted = [becomes, ...(cell.alone ? [cell.alone] : [])].map((change) =>
    prefix === undefined ? change(had) : { ...had, [prefix]: change(valueAt(had, [prefix]) as Values) },
  );
  const has = carrier.read(text, chart);
  return wanted.some((each) => isSame(has, each)) ? undefined : `other values: ${JSON.stringify(has)}`;
}

/** Whether a finding names the thing: at its line, or where its line was. */
function isTold(findings: readonly Finding[], cell: Cell, path: string, text: string): boolean {
  const { names, told, mayBeDeclined = false } = cell;
  const lines = text.split('\n').flatMap((line, index) => (line.includes(names) ? [index + 1] : []));
  return findings.some(
    ({ path: at, message, line, level }) =>
      at === path &&
      (mayBeDeclined || message.includes(names)) &&
      (lines.length === 0 || lines.includes(line)) &&
      (told === undefined || told === level || level !== 'note'),
  );
}

/** A line about a neighbour that is no longer there, whatever separates it from others. */
function strayLine(before: string, after: string): string | undefined {
  const bare = (line: string) => line.replaceAll(/^[\s-]+|,?\s*$/g, '');
  const kept = after.split('\n').map(bare);
  return before
    .split('\n')
    .map(bare)
    .find((line) => /stays|here|Of the neighbour|more/.test(line) && !kept.includes(line));
}
