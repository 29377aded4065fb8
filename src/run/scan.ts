import { isAbsolute, relative, sep } from 'node:path';
import { lookAt } from '../files/read';
import type { Hit } from '../migrate/pipeline';
import type { Words } from '../words';
import type { Fault } from './result';

/** The files that can matter, and what cannot be read. */
export interface Scan {
  readonly hits: readonly Hit[];
  readonly faults: readonly Fault[];
}

export interface ScanOptions {
  readonly cwd: string;
  readonly onFile?: () => void;
  /** Whether a file lies in a folder of tests or examples. */
  readonly isSample?: (absolute: string) => boolean;
}

/**
 * Searches the bytes of files, one after the other and each once; nothing is decoded, and nothing kept but the names of
 * those that hold one of the words. However long a text is, it is searched piece by piece; of binary files only the
 * first piece is read.
 *
 * @param paths absolute
 */
export function scan(paths: readonly string[], words: Words, { cwd, onFile, isSample }: ScanOptions): Scan {
  const hits: Hit[] = [];
  const faults: Fault[] = [];
  for (const absolute of paths) {
    onFile?.();
    const search = new Search(words);
    const result = lookAt(absolute, Infinity, (piece) => search.add(piece));
    if (result.kind === 'fault') faults.push({ path: shownPath(absolute, cwd), message: result.message });
    if (result.kind !== 'read') continue;
    const { found } = search;
    if (found.size === 0) continue;
    const path = shownPath(absolute, cwd);
    hits.push({ absolute, path, words: found, isSample: isSample?.(absolute) ?? false });
  }
  return { hits, faults };
}

/** A path as reports show it: relative to the working directory, with `/`. */
export function shownPath(given: string, cwd: string): string {
  const path = isAbsolute(given) ? relative(cwd, given) || '.' : given;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Looks for words in the bytes of one file, piece by piece. */
class Search {
  found: ReadonlySet<string> = new Set();
  private isWide: boolean | undefined;
  /** The end of what was searched, which may hold the start of a word. */
  private tail = '';

  constructor(private readonly words: Words) {}

  /** Answers whether there is any use in the next piece. */
  add(piece: Buffer): 'more' | 'enough' {
    if (this.isWide === undefined && isBinary(piece)) return 'enough';
    const text = this.searchable(piece);
    this.merge(this.words.in(text));
    const { longest } = this.words;
    if (this.tail !== '') this.merge(this.words.in(this.tail + text.slice(0, longest)));
    this.tail = (text.length < longest ? this.tail + text : text).slice(-longest);
    return 'more';
  }

  private merge(more: ReadonlySet<string>): void {
    if (more.size > 0) this.found = this.found.size > 0 ? new Set([...this.found, ...more]) : more;
  }

  /** Bytes as Latin-1 text; of UTF-16 only every other byte, which for ASCII is the character. */
  private searchable(piece: Buffer): string {
    const text = piece.toString('latin1');
    this.isWide ??= text.startsWith('\u00FF\u00FE') || text.startsWith('\u00FE\u00FF');
    return this.isWide ? text.replaceAll('\0', '') : text;
  }
}

/** Whether bytes are no text: they hold a NUL near their start, as git looks for it, and are not UTF-16. */
function isBinary(piece: Buffer): boolean {
  const isWide = [0xfe, 0xff].includes(piece[0] ?? 0) && [0xfe, 0xff].includes(piece[1] ?? 0);
  return !isWide && piece.subarray(0, 8000).includes(0);
}
