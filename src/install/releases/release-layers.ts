import {
  asMapping,
  insertedAt,
  isTemplatedNode,
  isNull,
  type Mapping,
  type Node,
  type Place,
  type Range,
  type Scalar,
  stringOf,
  valueAt,
} from '../../yaml';
import type { Carrier, LayerForm } from './carriers';
import { wordsFrom, flagsIn, switches } from '../scripts/shell';

/** A place in a document: keys to follow from a mapping that is there. Those at the end may be missing. */
export interface ValuesPath {
  readonly base: Mapping;
  readonly keys: readonly string[];
  /** Whether the keys lead to a list of maps; only where it is missing yet. */
  readonly isItem?: boolean;
  /** Whether no map can be there: nothing is inserted. */
  readonly isClosed?: boolean;
}

/** Where values of a release come from. */
export type Layer = Source & {
  /** Which of the holders over the release has it. */
  readonly over?: number;
};

type Source =
  /** A map that is in the manifest. */
  | { readonly kind: 'map'; readonly at: ValuesPath }
  /** A file of the tree; its path counts from the manifest's folder, from the repository's root, or from where a script runs. */
  | {
      readonly kind: 'file';
      readonly at: Node;
      readonly path: string;
      readonly from: 'folder' | 'root' | 'script';
    }
  /** YAML in a block string. */
  | { readonly kind: 'text'; readonly at: Scalar }
  /** A ConfigMap, by its name, and the key of the values, undefined for all: what is generated from a file of the tree is found there. */
  | {
      readonly kind: 'config-map';
      readonly at: Node;
      readonly name: string;
      readonly key: string | undefined;
    }
  /** The values of an object of the tree that this one only adds to. */
  | { readonly kind: 'base'; readonly at: Node }
  /** A Secret, a URL, a variable of a module: nothing that can be seen here. */
  | { readonly kind: 'elsewhere'; readonly at: Place; readonly variable?: string };

/** The layers that are at a place of a release. */
export function layersOf(
  as: LayerForm,
  path: string,
  holder: Mapping,
  inherited: readonly Mapping[],
  { insteadOfTexts }: Carrier,
): Layer[] {
  const keys = path.split('.');
  if (as === 'base') return [{ kind: 'base', at: holder }];
  const inserted = insertedAt(holder, ...keys);
  if (inserted) return [insertedBy(inserted)];
  const own = valueAt(holder, ...keys);
  switch (as) {
    case 'map':
      if (asMapping(own)) return [{ kind: 'map', at: { base: holder, keys } }];
      return own && stringOf(own) !== undefined ? [{ kind: 'elsewhere', at: own }] : [];
    case 'text':
      if (insteadOfTexts !== undefined && asMapping(valueAt(holder, ...insteadOfTexts.split('.')))) return [];
      return own?.kind === 'scalar' && saysSomething(own) ? [{ kind: 'text', at: own }] : [];
    case 'sources':
    case 'whole sources':
      return eachOf(own, (value) =>
        valueAt(value, 'targetPath') ? [] : [sourceOf(value, as === 'whole sources')],
      );
    case 'files':
      return eachOf(own, (value) => [fileOf(value)]);
    case 'calls':
      return eachOf(own, (at) =>
        pathsIn(stringOf(at) ?? '').map((path): Layer => ({ kind: 'file', at, path, from: 'script' })),
      );
    case 'flags':
      return eachOf(own, flagged);
    case 'references':
      return eachOf(own, (value) => [referenceOf(value, folderOfFiles(holder))]);
    case 'texts':
      return eachOf(own, textIn);
    case 'items': {
      const [from] = inherited.flatMap((each) => valueAt(each, ...keys) ?? []);
      return eachOf(own ?? from, (value): Layer[] => {
        const map = asMapping(value);
        // What a template holds is that of several releases.
        if (map)
          return own ? [{ kind: 'map', at: { base: map, keys: [] } }] : [{ kind: 'elsewhere', at: map }];
        return [fileOf(value)];
      });
    }
  }
}

/** The layers of one value, or of each item of a list, with what a template puts among the items. */
function eachOf(node: Node | undefined, read: (value: Node) => readonly Layer[]): Layer[] {
  if (node?.kind === 'scalar' && !isNull(node)) return [...read(node)];
  if (node?.kind !== 'sequence') return [];
  const parts = [
    ...node.items.map(({ value, range }) => ({ start: range.start, layers: read(value) })),
    ...node.templatedItems.map((range) => ({ start: range.start, layers: [insertedBy(range)] })),
  ];
  return parts.toSorted((one, other) => one.start - other.start).flatMap(({ layers }) => layers);
}

function insertedBy({ start }: Range): Layer {
  return { kind: 'elsewhere', at: { kind: 'spot', offset: start } };
}

/** One path, or a list of them: on lines, between commas, or in JSON. */
function pathsIn(text: string): string[] {
  const paths = text.replace(/^\s*\[([^]*)\]\s*$/, '$1').split(/[\n,]/);
  return paths.map((path) => path.trim().replace(/^(["'])(.*)\1$/, '$2')).filter((path) => path !== '');
}

/** A text of values, a map, a file, or what only Terraform knows. */
function textIn(at: Node): Layer[] {
  const map = asMapping(at);
  if (map) return [{ kind: 'map', at: { base: map, keys: [] } }];
  const [, path] = /^file:(\S+)$/.exec(stringOf(at) ?? '') ?? [];
  if (path !== undefined) return [{ kind: 'file', at, path, from: 'script' }];
  const [, variable] = /^var:([\w-]+)$/.exec(stringOf(at) ?? '') ?? [];
  if (variable !== undefined) return [{ kind: 'elsewhere', at, variable }];
  const isFilledIn = isTemplatedNode(at) && /^[\s\uE000-\uF8FF]*$/.test(stringOf(at) ?? '');
  if (at.kind !== 'scalar' || isFilledIn) return [{ kind: 'elsewhere', at }];
  return saysSomething(at) ? [{ kind: 'text', at }] : [];
}

/** Whether a text of values has more than comments. */
function saysSomething(text: Node): boolean {
  return /^[ \t]*[^#\s]/m.test(stringOf(text) ?? '');
}

/**
 * `{kind: ConfigMap, name, valuesKey}` of Flux, `{configMapKeyRef: {name, key}}` of Crossplane and Fleet, the same of
 * Secrets, and `{path}` and `{configMapRef: {name}}` of kapp-controller, which puts what it fetches into numbered folders.
 */
function sourceOf(source: Node, isWhole: boolean): Layer {
  const path = stringOf(valueAt(source, 'path'));
  if (path !== undefined) return { kind: 'file', at: source, path: path.replace(/^\d+\//, ''), from: 'root' };
  const map = valueAt(source, 'configMapKeyRef') ?? valueAt(source, 'configMapRef');
  const reference = map ?? valueAt(source, 'secretKeyRef') ?? valueAt(source, 'secretRef');
  const name = stringOf(valueAt(reference ?? source, 'name'));
  const kind = reference ? (map ? 'ConfigMap' : 'Secret') : stringOf(valueAt(source, 'kind'));
  if (name === undefined || (kind !== 'ConfigMap' && kind !== 'Secret'))
    return { kind: 'elsewhere', at: source };
  const key = stringOf(reference ? valueAt(reference, 'key') : valueAt(source, 'valuesKey'));
  const named = kind === 'Secret' ? secretNamed(name) : name;
  return { kind: 'config-map', at: source, name: named, key: isWhole ? undefined : (key ?? 'values.yaml') };
}

/** How a Secret is called among the ConfigMaps: by a name that none of these can have. */
export function secretNamed(name: string): string {
  return `Secret ${name}`;
}

/** The name of the Secret that is called so; undefined for a ConfigMap. */
export function secretIn(name: string): string | undefined {
  const start = secretNamed('');
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}

/** The files that flags of `helm` in a text name; what else they set is not looked into. */
function flagged(at: Node): Layer[] {
  const { pairs } = flagsIn(wordsFrom(stringOf(at) ?? '', 0).words, switches);
  return pairs.flatMap(([flag, value]): Layer[] => {
    if (flag === '-f' || flag === '--values')
      return value.split(',').map((path): Layer => ({ kind: 'file', at, path: path, from: 'script' }));
    return flag === undefined || /^--set/.test(flag) ? [{ kind: 'elsewhere', at }] : [];
  });
}

function fileOf(at: Node): Layer {
  const path = stringOf(at);
  return path === undefined || path.includes('://')
    ? { kind: 'elsewhere', at }
    : { kind: 'file', at, path, from: 'folder' };
}

/** Argo CD has paths count from the chart, Flux from the source that brings it: in a Git repository both can be seen. */
function folderOfFiles(holder: Mapping): string | undefined {
  const source = stringOf(valueAt(holder, 'chart', 'spec', 'sourceRef', 'kind'));
  return source === 'GitRepository' || source === 'Bucket' ? '.' : stringOf(valueAt(holder, 'path'));
}

/** `$name/path` is a file of the source called so by `ref:`; other paths count from the chart. */
function referenceOf(at: Node, folder: string | undefined): Layer {
  const file = stringOf(at) ?? '';
  const referenced = /^\$[^/]+\/(.+)$/.exec(file)?.[1];
  if (referenced !== undefined) return { kind: 'file', at, path: referenced, from: 'root' };
  if (folder === undefined || file === '' || file.includes('://')) return { kind: 'elsewhere', at };
  return { kind: 'file', at, path: file.startsWith('/') ? file : `${folder}/${file}`, from: 'root' };
}

/** Beside a text, a map of values would take its place or win over it. */
export function usualOf(
  { usual, isFixed = false }: Carrier,
  base: Mapping,
  layers: readonly Layer[],
  hasParameters: boolean,
): ValuesPath | undefined {
  const hasText = layers.some(({ kind }) => kind === 'text');
  if (!usual || (hasText && !hasParameters)) return undefined;
  const { alias, isItem = false, isText = false, withParameters = false } = usual;
  const path = alias !== undefined && valueAt(base, alias) ? alias : usual.path;
  // What is never rewritten needs a layer only where the chart is given nothing; of Terraform, the sweep says so.
  const isGiven = layers.length > 0 || hasParameters;
  if (isFixed && isGiven === isText) return undefined;
  const keys = path.split('.');
  // To a list that is there, nothing is added, and what a template puts there as a whole holds no place for it.
  const isFilled = stringOf(valueAt(base, ...keys)) !== undefined;
  const isClosed = isText || isFilled || (withParameters && !hasParameters) || (isItem && layers.length > 0);
  return { base, keys, ...(isItem && { isItem }), ...(isClosed && { isClosed }) };
}
