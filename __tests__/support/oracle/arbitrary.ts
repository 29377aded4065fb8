import fc from 'fast-check';
import type { Data, Fields } from './data';

export type Part = fc.Arbitrary<Data | undefined>;

/** An object of the given fields in any order; a field whose value comes out as undefined is not there. */
export function fields(parts: Readonly<Record<string, Part>>): fc.Arbitrary<Fields> {
  const names = Object.keys(parts);
  return fc
    .tuple(fc.record(parts), fc.shuffledSubarray(names, { minLength: names.length }))
    .map(([values, order]) =>
      Object.fromEntries(
        order.flatMap((name): [string, Data][] => {
          const value = values[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    );
}

/** Fields of which exactly one group comes out; now and then two, which contradict each other. */
export function oneOfFields(...groups: Readonly<Record<string, Part>>[]): fc.Arbitrary<Fields> {
  const single = fc.oneof(...groups.map((group) => fields(group)));
  return fc.oneof(
    { weight: 30, arbitrary: single },
    { weight: 1, arbitrary: fields(Object.assign({}, ...groups) as Record<string, Part>) },
  );
}

export function joined(...parts: fc.Arbitrary<Fields>[]): fc.Arbitrary<Fields> {
  return fc
    .tuple(...parts)
    .chain((all) => {
      const entries = all.flatMap((part) => Object.entries(part));
      return fc.shuffledSubarray(entries, { minLength: entries.length });
    })
    .map((entries) => Object.fromEntries(entries));
}

export function maybe(part: Part, weight = 1): Part {
  return fc.oneof(
    { weight: 10, arbitrary: fc.constant(undefined) },
    { weight: 10 * weight, arbitrary: part },
  );
}

export const one = (...values: Data[]): fc.Arbitrary<Data> => fc.constantFrom(...values);
export const name = one(
  'chat',
  'llama-3',
  '1',
  'yes',
  'a.b',
  'null',
  'x: y',
  '#1',
  '${NAME}',
  'Ünï 模型',
  "it's",
  '8000',
);
const label = fc.tuple(one('app', 'tier', 'app.kubernetes.io/name', 'on', 'kind', 'spec', '2'), name);
export const labels = fc
  .uniqueArray(label, { minLength: 1, maxLength: 3, selector: ([key]) => key })
  .map((all) => Object.fromEntries(all) as Fields);
export const metadata = (...namespaces: Data[]): Part =>
  fields({
    name,
    namespace: maybe(one(...namespaces)),
    labels: maybe(labels),
    annotations: maybe(one({ 'inference.networking.x-k8s.io/export': 'All' })),
  });

/** Something that must stay, whatever words it holds. */
export const bystander: fc.Arbitrary<Data> = one(
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'a' },
    spec: { rules: [{ filters: [{ extensionRef: { kind: 'InferencePool', name: 'b' } }] }] },
  },
  {
    apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
    kind: 'InferenceObjective',
    metadata: { name: 'a' },
    spec: { poolRef: { kind: 'InferencePool', name: 'b' } },
  },
  {
    apiVersion: 'alb.networking.azure.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: 'a' },
    spec: { targetRef: { name: 'b' } },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ownerReferences: [{ apiVersion: 'inference.networking.x-k8s.io/v1alpha2', kind: 'InferenceObjective' }],
    },
  },
  {
    targetPortNumber: 8000,
    extensionRef: { name: 'InferencePool' },
    tls: { caCertRefs: ['BackendTLSPolicy'] },
  },
  ['InferencePool', 'BackendTLSPolicy'],
);
