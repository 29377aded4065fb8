import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import { removedVariables } from '../../transforms/tables/environment';
import { changedValues } from '../../transforms/tables/values';
import { type StackCarrier, stackCarriers } from '../support/oracle/stacks';
import { runs } from '../support/seed';

/**
 * Layers of values, with keys drawn from the tables: what they give together after the run is what they gave before,
 * moved as the rows say, or it is left and reported. The merge is Helm's, written here once more, and what becomes of a
 * value comes from the facts of its row alone.
 */
type Data = string | null | { readonly [key: string]: Data };
type Values = { readonly [key: string]: Data };
type Path = readonly string[];

const isMap = (data: Data | undefined): data is Values => typeof data === 'object' && data !== null;

/** Helm's way to lay one map of values over another: maps are merged, all else replaces. */
function over(below: Values, above: Values): Values {
  const merged: Record<string, Data> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isMap(value) && isMap(under) ? over(under, value) : value;
  }
  return merged;
}

/** Without what null takes away, and maps that hold nothing. */
function settled(values: Values): Values {
  const kept = Object.entries(values).flatMap(([key, value]): [string, Data][] => {
    const own = isMap(value) ? settled(value) : value;
    return own === null || (isMap(own) && Object.keys(own).length === 0) ? [] : [[key, own]];
  });
  return Object.fromEntries(kept);
}

const effective = (layers: readonly Values[]): Values => settled(layers.reduce(over, {}));

function at(values: Values, path: Path): Data | undefined {
  return path.reduce<Data | undefined>((data, key) => (isMap(data) ? data[key] : undefined), values);
}

function put(values: Values, [key = '', ...rest]: Path, data: Data): Values {
  const below = values[key];
  return { ...values, [key]: rest.length === 0 ? data : put(isMap(below) ? below : {}, rest, data) };
}

/** A place that a release no longer reads, and what becomes of a value there. */
interface Row {
  readonly path: Path;
  readonly id: string;
  readonly targets: readonly Path[];
  readonly values: readonly string[];
  /** `left`: it has to stay, since somebody has to act. */
  readonly fate: (
    text: string,
  ) => { readonly path: Path; readonly data: Data; readonly wins: boolean } | 'removed' | 'left';
}

const ofCharts = (chart: 'istiod' | 'cni'): Row[] =>
  changedValues
    .filter(({ charts, keptFor }) => charts.includes(chart) && keptFor === undefined)
    .map(({ path, gone, kind, lost, becomes }): Row => {
      const outcomes = ['true', 'false', 'other'].flatMap((text) => becomes?.(text) ?? []);
      return {
        path,
        id: `${kind === 'required' ? 'values' : 'unused-values'}-${gone}`,
        targets: outcomes.flatMap((outcome) => ('path' in outcome ? [outcome.path] : [])),
        values: ['true', 'false', 'default', 'other', ...(lost?.unless ?? [])],
        fate(text) {
          if (lost?.level === 'error' && !lost.unless.includes(text)) return 'left';
          const outcome = becomes?.(text) ?? { is: 'removed' };
          if (outcome.is === 'declined') return 'left';
          if (outcome.is === 'removed') return 'removed';
          const data = outcome.is === 'replaced' ? outcome.value : (outcome.made?.(text) ?? text);
          return { path: outcome.path, data: data as Data, wins: outcome.is === 'moved' };
        },
      };
    });

const variables = removedVariables
  .filter(({ carriedInto }) => carriedInto === undefined)
  .map(({ name, gone, usual, lost, successors = [] }): Row => {
    const targetOf = (each: (typeof successors)[number]): Path =>
      'path' in each ? each.path : ['pilot', 'env', each.variable];
    return {
      path: ['pilot', 'env', name],
      id: `variables-${gone}`,
      targets: successors.map(targetOf),
      values: ['true', 'false', usual, ...successors.map(({ of }) => of)],
      fate(text) {
        const successor = successors.find(({ of }) => of === text);
        if (successor) return { path: targetOf(successor), data: successor.value, wins: false };
        return lost?.level === 'error' && text !== usual ? 'left' : 'removed';
      },
    };
  });

/** What is drawn: mostly values that go somewhere else, which most rows do not. */
const rowsOf = (chart: 'istiod' | 'cni') => {
  const rows = [...ofCharts(chart), ...(chart === 'istiod' ? variables : [])];
  const moving = rows.filter(({ targets }) => targets.length > 0);
  const others = rows.filter((row) => !moving.includes(row) && row.values[0] !== '');
  const some = [fc.constantFrom(...others), ...(moving.length > 0 ? [fc.constantFrom(...moving)] : [])];
  return fc.uniqueArray(fc.oneof(...some), { minLength: 1, maxLength: 3 });
};

const layerOf = (rows: readonly Row[]): fc.Arbitrary<Values> => {
  const settings = rows.flatMap(({ path, values, targets }) => {
    const parents = path.slice(0, -1).map((_, index) => path.slice(0, index + 1));
    const rarely = (all: readonly Path[], data: fc.Arbitrary<Data | undefined>) =>
      all.map((each) => data.map((value) => [each, value] as const));
    return [
      fc
        .option(fc.oneof({ weight: 6, arbitrary: fc.constantFrom<Data>(...values) }, fc.constant(null)), {
          nil: undefined,
          freq: 2,
        })
        .map((value) => [path, value] as const),
      ...rarely(
        targets,
        fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, fc.constantFrom('true', 'other')),
      ),
      ...rarely(parents, fc.oneof({ weight: 25, arbitrary: fc.constant(undefined) }, fc.constant(null))),
    ];
  });
  return fc.tuple(...settings).map((drawn) =>
    drawn
      .filter((each): each is readonly [Path, Data] => each[1] !== undefined)
      .toSorted(([one], [other]) => one.length - other.length)
      .reduce<Values>((values, [path, data]) => put(values, path, data), { kept: 'here' }),
  );
};

/** The values of a file, as texts. */
function read(text: string): Values {
  const textually = (data: unknown): Data => {
    if (data === null || data === undefined) return null;
    if (typeof data === 'string') return data;
    if (typeof data !== 'object') return JSON.stringify(data);
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, textually(value)]));
  };
  const values = textually(parse(text));
  const own = Object.entries(isMap(values) ? values : {}).filter(([key]) => key !== other);
  return Object.fromEntries(own);
}

/** What the layers should say together, where the rows that they do not say any more were carried out. */
function migrated(rows: readonly Row[], before: Values, together: Values): Values {
  return rows.reduce((values, { path, fate }) => {
    const data = at(values, path);
    if (data === undefined || at(together, path) !== undefined) return values;
    const outcome = isMap(data) || data === null ? 'left' : fate(data);
    if (outcome === 'left') throw new Error(`${path.join('.')} had to stay`);
    const without = settled(put(values, path, null));
    if (outcome === 'removed') return without;
    const known = at(without, outcome.path);
    if (known === undefined) return settled(put(without, outcome.path, outcome.data));
    if (outcome.wins && JSON.stringify(known) !== JSON.stringify(outcome.data))
      throw new Error(`${outcome.path.join('.')} is set to something else`);
    return without;
  }, before);
}

/** A parameter sets one of two fields, of which the chart has the other one by default. */
function withDefault(values: Values): Values {
  const path = ['cni', 'updateStrategy'];
  const strategy = at(values, path);
  return isMap(strategy) ? put(values, path, { type: 'RollingUpdate', ...strategy }) : values;
}

const all = [...ofCharts('istiod'), ...ofCharts('cni'), ...variables];
const ids = new Set(all.map(({ id }) => id));
const only = transforms.map(({ id }) => id).filter((id) => ids.has(id));

const casesOf = ({ chart: only, most = 4 }: StackCarrier) =>
  fc.constantFrom(...(only ? [only] : (['istiod', 'istiod', 'cni'] as const))).chain((chart) =>
    rowsOf(chart).chain((rows) =>
      fc.record({
        chart: fc.constant(chart),
        drawn: fc.constant(rows.map(({ path }) => path.join('.'))),
        layers: fc.array(layerOf(rows), { minLength: 2, maxLength: most }),
        style: fc.constantFrom('block', 'flow', 'json', 'block', 'anchor', 'alias'),
      }),
    ),
  );

/** A key of what another chart takes, in the same file. */
const other = 'other';

const printed = (values: Values, style: string): string => {
  if (style === 'json') return `${JSON.stringify(values, undefined, 2)}\n`;
  if (style === 'block' || style === 'flow') return stringify(values, { collectionStyle: style });
  const shared = Object.keys(values).find((key) => isMap(values[key]));
  const more = shared === undefined ? {} : { [other]: { [shared]: values[shared] } };
  return stringify(style === 'anchor' ? { ...values, ...more } : { ...more, ...values });
};

test.each(Object.entries(stackCarriers))(
  '%s: the layers say together what they said, moved as the rows say',
  (_, carrier) => {
    fc.assert(
      fc.property(casesOf(carrier), ({ chart, drawn, layers, style }) => {
        // As the tables list them, oldest release first.
        const rows = all.filter(({ path }) => drawn.includes(path.join('.')));
        const tree = carrier.tree(
          chart,
          layers.map((values) => printed(values, style)),
        );
        const options = { from: '1.19', to: '1.31', only };
        const { changed, findings } = migrateFiles(tree, options);
        const after = Object.fromEntries(
          Object.entries(tree).map(([path, text]) => [path, changed.get(path)?.text ?? text]),
        );
        const saidIn = (files: typeof tree) =>
          layers.map((__, index) => read(carrier.layer(files, index, layers.length)));
        const said = saidIn(after);
        const together = effective(said);
        expect(withDefault(together)).toEqual(withDefault(migrated(rows, effective(saidIn(tree)), together)));
        expect([...migrateFiles(after, options).changed.keys()]).toEqual([]);
        for (const { path, id } of rows) {
          const isLeft = said.some((layer) => at(layer, path) !== undefined);
          const key = path.at(-1) ?? '';
          const lineOf = (file: string, line: number) => after[file]?.split('\n')[line - 1] ?? '';
          const isTold = findings.some(
            (found) =>
              found.transform === id ||
              // What several transforms say of one anchor is reported once.
              found.message.includes('anchor &') ||
              found.message.includes(key) ||
              lineOf(found.path, found.line).includes(key),
          );
          if (isLeft) expect({ path, isTold }).toEqual({ path, isTold: true });
        }
      }),
      runs(25),
    );
  },
);
