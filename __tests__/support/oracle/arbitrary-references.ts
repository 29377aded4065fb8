import fc from 'fast-check';
import { fields, maybe, name, one } from './arbitrary';
import type { Data, Fields } from './data';

const oldGroup = 'inference.networking.x-k8s.io';
const newGroup = 'inference.networking.k8s.io';
const metadata = fields({ name });

const list = (part: fc.Arbitrary<Data>, maxLength = 3): fc.Arbitrary<Data> =>
  fc.array(part, { minLength: 1, maxLength });

/** A reference by group: mostly to a pool of the old group, now and then to something else. */
const reference = fields({
  group: maybe(one(oldGroup, oldGroup, oldGroup, newGroup, 'example.com', ''), 10),
  kind: maybe(one('InferencePool', 'InferencePool', 'Service', 'InferenceObjective'), 10),
  name,
  port: maybe(one(8000)),
  version: maybe(one('v1alpha2'), 0.3),
});
const owner = fields({
  apiVersion: one(`${oldGroup}/v1alpha2`, `${oldGroup}/v1alpha1`, `${newGroup}/v1`, 'apps/v1'),
  kind: one('InferencePool', 'InferencePool', 'InferenceObjective', 'Deployment'),
  name,
});

/** Objects that may name a pool, each in its own way. */
export const referring: fc.Arbitrary<Fields> = fc.oneof(
  fields({
    apiVersion: one('gateway.networking.k8s.io/v1'),
    kind: one('HTTPRoute', 'GRPCRoute'),
    metadata,
    spec: fields({
      rules: list(
        fields({
          backendRefs: list(reference),
          filters: maybe(
            list(
              fields({
                type: one('RequestMirror'),
                requestMirror: maybe(fields({ backendRef: reference })),
                extensionRef: maybe(fields({ kind: one('InferencePool'), name })),
              }),
              2,
            ),
          ),
        }),
      ),
    }),
  }),
  fields({
    apiVersion: one('gateway.networking.k8s.io/v1beta1'),
    kind: one('ReferenceGrant'),
    metadata,
    spec: fields({ to: list(reference) }),
  }),
  fields({
    apiVersion: one('networking.gke.io/v1'),
    kind: one('HealthCheckPolicy'),
    metadata,
    spec: fields({ targetRef: reference }),
  }),
  fields({
    apiVersion: one(`${oldGroup}/v1alpha2`),
    kind: one('InferenceObjective', 'InferenceModel'),
    metadata,
    spec: fields({
      poolRef: fields({ group: one(oldGroup, newGroup), kind: maybe(one('InferencePool')), name }),
    }),
  }),
  fields({
    apiVersion: one('v1'),
    kind: one('Service'),
    metadata: fields({ name, ownerReferences: list(owner) }),
  }),
);

const groups = one(
  [oldGroup],
  [oldGroup],
  [oldGroup, newGroup],
  [oldGroup, 'apps'],
  ['apps', oldGroup],
  [newGroup],
  ['*'],
);
const resources = fc.uniqueArray(
  one('inferencepools', 'inferencepools/status', 'inferencemodels', 'inferenceobjectives', '*', 'pods'),
  { minLength: 1, maxLength: 3 },
);
const verbs = ['get', 'list', 'watch'];

/** Roles whose rules grant different verbs: none is granted by another rule already. */
export const role: fc.Arbitrary<Fields> = fc
  .array(fc.record({ apiGroups: groups, resources }), { minLength: 1, maxLength: 3 })
  .map((rules) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'picker' },
    rules: rules.map((rule, index): Data => ({ ...rule, verbs: [verbs[index] ?? 'delete'] })),
  }));

const argument = fc.constantFrom(
  [`--pool-group=${oldGroup}`],
  [`-pool-group=${oldGroup}`],
  ['--pool-group', oldGroup],
  ['-pool-group', oldGroup],
  [`--pool-group=${newGroup}`],
  ['--pool-name', 'chat'],
  ['--pool-name=chat'],
  [`--other-pool-group=${oldGroup}`],
  [`--pool-group=${oldGroup}.example.com`],
  ['--verbose'],
);

/** A Deployment of an endpoint picker. */
export const picker: fc.Arbitrary<Fields> = fc
  .array(fc.array(argument, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .map((containers) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'picker' },
    spec: {
      template: {
        spec: {
          containers: containers.map((given, index): Data => ({
            name: `c${index}`,
            image: 'registry.example.com/gateway-api-inference-extension/epp:v1.0.0',
            args: given.flat(),
          })),
        },
      },
    },
  }));
