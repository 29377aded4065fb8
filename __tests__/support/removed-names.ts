import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';

const oldGroup = 'inference.networking.x-k8s.io';
/** As a whole word: a longer name is that of something else. */
const namesOldGroup = /(?<![\w-])inference\.networking\.x-k8s\.io(?![\w-])/;
/** `…/export` and other labels and annotations. */
const labelKey = /inference\.networking\.x-k8s\.io\/(?!v\d)[a-z]/gi;
const alphaPolicy = /^gateway\.networking\.k8s\.io\/v1alpha[23]$/;
const staysInOldGroup =
  /InferenceObjective|InferenceModel|InferencePoolImport|EndpointPickerConfig|inferenceobjectives|inferencemodels/;

/**
 * The lines of a migrated text that name something which Istio 1.28 does not know any more, found by plain search and
 * cleared only by the exceptions that the facts list. It knows nothing of how the tool looks for them.
 */
export function linesWithRemovedNames(marked: string): number[] {
  // The parser here takes a byte order mark for a part of what follows.
  const text = marked.replace(/^\uFEFF/, '');
  const lines = text.split('\n');
  const cleared = clearedLines(text);
  const found = lines.flatMap((line, index) => (namesOldGroup.test(line) ? [index + 1] : []));
  const left = found.filter((line) => !cleared.has(line) && !isClearedByWords(lines, line - 1));
  return [...new Set([...left, ...linesWithOldFields(text)])].sort((a, b) => a - b);
}

/** Comments, block strings and what cannot be parsed: by the words on the line and beside it. */
function isClearedByWords(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (!namesOldGroup.test(line.replaceAll(labelKey, ''))) return true;
  // What is above an item of a list is of another item.
  const above = /^[\s>#]*- /.test(line) ? 0 : 2;
  const near = lines.slice(Math.max(0, index - above), index + 3);
  const isOfPool = near.some((text) => /InferencePool\b|inferencepools/.test(text));
  return !isOfPool && near.some((text) => staysInOldGroup.test(text));
}

/** What a parser can tell: whose group it is, and what a role grants. */
function clearedLines(text: string): Set<number> {
  const cleared = new Set<number>();
  const counter = new LineCounter();
  for (const document of parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false })) {
    if (!('errors' in document) || document.errors.length > 0) continue;
    const lineOf = (node: Node): number => counter.linePos(node.range?.[0] ?? 0).line;
    const isCrd =
      isMap(document.contents) && textAt(document.contents, 'kind') === 'CustomResourceDefinition';
    if (isCrd) {
      // Its comments are about the definition as well.
      const [start, , end] = document.range;
      const from = counter.linePos(start).line;
      const lines = text.slice(start, end).split('\n');
      lines.forEach((line, index) => line.trimStart().startsWith('#') && cleared.add(from + index));
    }
    visit(document, {
      Scalar(_, node) {
        const value = String(node.value);
        if (isCrd && value !== `inferencepools.${oldGroup}`) cleared.add(lineOf(node as Node));
      },
      Map(_, map) {
        for (const node of clearedIn(map)) cleared.add(lineOf(node as Node));
      },
    });
  }
  return cleared;
}

function clearedIn(map: YAMLMap): Scalar[] {
  const kind = textAt(map, 'kind');
  if (kind !== undefined && !/^InferencePool(?:List)?$/.test(kind)) {
    return scalars(map.get('apiVersion', true), map.get('group', true));
  }
  const names = [...textsAt(map, 'resources'), ...textsAt(map, 'kinds')];
  if (names.length === 0) return [];
  const meansPool = names.some((name) => /^(?:inferencepools(?:\/.*)?|InferencePool|\*.*)$/.test(name));
  const meansOthers = names.some((name) => !/^(?:inferencepools(?:\/.*)?|InferencePool)$/.test(name));
  if (meansPool && !meansOthers) return [];
  const groups: unknown = map.get('apiGroups', true);
  return scalars(map.get('group', true), ...(isSeq(groups) ? groups.items : []));
}

/** Fields of pools and policies that are still old: only where the object itself is one. */
function linesWithOldFields(text: string): number[] {
  const lines: number[] = [];
  const counter = new LineCounter();
  for (const document of parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false })) {
    if (!('errors' in document) || document.errors.length > 0) continue;
    visit(document, {
      Map(_, map) {
        const [kind, apiVersion] = [textAt(map, 'kind'), textAt(map, 'apiVersion') ?? ''];
        const old: unknown[] = [];
        if (kind === 'BackendTLSPolicy' && alphaPolicy.test(apiVersion))
          old.push(map.get('apiVersion', true));
        if (kind === 'InferencePool' && apiVersion.startsWith('inference.networking.')) {
          for (const name of ['extensionRef', 'endpointPickerRef'])
            old.push(map.getIn(['spec', name, 'portNumber'], true));
        }
        for (const node of scalars(...old)) lines.push(counter.linePos(node.range?.[0] ?? 0).line);
      },
    });
  }
  return lines;
}

function scalars(...nodes: unknown[]): Scalar[] {
  return nodes.filter((node) => isScalar(node));
}

function textAt(map: YAMLMap, name: string): string | undefined {
  const value: unknown = map.get(name);
  return typeof value === 'string' ? value : undefined;
}

function textsAt(map: YAMLMap, name: string): string[] {
  const list: unknown = map.get(name, true);
  return isSeq(list) ? list.items.map((item) => (isScalar(item) ? String(item.value) : '')) : [];
}
