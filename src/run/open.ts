import { decode } from '../files/decode';
import { type OriginalFile, readBytes } from '../files/read';
import type { Finding } from '../finding';
import { ManifestFile } from '../migrate/manifest-file';
import type { Hit } from '../migrate/pipeline';
import { manifestFindings } from '../finding';

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

/** How many characters of manifests stay open at most. Parsed, they take a hundred times as many bytes. */
const keptAtMost = 512 * 1024;

/** Opens manifests, and keeps some of them open: what the survey parses need not be parsed again to be migrated. */
export class Manifests {
  private readonly kept = new Map<string, Opened>();
  private characters = 0;
  /** Of those that are too long to be kept, the last stays open until another one that may be due is opened. */
  private long: { readonly absolute: string; readonly opened: Opened } | undefined;

  /**
   * @param areToBeWritten whether what is opened may be written
   * @param mayBeDue whether a file is likely to be opened again, to be migrated
   */
  constructor(
    private readonly areToBeWritten: boolean,
    private readonly mayBeDue: (hit: Hit) => boolean,
  ) {}

  open(hit: Hit): Opened {
    const known = this.known(hit);
    if (known) return known;
    if (!this.mayBeDue(hit)) return this.read(hit);
    this.long = undefined;
    const opened = this.read(hit);
    const length = lengthOf(opened);
    if (this.characters + length <= keptAtMost) {
      this.kept.set(hit.absolute, opened);
      this.characters += length;
    } else {
      this.long = { absolute: hit.absolute, opened };
    }
    return opened;
  }

  /** Opens a manifest for the last time. */
  take(hit: Hit): Opened {
    const known = this.known(hit);
    if (!known) this.long = undefined;
    const opened = known ?? this.read(hit);
    if (this.kept.delete(hit.absolute)) this.characters -= lengthOf(opened);
    if (this.long?.opened === opened) this.long = undefined;
    return opened;
  }

  private known({ absolute }: Hit): Opened | undefined {
    return this.kept.get(absolute) ?? (this.long?.absolute === absolute ? this.long.opened : undefined);
  }

  private read({ absolute, path }: Hit): Opened {
    return open(absolute, path, this.areToBeWritten);
  }
}

function lengthOf(opened: Opened): number {
  return opened.kind === 'open' ? opened.manifest.text.length : 0;
}
