import { fileDirectivesIn } from '../suppress/directive';
import { type Ignore, ignoreOf, mayIgnore } from '../suppress/ignore';
import type { ManifestDocument } from '../kubernetes/document';
import { readText } from '../kubernetes/embedded';
import { type Range, type Scalar, stringOf, walk } from '../yaml';
import { type FencedBlock, findManifestBlocks } from '../markdown/blocks';
import { ManifestFile } from './manifest-file';

/** Every ignore in a manifest file, also in the texts of its scalars. All offsets count in the file. */
export function allIgnoresOf(file: ManifestFile): Ignore[] {
  return [...file.ownIgnores, ...file.documentsWithIgnores.flatMap(ignoresInTexts)];
}

/** The ignores in a text that is neither a manifest nor Markdown: those for the whole file. */
export function ignoresOfPlainText(text: string): Ignore[] {
  return fileDirectivesIn(text).map((directive) => ignoreOf(directive, undefined, () => new Set()));
}

/** Every ignore in a Markdown text: those around its blocks, and those in them. */
export function ignoresOfMarkdown(path: string, text: string): Ignore[] {
  if (!mayIgnore(text)) return [];
  const inBlocks = findManifestBlocks(text).flatMap((view) =>
    ignoresOfBlock(new ManifestFile(path, view.text, view), view),
  );
  return [...ignoresAroundBlocks(text), ...inBlocks];
}

/** The ignores of a block of Markdown; offsets count in the Markdown text. */
export function ignoresOfBlock(file: ManifestFile, view: FencedBlock): Ignore[] {
  const whole = { start: view.toOuter(0), end: view.toOuter(view.text.length) };
  return allIgnoresOf(file).map((ignore) => carryIgnoreOut(ignore, whole, (offset) => view.toOuter(offset)));
}

/** The ignores for the whole of a Markdown text. */
export function ignoresAroundBlocks(text: string): Ignore[] {
  return fileDirectivesIn(text, { isMarkdown: true }).map((directive) =>
    ignoreOf(directive, undefined, () => new Set()),
  );
}

/** An ignore of a part of a text, in the whole text. */
function carryIgnoreOut(ignore: Ignore, whole: Range, toOuter: (offset: number) => number): Ignore {
  const { range, offset } = ignore;
  return { ...ignore, offset: toOuter(offset), range: range && rangeIn(whole, range, toOuter) };
}

/** A part whose place in the whole is not known stands for all of it. */
function rangeIn(whole: Range, { start, end }: Range, toOuter: (offset: number) => number): Range {
  if (end === Infinity) return whole;
  const range = { start: toOuter(start), end: toOuter(end) };
  return range.start < range.end ? range : whole;
}

function ignoresInTexts(document: ManifestDocument): Ignore[] {
  const ignores: Ignore[] = [];
  walk(document.root, (node) => {
    if (node.kind !== 'scalar' || node.alias || !mayIgnore(stringOf(node) ?? '')) return;
    ignores.push(...ignoresOfText(document, node));
  });
  return ignores;
}

function ignoresOfText(document: ManifestDocument, scalar: Scalar): Ignore[] {
  const read = readText(document, scalar);
  const [first] = read?.documents ?? [];
  if (!read || !first) return [];
  const inner = [...first.ignores, ...read.documents.flatMap(ignoresInTexts)];
  return inner.map((ignore) => carryIgnoreOut(ignore, scalar.content, (offset) => read.toOuter(offset)));
}
