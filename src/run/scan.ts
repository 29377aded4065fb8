import { lookAt } from '../files';
import type { Words } from '../manifest';
import { shownPath } from './paths';
import type { Fault } from './result';

/** A file that holds some of the words that were looked for. */
export interface Hit {
  readonly absolute: string;
  /** As reports show it. */
  readonly path: string;
  readonly words: ReadonlySet<string>;
}

/** The files that can matter, and what cannot be read. */
export interface Scan {
  readonly hits: readonly Hit[];
  readonly faults: readonly Fault[];
}

/**
 * Searches the bytes of files, one after the other and each once; nothing is decoded, and nothing kept but the names of
 * those that hold one of the words.
 *
 * @param paths absolute
 * @param bytesAtMost larger files are passed over
 */
export function scan(
  paths: readonly string[],
  words: Words,
  {
    cwd,
    bytesAtMost = Infinity,
    onFile,
  }: { readonly cwd: string; readonly bytesAtMost?: number; readonly onFile?: () => void },
): Scan {
  const hits: Hit[] = [];
  const faults: Fault[] = [];
  for (const absolute of paths) {
    onFile?.();
    const result = lookAt(absolute, bytesAtMost);
    if (result.kind === 'fault') faults.push({ path: shownPath(absolute, cwd), message: result.message });
    if (result.kind !== 'read') continue;
    const text = searchable(result.bytes);
    const held = words.in(text);
    if (held.size > 0) hits.push({ absolute, path: shownPath(absolute, cwd), words: held });
  }
  return { hits, faults };
}

/** Bytes as Latin-1 text; of UTF-16 only every other byte, which for ASCII is the character. */
function searchable(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const isWide = text.startsWith('\u00FF\u00FE') || text.startsWith('\u00FE\u00FF');
  return isWide ? text.replaceAll('\0', '') : text;
}
