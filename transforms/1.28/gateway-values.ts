import { chartAround } from '../../src/install/chart';
import { findInstallValues } from '../../src/install/find';
import { keysOf } from '../../src/install/settings';
import { namingsOf } from '../../src/install/namings';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import { type InstallValues, mapAt } from '../../src/install/values';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { Context, Transform } from '../../src/transform';
import { firstOf, isAtLeast } from '../../src/version';
import { entriesOf, isNull, type Place } from '../../src/yaml';
import { chartsOf, installationAround, keysSetBy } from '../shared/values/installed-by-text';
import { gatewayKeys } from '../tables/gateway-values';
import { isBelow } from '../../src/keys';
import { namedValues } from '../../src/kubernetes/named-values';
import { fluxRelease } from '../shared/examples';

/** Keys one of which the values of a gateway nearly always have, but few other files. */
const usualKeys = [
  ...['service:', 'autoscaling', 'podAnnotations', 'podDisruptionBudget', 'replicaCount', 'serviceAccount'],
  ...['imagePullPolicy', 'imagePullSecrets', 'securityContext', 'topologySpreadConstraints', 'tolerations'],
  ...['nodeSelector', 'networkGateway', 'resources:', 'meshConfig', 'global', 'gateways', 'pilot'],
];

const release = (values: string) =>
  fluxRelease({ name: 'istio-ingress', chart: 'gateway', version: '1.27.x' }, `  values:\n${values}`);

/**
 * Values that the schema of the chart `gateway` refuses. Before, it said so beside a `$ref`, where Helm did not see it.
 *
 * Source: istio 57354 and 57457; `manifests/charts/gateway/values.schema.json` at 1.25.4 and 1.25.5, 1.26.3 and 1.26.4,
 * 1.27.0 and 1.27.1, 1.28.0.
 */
export const gatewayValues: Transform = {
  id: 'gateway-values',
  title: 'Values that the chart gateway refuses',
  release: '1.28',
  phase: 'before',
  kind: 'required',
  docs: 'https://github.com/istio/istio/issues/57354',
  about: () => ({
    why: [
      'The chart `gateway` has a schema. In Istio 1.28 and later (also in 1.25.5, 1.26.4 and 1.27.1, and the patches after them), Helm stops at every key of the values that the schema does not know. Before, it ignored such a key.',
    ],
    changes: ['Nothing: the key may be meant for another chart. It reports such keys.'],
    reports: [
      {
        when: 'The values have a key that the schema of the target does not know.',
        level: 'error',
        message: 'the chart gateway of Istio 1.28 and later has no value "meshConfig", and Helm stops at it',
        remedy: 'Delete the key, or move it to the values of the chart that reads it.',
        files: { 'release.yaml': release('    meshConfig: {accessLogFile: /dev/stdout}\n') },
      },
      {
        when: 'The schema of the target knows the key, but that of 1.28 does not.',
        level: 'warning',
        message: 'the chart gateway of Istio 1.28 has no value "enabled", and Helm stops at it',
        remedy: 'Delete the key; add it again once the newer chart is installed.',
        target: '1.29',
        files: { 'release.yaml': release('    enabled: true\n') },
      },
    ],
    links: [
      [
        'Values of the gateway chart',
        'https://github.com/istio/istio/blob/master/manifests/charts/gateway/values.yaml',
      ],
    ],
  }),
  triggers: ['chart: gateway', 'chart: "gateway"', "chart: 'gateway'", '"chart": "gateway"', '/gateway:'],
  conditionalTriggers: [
    { words: ['gateway'], beside: ['istio'] },
    {
      // A file of values may not name its chart: what names the file does, or the chart that it is a part of.
      words: usualKeys,
      countIn: (path, facts) =>
        namingsOf(path, facts).some(({ chart }) => chart.name.includes('gateway')) ||
        chartAround(path, facts)?.dependencies.some(({ name }) => name === 'gateway') === true,
    },
  ],
  surveys: [installSurvey, ...commandSurveys, kustomizeSurvey],
  mentions: [
    {
      words: ['istio/gateway', 'charts/gateway', '"gateway"'],
      pattern: /(?<=[/"])gateway(?![\w-])/g,
      message:
        'the chart gateway of Istio 1.28 and later stops at values that its schema does not know, and this sets one',
      help: 'delete the value, or set it for the chart that reads it; the chart lists its values in values.yaml',
      level: 'error',
      isMeant(place, facts) {
        const around = installationAround(place, facts);
        if (!around || !chartsOf(around, place, facts).includes('gateway')) return false;
        return keysSetBy(around).some(([key = '']) => !gatewayKeys.has(key.replace(/\[.*$/s, '')));
      },
    },
  ],
  migrate(document, context) {
    for (const values of findInstallValues(document, context.facts))
      if (values.chart === 'gateway' && values.installer === 'helm') checkValues(values, context);
  },
};

function checkValues(values: InstallValues, { target, report }: Context): void {
  const unknown = new Map<string, Place>();
  for (const { key, at } of keysIn(values)) if (gatewayKeys.get(key) !== '1.28') unknown.set(key, at);
  for (const [key, at] of unknown) {
    const since = gatewayKeys.get(key);
    const isLater = since !== undefined && isAtLeast(target, firstOf(since));
    report({
      level: isLater ? 'warning' : 'error',
      at,
      message: `the chart gateway of Istio 1.28${since === undefined ? ' and later' : ''} has no value "${key}", and Helm stops at it`,
      help:
        since === undefined
          ? 'delete it, or move it to the values of the chart that reads it'
          : `delete it, and add it again once the chart is of Istio ${since}, which has it`,
    });
  }
}

/** The keys of the values, and where they are. */
function keysIn({ own, parameters }: InstallValues): { readonly key: string; readonly at: Place }[] {
  // What a merge key brings is told where it is.
  const written = (mapAt(own)?.entries ?? []).flatMap((at) =>
    (at.name === '<<' ? entriesOf(at.value) : [at]).flatMap(({ name, value }) =>
      name === undefined || isNull(value) ? [] : [{ key: name, at }],
    ),
  );
  if (!parameters) return written;
  const { items, own: prefix } = parameters;
  const set = namedValues(items).flatMap(({ name = '', place: at }) => {
    const keys = keysOf(name);
    const key = keys[prefix.length]?.replace(/\[.*$/s, '') ?? '';
    return key !== '' && isBelow(keys, prefix) ? [{ key, at }] : [];
  });
  return [...set, ...written];
}
