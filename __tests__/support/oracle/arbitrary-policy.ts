import fc from 'fast-check';
import { fields, joined, maybe, metadata, name, one, oneOfFields } from './arbitrary';
import type { Data, Fields } from './data';

const reference = (...kinds: Data[]): fc.Arbitrary<Fields> =>
  fields({ group: maybe(one(''), 20), kind: maybe(one(...kinds), 20), name: maybe(name, 20) });
const target = joined(
  reference('Service', 'ServiceEntry'),
  fields({ namespace: maybe(one('shop', 'stock'), 0.5), sectionName: maybe(one('https', 'admin')) }),
);
const references = fc.array(reference('ConfigMap', 'Secret'), { minLength: 0, maxLength: 9, size: 'small' });
const certificates = one('System', 'System', 'System', 'ours');
const validation = joined(
  fields({
    hostname: maybe(
      one('a.example.com', 'localhost', '*.example.com', 'A.example.com', '${HOST}', 42, ''),
      20,
    ),
    subjectAltNames: maybe(
      fc.array(
        fields({
          type: one('Hostname', 'URI'),
          hostname: maybe(one('b.example.com'), 0.5),
          uri: maybe(one('spiffe://a/b'), 0.5),
        }),
        { maxLength: 6 },
      ),
      0.3,
    ),
  }),
  oneOfFields(
    { caCertRefs: references },
    { caCertificateRefs: references },
    { wellKnownCACerts: certificates },
    { wellKnownCACertificates: certificates },
  ),
);

/** A BackendTLSPolicy of any generation, or of several at once. */
export const policy: fc.Arbitrary<Fields> = fields({
  apiVersion: one(
    'gateway.networking.k8s.io/v1alpha2',
    'gateway.networking.k8s.io/v1alpha3',
    'gateway.networking.k8s.io/v1',
  ),
  kind: one('BackendTLSPolicy'),
  metadata: metadata('shop'),
  spec: joined(
    oneOfFields(
      { targetRef: maybe(target, 20) },
      { targetRefs: fc.array(target, { minLength: 0, maxLength: 18, size: 'small' }) },
    ),
    oneOfFields({ tls: maybe(validation, 20) }, { validation }),
    fields({ options: maybe(one({ 'example.com/min': '1.3' })) }),
  ),
});
