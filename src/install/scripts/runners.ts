import {
  asMapping,
  entriesOf,
  isParseProblem,
  itemsOf,
  type Mapping,
  maskTemplate,
  type Node,
  parseDocument,
  stringOf,
  valueAt,
} from '../../yaml';

/** What a workflow, pipeline or task file says around a command: names by the command's own step first. */
export interface Surroundings {
  readonly names: ReadonlyMap<string, string>;
  readonly folder: string | undefined;
  /** What a matrix gives each of its runs. */
  readonly runs: readonly ReadonlyMap<string, string>[];
  /** Where the text of the command's shell begins. */
  readonly start: number;
}

const environments = ['env', 'environment', 'variables', 'vars'];
const folders = ['working-directory', 'workingDirectory', 'working_directory', 'workdir', 'dir'];
const runsAtMost = 64;

/** The file as YAML, if it is some that runs commands. A shell script may hold such a file, but is none. */
export function runnerIn(text: string): Node | undefined {
  if (/^#!.*sh\b/.test(text)) return undefined;
  if (!/^[ \t-]*(?:"?(?:run|script|cmds?|commands?|bash|steps|tasks|shell)"?):/m.test(text)) return undefined;
  const whole = { start: 0, end: text.length };
  const plain = parseDocument(text, whole);
  const parsed = isParseProblem(plain) ? parseDocument(text, whole, maskTemplate(text)) : plain;
  return isParseProblem(parsed) ? undefined : parsed.root;
}

export function surroundingsOf(root: Node | undefined, offset: number): Surroundings {
  const holders: Mapping[] = [];
  let at = root;
  let start = 0;
  while (at) {
    const map = asMapping(at);
    if (map) holders.push(map);
    start = at.content.start;
    const parts = map ? map.entries : at.kind === 'sequence' ? at.items : [];
    at = parts.find(({ range }) => range.start <= offset && offset < range.end)?.value;
  }
  const innerFirst = holders.toReversed();
  const [folder] = innerFirst
    .flatMap((holder) => [
      ...folders.map((key) => valueAt(holder, key)),
      valueAt(holder, 'defaults', 'run', 'working-directory'),
    ])
    .flatMap((each) => stringOf(each) ?? []);
  return {
    names: new Map(holders.flatMap((holder) => environments.flatMap((key) => pairsIn(valueAt(holder, key))))),
    folder,
    runs: innerFirst.flatMap((holder) => runsOf(holder)).slice(0, runsAtMost),
    start,
  };
}

/** A map of names, or a list of `{name, value}`. */
function pairsIn(node: Node | undefined): (readonly [string, string])[] {
  const named = [
    ...entriesOf(node).map(({ name, value }) => [name, value] as const),
    ...itemsOf(node).map(({ value }) => [stringOf(valueAt(value, 'name')), valueAt(value, 'value')] as const),
  ];
  return named.flatMap(([name, value]) => {
    const text = stringOf(value) ?? stringOf(valueAt(value, 'value'));
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  });
}

type Run = ReadonlyMap<string, string>;

/** The runs of a matrix, as GitHub, GitLab and Azure have it. */
function runsOf(holder: Mapping): Run[] {
  const lists = itemsOf(valueAt(holder, 'parallel', 'matrix')).map(({ value }) => value);
  if (lists.length > 0) return lists.flatMap((each) => productOf(each, ''));
  const matrix = valueAt(holder, 'strategy', 'matrix');
  const legs = entriesOf(matrix).flatMap(({ value }) => (asMapping(value) ? new Map(pairsIn(value)) : []));
  if (legs.length > 0) return legs;
  const axes = productOf(matrix, 'matrix.').filter((run) => run.size > 0);
  const included = itemsOf(valueAt(matrix, 'include')).map(
    ({ value }): Run => new Map(pairsIn(value).map(([name, text]) => [`matrix.${name}`, text] as const)),
  );
  // It adds to the runs whose values it does not change, and is a run of its own where there are none.
  const isOf = (run: Run, more: Run) => [...more].every(([name, text]) => (run.get(name) ?? text) === text);
  return [
    ...axes.map(
      (run) => new Map([run, ...included.filter((more) => isOf(run, more))].flatMap((each) => [...each])),
    ),
    ...included.filter((more) => !axes.some((run) => isOf(run, more))),
  ];
}

function productOf(axes: Node | undefined, prefix: string): Run[] {
  return entriesOf(axes).reduce<Run[]>(
    (runs, { name = '', value }) => {
      const one = stringOf(value);
      const values = one === undefined ? itemsOf(value).map((item) => item.value) : [value];
      if (/^(?:include|exclude)$/.test(name) || values.length === 0) return runs;
      const given = values.map((each) => namesOf(prefix + name, each));
      return runs.flatMap((run) => given.map((more) => new Map([...run, ...more]))).slice(0, runsAtMost);
    },
    [new Map()],
  );
}

/** What a value of an axis is called: itself, and each key of a map. */
function namesOf(name: string, node: Node): (readonly [string, string])[] {
  const text = stringOf(node);
  if (text !== undefined) return [[name, text]];
  return pairsIn(asMapping(node)).map(([key, inner]) => [`${name}.${key}`, inner] as const);
}
