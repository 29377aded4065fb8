import fc from 'fast-check';
import { fields, joined, labels, maybe, metadata, name, one, oneOfFields } from './arbitrary';
import type { Fields } from './data';

const port = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 65_535 }) },
  { weight: 1, arbitrary: one(0, 65_536, 70_000, '8000', 'http', '${PORT}') },
);
const selector = fc.oneof(
  { weight: 10, arbitrary: labels },
  { weight: 10, arbitrary: fields({ matchLabels: labels }) },
  { weight: 1, arbitrary: labels.map((some): Fields => ({ ...some, matchLabels: { app: 'chat' } })) },
  { weight: 1, arbitrary: labels.map((some): Fields => ({ matchLabels: some, matchExpressions: [] })) },
);
const picker = joined(
  fields({
    group: maybe(one('', 'example.com')),
    kind: maybe(
      fc.oneof({ weight: 5, arbitrary: one('Service') }, { weight: 1, arbitrary: one('Deployment') }),
    ),
    name: maybe(name, 20),
    failureMode: maybe(one('FailOpen', 'FailClose')),
  }),
  oneOfFields(
    {},
    { portNumber: port },
    { targetPortNumber: port },
    { port },
    { port: fields({ number: port }) },
  ),
);
const conditions = fc.array(
  fields({
    type: one('Accepted', 'ResolvedRefs'),
    status: one('True', 'False', 'Unknown'),
    reason: one('Pending', 'Accepted', 'NotSupportedByGateway'),
    message: maybe(one('', 'Waiting for controller')),
  }),
  { minLength: 1, maxLength: 3 },
);
const parent = fields({
  conditions: maybe(conditions, 3),
  parentRef: fields({
    group: maybe(one('gateway.networking.k8s.io')),
    kind: one('Gateway', 'Status'),
    name: one('edge', 'default'),
  }),
});

/** An InferencePool of any generation, or of several at once. */
export const pool: fc.Arbitrary<Fields> = fields({
  apiVersion: one(
    'inference.networking.x-k8s.io/v1alpha1',
    'inference.networking.x-k8s.io/v1alpha2',
    'inference.networking.k8s.io/v1alpha2',
    'inference.networking.k8s.io/v1',
  ),
  kind: one('InferencePool'),
  metadata: metadata('serving'),
  spec: joined(
    fields({ selector: maybe(selector, 20) }),
    oneOfFields(
      { targetPortNumber: maybe(port, 20) },
      { targetPorts: fc.array(fields({ number: port }), { minLength: 1, maxLength: 10, size: 'small' }) },
    ),
    oneOfFields(
      { extensionRef: maybe(picker, 20) },
      { endpointPickerRef: picker },
      { endpointPickerConfig: joined(fields({ extensionRef: picker })) },
    ),
  ),
  status: maybe(
    fields({
      parent: maybe(fc.array(parent, { minLength: 1, maxLength: 3 }), 3),
      conditions: maybe(conditions, 0.2),
    }),
  ),
}).map((object) => {
  const { status, ...rest } = object;
  return status === undefined || Object.keys(status as Fields).length === 0 ? rest : object;
});
