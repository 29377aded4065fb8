import {
  asMapping,
  entryOf,
  isNull,
  itemsOf,
  requireKnownEntry,
  scalarValueOf,
  valueAt,
} from '../../../src/yaml';
import type { CarriedVariable, Use } from '../../shared/uses';

/** What the default was up to 1.23, as a policy says it: a status code among the conditions is a retriable one. */
export const retryOnWith503 = 'connect-failure,refused-stream,unavailable,cancelled,503';

/**
 * In 1.24 and later, requests are not retried on 503 by default. A route with `retries` of its own and no `retryOn` builds on
 * the built-in default, not on the one of the mesh.
 *
 * Source: istio 1.23, `pilot/pkg/networking/core/route/retry/retry.go` (DefaultPolicy, ConvertPolicy).
 */
export const retriesOn503: CarriedVariable = {
  name: 'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY',
  off: 'false',
  gone: '1.27',
  kind: 'VirtualService',
  findUses: ({ objects }) =>
    objects
      .filter(({ group, kind }) => group === 'networking.istio.io' && kind === 'VirtualService')
      .flatMap(({ mapping }) =>
        itemsOf(valueAt(mapping, 'spec', 'http')).flatMap(({ value: route }): Use[] => {
          const retries = entryOf(route, 'retries');
          const policy = asMapping(retries?.value);
          if (!retries || !policy || !isNull(valueAt(policy, 'retryOn'))) return [];
          if (scalarValueOf(valueAt(policy, 'attempts')) === 0) return [];
          return [
            {
              at: retries,
              summary: 'VirtualService: retryOn names 503',
              keep(edit) {
                const empty = requireKnownEntry(policy, 'retryOn');
                if (empty) edit.remove(empty);
                edit.insert(policy, 'retryOn', retryOnWith503, entryOf(policy, 'attempts'));
              },
            },
          ];
        }),
      ),
};
