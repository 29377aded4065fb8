import { setValue } from '../../src/install/edit-settings';
import { findIstiodValues } from '../../src/install/find';
import { placeToInsert } from '../../src/install/layers/insertion';
import { otherLayers } from '../../src/install/layers/layers';
import { mayBringIn, setIn } from '../../src/install/layers/content';
import { settingOf, settingsOf } from '../../src/install/settings';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import type { Context, Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import { valueMention } from '../shared/mentions/mentions';
import { type About, upgradeNotesOf } from '../../src/about';

const tracer = ['global', 'proxy', 'tracer'];
const addressOf = (name: string) => ['global', 'tracer', name, 'address'];
const message = 'since Istio 1.22 the address of zipkin has no effect unless global.proxy.tracer names it';
const help =
  'coming from 1.21 or older, set global.proxy.tracer: zipkin, unless another layer names a tracer';
const mention = valueMention({ path: addressOf('zipkin'), message, help });

/**
 * The chart reads the address of a tracer only if `global.proxy.tracer` names the tracer. Up to 1.21 that was `zipkin`
 * unless something else was said; in 1.22 and later it is none.
 *
 * Source: istio 1.21 and 1.22, `manifests/charts/istio-control/istio-discovery/{values.yaml,templates/configmap.yaml}`.
 */
export const tracerAddress: Transform = {
  id: 'tracer-address',
  title: 'The address of a tracer is used only if global.proxy.tracer names it',
  release: '1.22',
  phase: 'before',
  kind: 'required',
  docs: upgradeNotesOf('1.22'),
  about: () => about(),
  triggers: ['tracer'],
  surveys: [installSurvey, ...surveysOfLayers(['tracer'])],
  mentions: [
    {
      ...mention,
      isMeant: (place, facts) =>
        !place.source.matches(/\bproxy\W{1,20}tracer\b|\btracer["']?[ \t]{0,9}[:=][ \t]{0,9}["']?\w/) &&
        mention.isMeant?.(place, facts) !== false,
    },
  ],

  migrate(document, context) {
    for (const values of findIstiodValues(document, context.facts)) migrateValues(values, context);
  },
};

function migrateValues(values: InstallValues, { facts, range, report, rewrite }: Context): void {
  const others = otherLayers(values, facts);
  const setters = others.filter((layer) => setIn(layer, values, tracer).length > 0);
  if (settingOf(values, tracer) || setters.some(({ position }) => position === 'below')) return;
  // A higher layer may name it for one environment of several.
  const isSetAbove = setters.length > 0;
  if (isSetAbove && placeToInsert(values, tracer, facts) !== 'here') return;
  for (const name of ['lightstep', 'datadog', 'stackdriver']) {
    const [address] = settingsOf(values, addressOf(name));
    if (address && !isSetAbove)
      report({
        level: 'warning',
        at: address.place,
        message: `the address of ${name} has no effect: global.proxy.tracer does not name it`,
        help: `set global.proxy.tracer: ${name} if traces are to be sent there, otherwise delete the address`,
      });
  }
  const [address] = settingsOf(values, addressOf('zipkin'));
  if (!address) return;
  const below = others.filter(({ position }) => position === 'below');
  const isUnseen = below.some((layer) => mayBringIn(layer, values, tracer));
  const isBelow = below.some((layer) => setIn(layer, values, addressOf('zipkin')).length > 0);
  // Where a lower layer has an address, the tracer is named there.
  if (isBelow) return;
  if (range.isFromKnown && crosses(range, '1.22') && !isUnseen) {
    rewrite(
      address.place,
      `${values.carrier}: global.proxy.tracer: zipkin, which was the default`,
      (edit) => {
        setValue(edit, values, tracer, 'zipkin');
      },
    );
    return;
  }
  const isDead = range.isFromKnown && !crosses(range, '1.22');
  report({
    level: 'warning',
    at: address.place,
    message,
    help: isDead
      ? 'set global.proxy.tracer: zipkin if traces are to be sent again, otherwise delete the address'
      : help,
  });
}

const valuesWith = (proxy: string, name = 'zipkin') => `global:
  meshID: main
  tracer:
    ${name}:
      address: ${name}.observability:9411
${proxy}pilot:
  traceSampling: 1
`;

const about = (): About => ({
  why: [
    'The istiod chart reads `global.tracer.zipkin.address` only if `global.proxy.tracer` is `zipkin`. Up to 1.21 that was the default. In 1.22 and later the default is no tracer, and traces stop.',
  ],
  changes: [
    '`global.proxy.tracer: zipkin` is written beside an address of zipkin, if no layer names a tracer and the upgrade is known to start at 1.21 or before. From a later release nothing is written: it would start what is off today.',
  ],
  examples: [
    {
      title: 'Helm values of istiod',
      before: { 'values.yaml': valuesWith('') },
      after: { 'values.yaml': valuesWith('  proxy:\n    tracer: zipkin\n') },
    },
  ],
  reports: [
    {
      when: 'The address is one of another tracer, which nothing names. It never had an effect.',
      level: 'warning',
      message: 'the address of datadog has no effect: global.proxy.tracer does not name it',
      remedy: 'Name the tracer or delete the address.',
      files: { 'values.yaml': valuesWith('', 'datadog') },
    },
  ],
  links: [['Distributed tracing', 'https://istio.io/latest/docs/tasks/observability/distributed-tracing/']],
});
