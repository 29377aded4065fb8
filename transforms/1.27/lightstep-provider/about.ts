import type { About } from '../../../src/about';

const meshWith = (provider: string) => `meshConfig:
  enableTracing: true
  extensionProviders:
    - name: ls
${provider}`;

const before = (token: string) => `      lightstep:
        service: collector.observability
        port: 443
        accessToken: ${token}
`;

const after = `      opentelemetry:
        service: collector.observability
        port: 443
        grpc:
          initialMetadata:
            - name: lightstep-access-token
              value: s3cr3t
`;

export const about: About = {
  why: [
    'Up to Istio 1.26, a `lightstep` extension provider sent OTLP over gRPC, with the access token in a header. In 1.27 and later it does nothing, and traces stop.',
  ],
  changes: [
    'The provider becomes an `opentelemetry` one that sends the same to the same place, with the token as `grpc.initialMetadata`.',
  ],
  examples: [
    {
      title: 'Values of istiod',
      before: { 'values.yaml': meshWith(before('s3cr3t')) },
      after: { 'values.yaml': meshWith(after) },
    },
  ],
  declines: [
    {
      when: 'A template fills in the token.',
      level: 'error',
      message: 'not rewritten: its accessToken is not written here as plain text',
      remedy:
        'Write the provider as `opentelemetry` yourself; since 1.26 a header can take its value from `envName`.',
      files: { 'templates/mesh.yaml': meshWith(before('{{ .Values.token }}')) },
    },
  ],
  reports: [
    {
      when: 'A provider was rewritten.',
      level: 'warning',
      message: 'spans are sent as before, but now with service.name set to the name of the workload',
      remedy: 'Check dashboards that group by service.',
      files: { 'values.yaml': meshWith(before('s3cr3t')) },
    },
  ],
  links: [
    {
      title: 'Extension providers in the reference of Istio',
      url: 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/',
    },
  ],
};
