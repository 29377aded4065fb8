import { once } from '../../../src/once';
import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import {
  asMapping,
  asText,
  isTemplatedNode,
  type Item,
  itemsOf,
  type Mapping,
  type Node,
  type Sequence,
  stringOf,
  type Text,
  walk,
} from '../../../src/yaml';
import {
  certainEntry,
  collectFollower,
  contextOfFollower,
  holdByTemplate,
  mayMove,
  namespaceAround,
  statusOf,
  textUnder,
} from '../../../src/moves';
import { isGroupOfOperation } from './picker-arguments';
import { movedPool } from './pool';
import { group, oldGroup } from './names';

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
export function reportPickers({ root }: ManifestDocument, context: Context): void {
  const { report } = context;
  walk(root, (node) => {
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

/** The pool that the flags of an endpoint picker name. */
function poolNameIn(words: readonly Node[]): string | undefined {
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

/** The flag with its value in one text: an argument of its own, or part of a command line. */
const flagWithValue = new RegExp(
  `(?<![\\w-])--?pool-group(?:=|[ \\t]+)["']?${oldGroup.replaceAll('.', '\\.')}(?![\\w.-])`,
  'g',
);

/**
 * The flag of an endpoint picker that says in which group its pool is, wherever a document holds it.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `cmd/epp/runner/runner.go` at v1.0.0.
 */
export function migrateFlags(
  document: ManifestDocument,
  context: Context,
  isHeld: (node: Node) => boolean,
): void {
  walk(document.root, (node) => {
    const text = asText(node);
    if (!text || text.alias || context.isRead(text) || isHeld(text)) return;
    const chosen = [/(?<![\w-])--?pool-group[= \t]/.test(text.value) ? text : itemBehind(text)].find(
      isTemplatedNode,
    );
    if (chosen && holdByTemplate(chosen, namedBy(text, context), document, movedPool, context)) return;
    const isOperation = isGroupOfOperation(text, context.facts);
    const value = isOperation ? text : valueBehind(text);
    if (value && mayMove(value, namedBy(text, context), movedPool, context)) {
      const flag = isOperation ? '--pool-group' : text.value;
      contextOf(text, context).rewrite(value, `${flag} ${oldGroup} → ${group}`, (edit) => {
        edit.set(value, group);
      });
    }
    const flags = [...new Set(text.value.match(flagWithValue))];
    if (flags.length === 0 || !mayMove(text, namedBy(text, context), movedPool, context)) return;
    contextOf(text, context).rewrite(text, `${flags.join(', ')} → ${group}`, (edit) => {
      edit.replaceWords(
        text,
        flags.map((flag) => ({ from: flag, to: flag.replace(oldGroup, group) })),
      );
    });
  });
}

/** A flag follows the pools that it may be about. */
function contextOf(flag: Text, context: Context): Context {
  return contextOfFollower(namedBy(flag, context), movedPool, context);
}

function namedBy(flag: Text, { locate }: Context) {
  return { name: poolNameBeside(flag), namespace: namespaceAround(flag), path: locate(flag).path };
}

/** The pool that the flags beside a flag name, in the same text or list. */
function poolNameBeside(text: Text): string | undefined {
  return poolNameIn([text]) ?? argumentsAround(text)?.poolName;
}

/** A list of arguments: the pool that it names, and where each item is. */
interface Arguments {
  readonly items: readonly Item[];
  readonly places: ReadonlyMap<unknown, number>;
  readonly poolName: string | undefined;
}

/** The list that an argument is in. */
function argumentsAround({ parent }: Text): Arguments | undefined {
  const list = parent?.parent;
  return list?.kind === 'sequence' ? argumentsIn(list) : undefined;
}

/** Looks through a list once, since each of its flags asks. */
const argumentsIn = once(({ items }: Sequence): Arguments => {
  const places = new Map(items.map((item, index) => [item, index]));
  return { items, places, poolName: poolNameIn(items.map(({ value }) => value)) };
}, new WeakMap());

/** The old group, where it is the list's next item behind an item that is only the flag. */
function valueBehind(text: Text): Text | undefined {
  const next = itemBehind(text);
  return next?.value === oldGroup ? next : undefined;
}

/** The list's next item behind an item that is only the flag. */
function itemBehind(text: Text): Text | undefined {
  if (!/^--?pool-group$/.test(text.value)) return undefined;
  const around = argumentsAround(text);
  const place = around?.places.get(text.parent);
  return place === undefined ? undefined : asText(around?.items[place + 1]?.value);
}
