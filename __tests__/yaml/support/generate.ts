import fc, { type Arbitrary } from 'fast-check';

/** A document as it is to be printed: data, and how each part of it is written. */
export type Drawn = DrawnLeaf | DrawnBranch | DrawnAlias;

export interface DrawnLeaf {
  readonly kind: 'leaf';
  readonly value: string | number | boolean | null;
  readonly style: LeafStyle;
  readonly props: Props;
}

export type LeafStyle =
  | 'plain'
  | 'single'
  | 'double'
  | 'broken'
  | 'literal'
  | 'literal-'
  | 'literal+'
  | 'literal-indent'
  | 'folded';

export interface DrawnBranch {
  readonly kind: 'map' | 'seq';
  readonly layout: 'block' | 'flow' | 'padded' | 'pretty' | 'wrapped' | 'json';
  readonly children: readonly DrawnChild[];
  readonly trailingComma: boolean;
  readonly ownLine: boolean;
  readonly props: Props;
}

export interface DrawnAlias {
  readonly kind: 'alias';
  /** Which of the anchors before it; counted round. */
  readonly number: number;
}

interface Props {
  readonly anchor: boolean;
  readonly tag: boolean;
}

export interface DrawnChild {
  readonly key: string;
  readonly keyStyle: 'plain' | 'single' | 'double' | 'explicit';
  readonly value: Drawn;
  readonly blankAbove: boolean;
  readonly above: number;
  readonly trailing: boolean;
  readonly deepBelow: boolean;
}

/** What holds for a whole document or file. */
export interface Form {
  readonly step: number;
  readonly dashOffset: number;
  readonly dashWidth: number;
  readonly crlf: boolean;
  readonly bom: boolean;
  readonly finalNewline: boolean;
  readonly start: '' | '---' | '--- # start' | '%YAML';
  readonly end: '' | '...';
}

const words = fc.constantFrom('alpha', 'beta', 'x-1', 'a/b', 'inference.k8s.io', 'v1alpha2');
const oddTexts = fc.constantFrom(
  '',
  'true',
  '9002',
  'no',
  '1.5',
  'a: b',
  '# c',
  "it's",
  '{x}',
  '- y',
  'ü',
  'a, b',
  '~',
);
const texts = fc.oneof({ weight: 4, arbitrary: words }, oddTexts, fc.constant('two words and more'));
const keys = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('name', 'port', 'spec', 'kind', 'selector', 'app', 'x', 'y', 'zz'),
  },
  fc.constantFrom('a.b/c', '8080', 'no', 'a: b', 'with space', "it's", '#x', ''),
);

const props: Arbitrary<Props> = fc.record({
  anchor: fc.integer({ min: 0, max: 7 }).map((n) => n === 7),
  tag: fc.integer({ min: 0, max: 15 }).map((n) => n === 15),
});

const leafStyle = fc.oneof(
  { weight: 5, arbitrary: fc.constant<LeafStyle>('plain') },
  fc.constantFrom<LeafStyle>('single', 'double', 'broken'),
  fc.constantFrom<LeafStyle>('literal', 'literal-', 'literal+', 'literal-indent', 'folded'),
);

const leaf: Arbitrary<DrawnLeaf> = fc.record({
  kind: fc.constant('leaf' as const),
  value: fc.oneof({ weight: 3, arbitrary: texts }, fc.constantFrom(0, 1, 8080, -3, 1.5, true, false, null)),
  style: leafStyle,
  props,
});

const alias: Arbitrary<DrawnAlias> = fc.record({ kind: fc.constant('alias' as const), number: fc.nat(5) });

const branchLayout = (json: boolean): Arbitrary<DrawnBranch['layout']> =>
  json
    ? fc.constantFrom('json', 'pretty')
    : fc.oneof(
        { weight: 6, arbitrary: fc.constant('block' as const) },
        fc.constantFrom('flow', 'padded', 'pretty', 'wrapped'),
      );

function child(value: Arbitrary<Drawn>, json: boolean): Arbitrary<DrawnChild> {
  const rarely = fc.integer({ min: 0, max: 5 }).map((n) => n === 5 && !json);
  const above = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2 }));
  return fc.record({
    key: keys,
    keyStyle: json
      ? fc.constant('double')
      : fc.oneof(
          { weight: 9, arbitrary: fc.constant('plain' as const) },
          fc.constantFrom('single', 'double'),
          fc.constantFrom('single', 'double', 'explicit', 'plain', 'plain'),
        ),
    value,
    blankAbove: rarely,
    above: json ? fc.constant(0) : above,
    trailing: rarely,
    deepBelow: rarely,
  });
}

function drawn(json: boolean): Arbitrary<DrawnBranch> {
  const jsonLeaf = leaf.map((one): DrawnLeaf => {
    const noProps = { anchor: false, tag: false };
    return { ...one, props: noProps, style: typeof one.value === 'string' ? 'double' : 'plain' };
  });
  return fc.letrec<{ node: Drawn; branch: DrawnBranch }>((tie) => ({
    node: json
      ? fc.oneof({ depthSize: 'small' }, jsonLeaf, tie('branch'))
      : fc.oneof(
          { depthSize: 'small' },
          { weight: 5, arbitrary: leaf },
          { weight: 1, arbitrary: alias },
          { weight: 5, arbitrary: tie('branch') },
        ),
    branch: fc.record({
      kind: fc.constantFrom('map', 'map', 'seq'),
      layout: branchLayout(json),
      children: fc.array(child(tie('node'), json), { maxLength: 4 }),
      trailingComma: json ? fc.constant(false) : fc.integer({ min: 0, max: 3 }).map((n) => n === 3),
      ownLine: json ? fc.constant(false) : fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
      props: json ? fc.constant({ anchor: false, tag: false }) : props,
    }),
  })).branch;
}

/** A document's root: a mapping or a list, in any style, or all of it in JSON. */
export const documents: Arbitrary<DrawnBranch> = fc.oneof(
  { weight: 4, arbitrary: drawn(false) },
  { weight: 1, arbitrary: drawn(true) },
);

export const forms: Arbitrary<Form> = fc.record({
  step: fc.constantFrom(2, 2, 4, 3, 1, 7),
  dashOffset: fc.constantFrom(0, 2, 4, 1),
  dashWidth: fc.constantFrom(2, 2, 2, 4),
  crlf: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
  bom: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  finalNewline: fc.integer({ min: 0, max: 4 }).map((n) => n !== 4),
  start: fc.constantFrom('', '', '---', '--- # start', '%YAML'),
  end: fc.constantFrom('', '', '', '...'),
});
