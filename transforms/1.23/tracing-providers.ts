import { findIstiodValues } from '../../src/install/find';
import { settingsOf } from '../../src/install/settings';
import { isFilledIn } from '../../src/install/variables';
import { installSurvey } from '../../src/install/surveys';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Transform } from '../../src/transform';
import { entryOf, nodesIn, type Place, scalarValueOf, valueAt } from '../../src/yaml';
import { valueMention } from '../shared/mentions/mentions';
import { providersIn } from '../1.27/lightstep-provider';
import { type About, changeNotesOf } from '../../src/about';

const help =
  'use an opentelemetry extension provider with a collector that receives OTLP (port 4317), and refer to it in a Telemetry resource';

function messageOf(what: string): string {
  return `Istio 1.23 no longer sends anything to ${what}`;
}

const switchPath = ['telemetry', 'v2', 'stackdriver', 'enabled'];

/** What is said of a switch that something else sets. */
const unseen = {
  level: 'note',
  message: `${messageOf('Stackdriver')}, and the value that may switch it on is not in this file`,
  help: `if it is on, ${help}`,
} as const;

/**
 * Providers that nothing sends to any more: what they got is lost, and nothing fails.
 *
 * Source: istio 1.23, `pilot/pkg/networking/core/tracing.go` (no OpenCensus), `pilot/pkg/model/telemetry.go`,
 * `tools/packaging/common/envoy_bootstrap.json` (no stackdriver in 1.23 and later, no OpenCensus in 1.25 and later).
 */
export const tracingProviders: Transform = {
  id: 'tracing-providers',
  title: 'OpenCensus and Stackdriver no longer get telemetry',
  release: '1.23',
  phase: 'before',
  kind: 'required',
  docs: changeNotesOf('1.23'),
  about: () => about(),
  triggers: ['opencensus', 'openCensus', 'stackdriver'],
  surveys: [installSurvey],
  mentions: [
    { what: 'Stackdriver', path: switchPath, value: 'true' },
    { what: 'Stackdriver', path: switchPath, value: String.raw`[\w.-]{0,99}[$%<{]\S*`, ...unseen },
    { what: 'Stackdriver', path: ['global', 'proxy', 'tracer'], value: 'stackdriver' },
    { what: 'OpenCensus', path: ['global', 'proxy', 'tracer'], value: 'openCensusAgent' },
    { what: 'Stackdriver', path: ['extensionProviders', '*', 'stackdriver'] },
    { what: 'OpenCensus', path: ['extensionProviders', '*', 'opencensus'] },
    { what: 'Stackdriver', path: ['tracing', 'stackdriver'] },
    { what: 'OpenCensus', path: ['tracing', 'openCensusAgent'] },
  ].map(({ what, ...named }) => ({
    ...valueMention({ message: messageOf(what), help, ...named }),
    name: what,
  })),

  migrate(document, context) {
    for (const [what, at] of placesIn(document, context))
      context.report({ level: 'error', at, message: messageOf(what), help });
    for (const values of findIstiodValues(document, context.facts))
      for (const setting of settingsOf(values, switchPath))
        if (isFilledIn(setting)) context.report({ ...unseen, at: setting.place });
  },
};

function placesIn(document: ManifestDocument, { facts }: Context): [string, Place][] {
  const found: [string, Place][] = [
    ...providersIn(document, 'opencensus').map((at): [string, Place] => ['OpenCensus', at]),
    ...providersIn(document, 'stackdriver').map((at): [string, Place] => ['Stackdriver', at]),
  ];
  for (const node of nodesIn(document.root)) {
    const tracing = valueAt(node, 'tracing');
    const agent = entryOf(tracing, 'openCensusAgent');
    const stackdriver = entryOf(tracing, 'stackdriver');
    if (agent) found.push(['OpenCensus', agent]);
    if (stackdriver) found.push(['Stackdriver', stackdriver]);
  }
  for (const values of findIstiodValues(document, facts)) {
    for (const { value, place } of settingsOf(values, ['global', 'proxy', 'tracer'])) {
      const name = scalarValueOf(value);
      if (name === 'openCensusAgent') found.push(['OpenCensus', place]);
      if (name === 'stackdriver') found.push(['Stackdriver', place]);
    }
    for (const { value, place } of settingsOf(values, switchPath)) {
      if (String(scalarValueOf(value)) === 'true') found.push(['Stackdriver', place]);
    }
  }
  return found;
}

const about = (): About => ({
  why: [
    'In Istio 1.23 and later, proxies send no traces over the OpenCensus protocol and no metrics to Stackdriver. Nothing fails: the data just stops.',
  ],
  changes: ['Nothing. OTLP is another protocol on another port, so the receiver has to change with it.'],
  reports: [
    {
      when: 'An extension provider, the tracing of the mesh, or a value of the chart names OpenCensus or Stackdriver.',
      level: 'error',
      message: 'Istio 1.23 no longer sends anything to OpenCensus',
      remedy: 'Use an `opentelemetry` provider, and a collector that receives OTLP.',
      files: {
        'values.yaml': `meshConfig:
  extensionProviders:
    - name: oc
      opencensus: {service: collector.observability, port: 55678}
`,
      },
    },
  ],
  links: [
    [
      'OpenTelemetry tracing',
      'https://istio.io/latest/docs/tasks/observability/distributed-tracing/opentelemetry/',
    ],
  ],
});
