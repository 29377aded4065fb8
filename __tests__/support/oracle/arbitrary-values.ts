import fc from 'fast-check';
import { fields, maybe, one } from './arbitrary';
import type { Data, Fields } from './data';

/** Intervals that istiod of 1.27 took, and some that it did not. */
const rotation = one(
  ...['0', '0s', '5s', '7s', '59s', '61s', '5m', '6m1s', '1h', '1.5m', '2500ms'],
  ...['soon', '5 m', '${INTERVAL}', '-5s', '300'],
);
const variables = {
  METRIC_ROTATION_INTERVAL: maybe(rotation, 2),
  METRIC_GRACEFUL_DELETION_INTERVAL: maybe(one('1m', '5m', 'never')),
  PILOT_ENABLE_ALPHA_GATEWAY_API: maybe(one('true', 'true', 'false', '${ALPHA}')),
  PILOT_ENABLE_STATUS: maybe(one('true')),
};

/** Variables as a list, as containers have them. */
export const environmentList: fc.Arbitrary<Data[]> = fields(variables).map((all) =>
  Object.entries(all).map(([name, value]): Data => ({ name, value })),
);

/** Values of the istiod chart. */
export const istiodValues: fc.Arbitrary<Fields> = fields({
  pilot: maybe(fields({ env: maybe(fields(variables), 3), autoscaleMin: maybe(one(2)) }), 3),
  env: maybe(fields(variables)),
  global: maybe(
    fields({
      meshID: maybe(one('west')),
      proxy: maybe(
        fields({
          image: maybe(one('proxyv2')),
          seccompProfile: maybe(
            one({}, { type: 'Unconfined' }, { type: 'Localhost', localhostProfile: 'a.json' }),
          ),
        }),
      ),
    }),
  ),
  sidecarInjectorWebhook: maybe(
    fields({
      enableNamespacesByDefault: maybe(one(false)),
      injectedAnnotations: maybe(
        fields({
          'sidecar.istio.io/statsEvictionInterval': maybe(one('10m'), 0.3),
          'sidecar.istio.io/statsFlushInterval': maybe(one('10s', '15s', '7s')),
          'example.com/team': maybe(one('mesh')),
        }),
      ),
    }),
  ),
  // Neighbours of the same name, which mean something else.
  seccompProfile: maybe(one({ type: 'RuntimeDefault' })),
  meshConfig: maybe(one({ accessLogFile: '/dev/stdout' })),
});
