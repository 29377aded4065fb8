import type { About } from '../../../src/about';

const valuesWith = (proxy: string, name = 'zipkin') => `global:
  meshID: main
  tracer:
    ${name}:
      address: ${name}.observability:9411
${proxy}pilot:
  traceSampling: 1
`;

export const about: About = {
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
  declines: [],
  reports: [
    {
      when: 'The address is one of another tracer, which nothing names. It never had an effect.',
      level: 'warning',
      message: 'the address of datadog has no effect: global.proxy.tracer does not name it',
      remedy: 'Name the tracer or delete the address.',
      files: { 'values.yaml': valuesWith('', 'datadog') },
    },
  ],
  links: [
    {
      title: 'Distributed tracing',
      url: 'https://istio.io/latest/docs/tasks/observability/distributed-tracing/',
    },
  ],
};
