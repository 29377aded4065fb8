import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';
import { fields, maybe, one } from '../support/oracle/arbitrary';
import { countOf, type Data, type Fields, fieldsOf } from '../support/oracle/data';
import { merged, patched } from '../support/oracle/json-patch';
import { judgePool } from '../support/oracle/pool';
import { count, runs } from '../support/seed';

const port = one(1, 8000, 9002, 9003);
const kind = one('Service', 'Deployment');
const picker = fields({ name: one('a', 'b'), kind: maybe(kind), portNumber: maybe(port) });
const base: fc.Arbitrary<Fields> = fields({
  apiVersion: one('inference.networking.x-k8s.io/v1alpha2'),
  kind: one('InferencePool'),
  metadata: one({ name: 'chat', labels: { port: 1 } }),
  spec: fields({
    selector: maybe(one({ app: 'chat' }), 9),
    targetPortNumber: maybe(port, 5),
    extensionRef: maybe(picker, 3),
  }),
});

const operation = (path: string, value: fc.Arbitrary<Data>): fc.Arbitrary<Fields> =>
  fc.oneof(
    fields({ op: one('add', 'replace'), path: one(path), value }),
    fields({ op: one('remove'), path: one(path) }),
  );
const transfer = fc
  .tuple(
    fc.constantFrom('copy', 'move'),
    fc.constantFrom('/spec/targetPortNumber', '/spec/extensionRef/portNumber', '/metadata/labels/port'),
    fc.constantFrom('/spec/targetPortNumber', '/spec/extensionRef/portNumber', '/metadata/labels/port'),
  )
  .map(([op, from, path]): Fields => ({ op, from, path }));
const operations = fc.array(
  fc.oneof(
    operation('/spec/targetPortNumber', port),
    operation('/spec/extensionRef/portNumber', port),
    operation('/spec/extensionRef/kind', kind),
    operation('/spec/extensionRef/name', one('c')),
    operation('/spec/extensionRef', picker),
    operation('/spec/selector/tier', one('gpu')),
    operation('/spec/selector', one({ app: 'other' })),
    transfer,
  ),
  { minLength: 1, maxLength: 3 },
);
const merge = fields({
  selector: maybe(one({ tier: 'gpu' }, { app: null, tier: 'gpu' })),
  targetPortNumber: maybe(one(7, 8, null)),
  extensionRef: maybe(
    fc.oneof(
      one(null),
      fields({ name: maybe(one('c')), kind: maybe(kind), portNumber: maybe(one(7, 9002, null)) }),
    ),
  ),
});

/** What the tool makes of a base and of a patch in the kustomization above it; undefined where it tells an error. */
function migrated(object: Fields, patch: Data): { readonly object: Data; readonly patch: Data } | undefined {
  const kustomization = {
    resources: ['../base'],
    patches: [{ target: { kind: 'InferencePool' }, patch: stringify(patch) }],
  };
  const outcomes = migrateTexts(
    {
      'base/kustomization.yaml': 'resources: [pool.yaml]\n',
      'base/pool.yaml': stringify(object),
      'build/kustomization.yaml': stringify(kustomization),
    },
    transforms.filter(({ id }) => id === 'inference-pool'),
  );
  const after = (path: string) => parse(outcomes.find((one) => one.path === path)?.after ?? '') as Data;
  const built = outcomes.find(({ path }) => path.startsWith('build'));
  if (built?.findings.some(({ level }) => level === 'error')) return undefined;
  const { patches } = after('build/kustomization.yaml') as unknown as { patches: [{ patch: string }] };
  return { object: after('base/pool.yaml'), patch: parse(patches[0].patch) as Data };
}

/** Migrating and building, or building and migrating: the result must be the same, if nothing is declined. */
function check(object: Fields, patch: Data, build: (object: Data, patch: Data) => Data | undefined): boolean {
  const built = fieldsOf(build(object, patch));
  const spec = fieldsOf(built?.['spec']);
  // What a build refuses, or leaves a part of a pool, is no matter of these facts.
  fc.pre(built !== undefined && countOf(spec, 'selector', 'targetPortNumber', 'extensionRef') === 3);
  const result = migrated(object, patch);
  if (!result) return false;
  expect(build(result.object, result.patch)).toEqual(judgePool(built).object);
  return true;
}

test.each<readonly [what: string, patch: fc.Arbitrary<Data>, build: Parameters<typeof check>[2]]>([
  ['a JSON patch', operations, (object, patch) => patched(object, patch as Fields[])],
  ['a merge', merge.map((spec): Data => ({ metadata: { name: 'chat' }, spec })), merged],
])('%s does to a migrated pool what it did to the old one, or is told', (_, patch, build) => {
  const counts = { done: 0, told: 0 };
  fc.assert(
    fc.property(base, patch, (object, change) => {
      if (check(object, change, build)) counts.done++;
      else counts.told++;
    }),
    runs(1000),
  );
  if (count(2000) >= 100) expect(counts.done).toBeGreaterThan(counts.told);
});
