import type { About } from '../../../src/about';

export const about: About = {
  why: [
    'In Istio 1.23 and later, proxies send no traces over the OpenCensus protocol and no metrics to Stackdriver. Nothing fails: the data just stops.',
  ],
  changes: ['Nothing. OTLP is another protocol on another port, so the receiver has to change with it.'],
  examples: [],
  declines: [],
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
    {
      title: 'OpenTelemetry tracing',
      url: 'https://istio.io/latest/docs/tasks/observability/distributed-tracing/opentelemetry/',
    },
  ],
};
