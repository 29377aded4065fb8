import { findIstiodValues } from '../../src/install/find';
import { settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/surveys';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { operationParts } from '../../src/kustomize/part';
import type { Context, Transform } from '../../src/transform';
import {
  asMapping,
  carriedOver,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  itemsOf,
  type Node,
  nodesIn,
  stringOf,
  valueAt,
} from '../../src/yaml';
import { valueMention } from '../shared/mentions/mentions';
import { type About, linkToReference, upgradeNotesOf } from '../../src/about';

const tracerPath = ['global', 'proxy', 'tracer'];

const deprecated = {
  message: 'the lightstep tracer of the bootstrap still works, but is deprecated',
  help: 'use an opentelemetry extension provider and a Telemetry resource instead',
};

/**
 * Up to 1.26, istiod made OTLP over gRPC of a Lightstep provider; in 1.27 and later it does nothing.
 *
 * Source: istio 1.26 and 1.27, `pilot/pkg/networking/core/tracing.go` (otelLightStepConfig); istio/api 1.24,
 * `mesh/v1alpha1/config.proto` (opentelemetry.grpc.initialMetadata).
 */
export const lightstepProvider: Transform = {
  id: 'lightstep-provider',
  title: 'Lightstep tracing provider → OpenTelemetry',
  release: '1.27',
  phase: 'before',
  kind: 'required',
  docs: upgradeNotesOf('1.27'),
  about: () => about(),
  triggers: ['lightstep'],
  surveys: [installSurvey],
  mentions: [
    valueMention({
      path: ['extensionProviders', '*', 'lightstep'],
      message: 'a lightstep extension provider does nothing in Istio 1.27 and later, and traces stop',
      help: 'use an opentelemetry provider; a header of grpc.initialMetadata can hold the token',
    }),
    valueMention({ path: tracerPath, value: 'lightstep', level: 'note', ...deprecated }),
    valueMention({ path: ['tracing', 'lightstep'], level: 'note', ...deprecated }),
  ],

  migrate(document, context) {
    for (const provider of providersIn(document, 'lightstep'))
      if (provider.value.parent === provider) migrateProvider(provider, context);
    for (const at of bootstrapTracers(document, context))
      context.report({ level: 'note', at, ...deprecated });
  },
};

/** The entries of a kind in all lists of extension providers of a document. */
export function providersIn(document: ManifestDocument, kind: string): Entry[] {
  const nodes = [document.root, ...operationParts(document)].flatMap(nodesIn);
  const providers = nodes.flatMap((node) => itemsOf(valueAt(node, 'extensionProviders')));
  return [...new Set(providers.flatMap(({ value }) => entryOf(value, kind) ?? []))];
}

function bootstrapTracers(document: ManifestDocument, { facts }: Context): Entry[] {
  const tracers = findIstiodValues(document, facts).flatMap((values) =>
    settingsOf(values, tracerPath).flatMap(({ holder, value }) =>
      holder.kind === 'entry' && stringOf(value) === 'lightstep' ? [holder] : [],
    ),
  );
  const ofMesh = nodesIn(document.root).flatMap(
    (node) => entryOf(valueAt(node, 'tracing'), 'lightstep') ?? [],
  );
  return [...tracers, ...ofMesh];
}

const summary = 'extension provider: lightstep → opentelemetry';

function migrateProvider(provider: Entry, { rewrite }: Context): void {
  rewrite(provider, summary, (edit, report) => {
    edit.rename(provider, 'opentelemetry');
    moveToken(provider.value, edit);
    report({
      level: 'warning',
      at: provider,
      message: 'spans are sent as before, but now with service.name set to the name of the workload',
      help: 'check dashboards that group by service; merge this once istiod is 1.24 or newer',
    });
  });
}

const known = ['service', 'port', 'accessToken', 'maxTagLength'];

function moveToken(node: Node, edit: Editor): void {
  const lightstep = asMapping(node);
  if (!lightstep) throw new Declined('its settings are not written here');
  const other = lightstep.entries.find(({ name }) => name === undefined || !known.includes(name));
  if (other) throw new Declined(`opentelemetry has no ${other.name ?? 'such key'}`, other.range.start);
  const [inserted] = lightstep.templatedEntries;
  if (inserted) throw new Declined('a template inserts a part of its settings', inserted.start);
  const token = entryOf(lightstep, 'accessToken');
  if (!token) return;
  if (stringOf(token.value) === undefined)
    throw new Declined('its accessToken is not written here as plain text', token.range.start);
  edit.remove(token);
  edit.insert(
    lightstep,
    'grpc',
    { initialMetadata: [{ name: 'lightstep-access-token', value: carriedOver(token.value) }] },
    entryOf(lightstep, 'port') ?? entryOf(lightstep, 'service'),
  );
}

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

const about = (): About => ({
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
      when: 'The token is not a text.',
      level: 'error',
      message: 'not rewritten: its accessToken is not written here as plain text',
      remedy:
        'Write the provider as `opentelemetry` yourself; since 1.26 a header can take its value from `envName`.',
      files: { 'values.yaml': meshWith(before('{ name: token }')) },
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
  links: [linkToReference('Extension providers', 'istio.mesh.v1alpha1/')],
});
