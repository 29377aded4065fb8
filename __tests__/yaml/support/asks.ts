import {
  applyEdits,
  asText,
  Declined,
  type Edit,
  Editor,
  type Entry,
  isParseProblem,
  type Item,
  maskTemplate,
  type Node,
  parseDocument,
  type Plain,
  rewriteDocument,
  splitDocuments,
  type Wrapper,
  type YamlDocument,
} from '../../../src/yaml';
import type { Operation, Path } from './plain';

/**
 * What a table row asks for. Paths are keys and indices joined by dots, `''` is the root; layers are keys, or `-`
 * for a list.
 */
export type Ask =
  | readonly ['rename', string, string]
  | readonly ['set', string, string | number | boolean]
  | readonly ['nest', string, readonly string[], string?]
  | readonly ['insert', string, string, Plain, string?]
  | readonly ['append', string, Plain]
  | readonly ['remove', string]
  | readonly ['unwrap', string]
  | readonly ['fill', string, { readonly [key: string]: Plain }]
  | readonly ['replace', string, string, string]
  | readonly ['text', string, string, string]
  | readonly ['chomp', string];

/** Rewrites one document of a text, and gives the whole text, or the reason why it was declined. */
export function rewritten(text: string, asks: readonly Ask[], index = 0): string {
  const document = documentOf(text, index);
  const editor = new Editor();
  noteAll(editor, rootOf(document), asks);
  try {
    const { edits } = rewriteDocument(document, editor.changes);
    if (edits.some((edit) => edit.start === edit.end && edit.text === ''))
      throw new Error('an edit is empty');
    return applyEdits(text, edits);
  } catch (error) {
    if (error instanceof Declined) return `declined: ${error.message}`;
    throw error;
  }
}

/** One parsed document of a text. */
export function documentOf(text: string, index = 0): YamlDocument {
  const template = maskTemplate(text);
  const range = splitDocuments(template?.masked ?? text)[index];
  if (!range) throw new Error('there is no such document');
  const document = parseDocument(text, range, template);
  if (isParseProblem(document)) throw new Error(`${document.message} at ${document.offset}`);
  return document;
}

export function rootOf({ root }: YamlDocument): Node {
  if (!root) throw new Error('the document is empty');
  return root;
}

/** Notes what a table row asks for. */
export function noteAll(editor: Editor, root: Node, asks: readonly Ask[]): void {
  for (const ask of asks) note(editor, root, ask);
}

function note(editor: Editor, root: Node, ask: Ask): void {
  const steps = ask[1] === '' ? [] : ask[1].split('.');
  switch (ask[0]) {
    case 'rename':
      editor.rename(entryAt(root, steps), ask[2]);
      break;
    case 'set':
      editor.set(scalar(nodeAt(root, steps)), ask[2]);
      break;
    case 'nest':
      editor.nest(
        entryAt(root, steps),
        ask[2].map((layer): Wrapper => (layer === '-' ? 'item' : { key: layer })),
        ask[3],
      );
      break;
    case 'insert': {
      const after = ask[4] === undefined ? undefined : entryAt(root, [...steps, ask[4]]);
      editor.insert(mapping(nodeAt(root, steps)), ask[2], ask[3], after);
      break;
    }
    case 'append':
      editor.append(sequence(nodeAt(root, steps)), ask[2]);
      break;
    case 'remove':
      editor.remove(elementAt(root, steps));
      break;
    case 'unwrap': {
      const entry = entryAt(root, steps);
      editor.unwrap(entry, mapping(entry.value).entries);
      break;
    }
    case 'fill':
      editor.fill(entryAt(root, steps), ask[2]);
      break;
    case 'text': {
      const text = scalar(nodeAt(root, steps));
      const start = String(text.value).indexOf(ask[2]);
      editor.rewriteText(text, [{ start, end: start + ask[2].length, text: ask[3] }]);
      break;
    }
    case 'chomp': {
      const text = asText(nodeAt(root, steps));
      if (!text) throw new Error('there is no text');
      editor.chomp(text);
      break;
    }
    case 'replace':
      editor.replaceWords(scalar(nodeAt(root, steps)), [{ from: ask[2], to: ask[3] }]);
      break;
  }
}

/** Notes an operation on plain data, whose paths are indices. @returns the changes' edits */
export function operateOn(document: YamlDocument, operations: readonly Operation[]): readonly Edit[] {
  const root = rootOf(document);
  const editor = new Editor();
  for (const operation of operations) {
    const { path } = operation;
    switch (operation.type) {
      case 'rename':
        editor.rename(entry(elementOn(root, path)), operation.key);
        break;
      case 'nest':
        editor.nest(entry(elementOn(root, path)), operation.wrappers, operation.key);
        break;
      case 'set':
        editor.set(scalar(nodeOn(root, path)), operation.value);
        break;
      case 'insert': {
        const at = mapping(nodeOn(root, path));
        const after = operation.after === undefined ? undefined : at.entries[operation.after];
        editor.insert(at, operation.key, operation.value, after);
        break;
      }
      case 'append':
        editor.append(sequence(nodeOn(root, path)), operation.value);
        break;
      case 'remove':
        editor.remove(elementOn(root, path));
        break;
      case 'unwrap': {
        const holder = entry(elementOn(root, path));
        editor.unwrap(holder, mapping(holder.value).entries);
        break;
      }
    }
  }
  return rewriteDocument(document, editor.changes).edits;
}

export function nodeOn(root: Node, path: Path): Node {
  let at = root;
  for (const index of path) at = childAt(at, index).value;
  return at;
}

export function elementOn(root: Node, path: Path): Entry | Item {
  return childAt(nodeOn(root, path.slice(0, -1)), path.at(-1) ?? -1);
}

function childAt(node: Node, index: number): Entry | Item {
  const child =
    node.kind === 'mapping' ? node.entries[index] : node.kind === 'sequence' ? node.items[index] : undefined;
  if (!child) throw new Error('there is nothing at this path');
  return child;
}

export function nodeAt(root: Node, steps: readonly string[]): Node {
  return steps.length === 0 ? root : elementAt(root, steps).value;
}

function elementAt(root: Node, steps: readonly string[]): Entry | Item {
  const node = nodeAt(root, steps.slice(0, -1));
  const step = steps.at(-1) ?? '';
  const element =
    node.kind === 'mapping'
      ? (node.entries.find(({ name }) => name === step) ?? node.entries[Number(step)])
      : node.kind === 'sequence'
        ? node.items[Number(step)]
        : undefined;
  if (!element) throw new Error(`there is no "${steps.join('.')}"`);
  return element;
}

function entryAt(root: Node, steps: readonly string[]): Entry {
  return entry(elementAt(root, steps));
}

function entry(element: Entry | Item): Entry {
  if (element.kind !== 'entry') throw new Error('there is no entry');
  return element;
}

function scalar(node: Node) {
  if (node.kind !== 'scalar') throw new Error('there is no scalar');
  return node;
}

function mapping(node: Node) {
  if (node.kind !== 'mapping') throw new Error('there is no mapping');
  return node;
}

function sequence(node: Node) {
  if (node.kind !== 'sequence') throw new Error('there is no sequence');
  return node;
}
