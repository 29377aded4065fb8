import { decode } from '../files/decode';
import { type OriginalFile, readBytes } from '../files/read';
import type { Finding } from '../finding';
import { ManifestFile } from '../migrate/manifest-file';
import { manifestFindings } from '../migrate/request';

/** A manifest as it was read. */
export interface OpenManifest {
  readonly kind: 'open';
  readonly manifest: ManifestFile;
  /** The file as it was read; only where it may be written. */
  readonly original: OriginalFile | undefined;
}

/** What opening a manifest gave. `none`: it is gone, or holds no text. */
export type Opened =
  | OpenManifest
  | { readonly kind: 'none' }
  | { readonly kind: 'undecodable'; readonly finding: Finding }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * Reads and decodes a file.
 *
 * @param path as reports show it
 * @param isToBeWritten whether to keep the bytes: beside the text of a large file they are much
 */
export function open(absolute: string, path: string, isToBeWritten = false): Opened {
  const result = readBytes(absolute);
  if (result.kind === 'fault') return result;
  if (result.kind !== 'read') return { kind: 'none' };
  const decoded = decode(result.file.bytes);
  if (decoded.kind === 'binary') return { kind: 'none' };
  if (decoded.kind === 'not-utf8') return { kind: 'undecodable', finding: undecodable(path, decoded.reason) };
  const original = isToBeWritten ? result.file : undefined;
  return { kind: 'open', manifest: new ManifestFile(path, decoded.text), original };
}

/** The manifest, if there is one. */
export function manifestOf(opened: Opened): ManifestFile | undefined {
  return opened.kind === 'open' ? opened.manifest : undefined;
}

function undecodable(path: string, reason: string): Finding {
  return {
    transform: manifestFindings,
    level: 'warning',
    path,
    line: 1,
    column: 1,
    message: `cannot be read as text: ${reason}`,
    help: 'save the file as UTF-8 and run again; nothing in it was rewritten',
  };
}
