import { setValue } from '../../../src/install/edit-settings';
import { findIstiodValues } from '../../../src/install/find';
import { otherLayers } from '../../../src/install/layers';
import { mayBringIn, settingsIn } from '../../../src/install/content';
import { settingOf, settingsOf } from '../../../src/install/settings';
import { installSurvey, surveyOfLayers } from '../../../src/install/tree';
import type { InstallValues } from '../../../src/install/values';
import type { Context, Transform } from '../../../src/transform';
import { crosses } from '../../../src/version';

const tracer = ['global', 'proxy', 'tracer'];
const addressOf = (name: string) => ['global', 'tracer', name, 'address'];

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
  docs: 'https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/',
  about: async () => (await import('./about')).about,
  triggers: ['tracer'],
  surveys: [installSurvey, surveyOfLayers(['tracer'])],

  migrate(document, context) {
    for (const values of findIstiodValues(document, context.facts)) migrateValues(values, context);
  },
};

function migrateValues(values: InstallValues, { facts, range, report, rewrite }: Context): void {
  const others = otherLayers(values, facts);
  const isSet =
    settingOf(values, tracer) !== undefined ||
    others.some(({ content }) => content && settingsIn(content, values, tracer).length > 0);
  if (isSet) return;
  for (const name of ['lightstep', 'datadog', 'stackdriver']) {
    const [address] = settingsOf(values, addressOf(name));
    if (address)
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
  const isUnseen = below.some(({ content }) => !content || mayBringIn(content, values, tracer));
  const isBelow = below.some(
    ({ content }) => content && settingsIn(content, values, addressOf('zipkin')).length > 0,
  );
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
    message: 'since Istio 1.22 the address of zipkin has no effect unless global.proxy.tracer names it',
    help: isDead
      ? 'set global.proxy.tracer: zipkin if traces are to be sent again, otherwise delete the address'
      : 'coming from 1.21 or older, set global.proxy.tracer: zipkin, unless another layer names a tracer',
  });
}
