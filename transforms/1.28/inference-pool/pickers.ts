import type { Context } from '../../../src/transform';
import { holdsOneOf, type ManifestDocument } from '../../../src/kubernetes/document';
import { asMapping, itemsOf, type Mapping, type Node, stringOf, walk } from '../../../src/yaml';
import { certainEntry, collectFollower, namespaceAround, statusOf, textUnder } from '../../../src/moves';
import { movedPool } from './pool';

/**
 * Flags of a v0 picker. v1.0 spells them in kebab-case.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `cmd/epp/runner/runner.go` at v0.5.1 and v1.0.0.
 */
const renamedFlags = [
  'certPath',
  'configFile',
  'configText',
  'enablePprof',
  'grpcHealthPort',
  'grpcPort',
  'healthChecking',
  'kvCacheUsagePercentageMetric',
  'loraInfoMetric',
  'metricsPort',
  'modelServerMetricsHttpsInsecureSkipVerify',
  'modelServerMetricsPath',
  'modelServerMetricsPort',
  'modelServerMetricsScheme',
  'poolName',
  'poolNamespace',
  'refreshMetricsInterval',
  'refreshPrometheusMetricsInterval',
  'secureServing',
  'totalQueuedRequestsMetric',
];
const removedFlags = ['destinationEndpointHintKey', 'DestinationEndpointHintMetadataNamespace'];

/**
 * Pickers that know only the alpha pools: GIE before v1.0, and the llm-d scheduler that is built on it.
 *
 * Source: llm-d/llm-d-inference-scheduler, `go.mod` at v0.2.1 (GIE v0.5.1) and v0.3.0 (GIE v1.0.0).
 */
const oldImages = [
  /(?:^|\/)gateway-api-inference-extension\/(?:[\w.-]+\/)*epp:v?0\.\d/,
  /(?:^|\/)llm-d-inference-scheduler:v?0\.[0-2]\./,
];

/** Reports pickers that cannot watch a v1 pool, and flags that v1.0 does not know. No image is changed. */
export function reportPickers(document: ManifestDocument, context: Context): void {
  const { report } = context;
  if (!holdsOneOf(document, wordsOfPickers)) return;
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias) return;
    const flags = oldFlagsOf(mapping);
    const image = oldImageOf(mapping);
    if (!(image ?? flags[0])) return;
    const { path } = context.locate(mapping);
    const named = { name: poolNameIn(wordsOf(mapping)), namespace: namespaceAround(mapping), path };
    if (image) collectFollower(image, named, movedPool, context);
    // An old picker is right for an old pool.
    if (statusOf(named, movedPool, context.facts) === 'stays') return;
    if (image) {
      report({
        level: 'error',
        at: image,
        message: 'endpoint pickers older than v1.0 cannot watch v1 InferencePools',
        help: `use a picker of v1.0.0 or newer, and let its role read inferenceobjectives; ${helpFor(flags)}`,
      });
    } else if (flags.some(({ name }) => name.startsWith('pool'))) {
      report({
        level: 'warning',
        at: flags[0]?.node ?? mapping,
        message: 'endpoint pickers v1.0 and later accept flags in kebab-case only',
        help: helpFor(flags),
      });
    }
  });
}

/** What starts a picker, or names the image of an old one. */
const wordsOfPickers = ['command', 'args', 'gateway-api-inference-extension', 'llm-d-inference-scheduler'];

/** The pool that the flags of an endpoint picker name. */
export function poolNameIn(words: readonly Node[]): string | undefined {
  const line = words.map((word) => stringOf(word) ?? '').join(' ');
  return /(?<![\w-])--?pool-?[nN]ame(?:=|\s+)["']?([a-z0-9][a-z0-9.-]*)/.exec(line)?.[1];
}

/** Where a mapping names the image of an old picker: in one text, or in parts as chart values do. */
function oldImageOf(mapping: Mapping): Node | undefined {
  const image = certainEntry(mapping, 'image')?.value ?? imageOfOperation(mapping);
  if (isOldImage(stringOf(image) ?? '')) return image;
  // The `images` of a kustomization have `newTag`, and a `newName` that takes the place of the name.
  const tag = (certainEntry(mapping, 'tag') ?? certainEntry(mapping, 'newTag'))?.value;
  const names = certainEntry(mapping, 'newName') ? ['newName'] : ['registry', 'hub', 'repository', 'name'];
  const parts = names.map((name) => textUnder(mapping, name));
  const path = parts.filter((part) => part !== undefined && part !== '').join('/');
  return isOldImage(`${path}:${stringOf(tag) ?? ''}`) ? tag : undefined;
}

/** What an operation of a JSON patch sets an image to. */
function imageOfOperation(mapping: Mapping): Node | undefined {
  return textUnder(mapping, 'path')?.endsWith('/image') ? certainEntry(mapping, 'value')?.value : undefined;
}

function isOldImage(image: string): boolean {
  return oldImages.some((pattern) => pattern.test(image));
}

/** What a container is started with. */
function wordsOf(mapping: Mapping): Node[] {
  const items = ['command', 'args'].flatMap((name) => itemsOf(certainEntry(mapping, name)?.value));
  return items.map(({ value }) => value);
}

interface OldFlag {
  readonly name: string;
  readonly node: Node;
}

function oldFlagsOf(mapping: Mapping): OldFlag[] {
  return wordsOf(mapping)
    .flatMap((node) => {
      const words = (stringOf(node) ?? '').matchAll(/(?<![\w-])--?([A-Za-z]+)(?![\w-])/g);
      return Array.from(words, ([, name = '']) => ({ name, node }));
    })
    .filter(({ name }) => renamedFlags.includes(name) || removedFlags.includes(name));
}

function helpFor(flags: readonly OldFlag[]): string {
  const names = [...new Set(flags.map(({ name }) => name))];
  const renamed = names.length === 0 ? ['poolName', 'poolNamespace', 'grpcPort'] : names;
  const pairs = renamed
    .filter((name) => !removedFlags.includes(name))
    .map((name) => `--${name} → --${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  const gone = names.filter((name) => removedFlags.includes(name)).map((name) => `--${name}`);
  const parts = [
    ...(pairs.length > 0 ? [`rename its flags: ${pairs.join(', ')}`] : []),
    ...(gone.length > 0 ? [`remove these, which nothing replaces: ${gone.join(', ')}`] : []),
  ];
  return parts.join('; ');
}
