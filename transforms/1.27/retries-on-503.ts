import {
  asMapping,
  entryOf,
  isNull,
  itemsOf,
  requireKnownEntry,
  scalarValueOf,
  valueAt,
} from '../../src/yaml';
import {
  carriedTransform,
  type CarriedVariable,
  surveyOfUses,
  unseenUses,
  type Use,
} from '../shared/variables/uses';
import { type About, linkToReference } from '../../src/about';

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
  change: {
    message: 'with Istio 1.27, retries without a retryOn no longer include 503',
    help: `add retryOn: ${retryOnWith503}`,
  },
  field: /retries|http/,
  pointers: ['/spec/http'],
  findUses({ mapping }) {
    const routes = itemsOf(valueAt(mapping, 'spec', 'http'));
    const seen = routes.flatMap(({ value: route }): Use[] => {
      const retries = entryOf(route, 'retries');
      const policy = asMapping(retries?.value);
      if (!retries || !policy || !isNull(valueAt(policy, 'retryOn'))) return [];
      if (scalarValueOf(valueAt(policy, 'attempts')) === 0) return [];
      return [
        {
          at: retries,
          summary,
          keep(edit) {
            const empty = requireKnownEntry(policy, 'retryOn');
            if (empty) edit.remove(empty);
            edit.insert(policy, 'retryOn', retryOnWith503, entryOf(policy, 'attempts'));
          },
        },
      ];
    });
    const message = 'retries without a retryOn cannot be seen: with Istio 1.27 they no longer include 503';
    const help = `where it inserts retries with attempts and no retryOn, add retryOn: ${retryOnWith503}`;
    return [...seen, ...unseenUses(mapping, ['http', 'retries'], summary, { message, help })];
  },
};

const summary = 'VirtualService: retryOn names 503';

export const retriesSurvey = surveyOfUses(retriesOn503);

/** What EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY said for routes with retries of their own is said by each VirtualService. */
export const retriesRules = carriedTransform(retriesOn503, retriesSurvey, {
  id: 'retries-on-503',
  title: 'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY "false" → retryOn in VirtualServices',
  about: () => about(),
});

const routeWith = (retryOn: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - route: [{destination: {host: shop}}]
      retries:
        attempts: 3
${retryOn}`;

const about = (): About => ({
  why: [
    'istiod 1.27 no longer reads `EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY`. Where it was `"false"`, requests were retried on 503 by default.',
    'A route with `retries` and no `retryOn` takes the built-in conditions, whatever the default of the mesh is.',
  ],
  changes: [
    'Each such route gets the conditions that it had as `retryOn`, if the tree sets the variable to `"false"` and the upgrade starts before 1.27. The default of the mesh is carried over in the install values.',
  ],
  examples: [
    {
      title: 'The variable is off',
      before: {
        'shop.yaml': routeWith(''),
        'values.yaml': 'pilot:\n  env:\n    EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY: "false"\n',
      },
      after: { 'shop.yaml': routeWith(`        retryOn: ${retryOnWith503}\n`) },
    },
  ],
  links: [linkToReference('HTTPRetry', 'networking/virtual-service/#HTTPRetry')],
});
