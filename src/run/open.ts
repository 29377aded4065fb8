import type { Exclusion } from '../files/ignorefiles';
import { type Finding, manifestFindings, type RewriteOutcome } from '../finding';
import type { Transform } from '../transform';
import type { Version } from '../version';
import { decode, type OriginalFile, readBytes } from '../files/read';
import { ManifestFile } from '../migrate/manifest-file';
import type { Hit, Upgrade } from '../migrate/survey';
import type { Mode } from './decide';

/** What to run, and on what. */
export interface RunOptions {
  readonly cwd: string;
  /** Files, directories and globs. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** What a configuration keeps out besides. */
  readonly configured?: Exclusion | undefined;
  /** Whether to rewrite the fenced blocks of Markdown files too; by default they are only swept. */
  readonly markdown?: boolean;
  /** Those that were chosen and that the target asks for. */
  readonly transforms: readonly Transform[];
  /** The ids of all transforms that there are, which ignores may name; by default those that run. */
  readonly knownIds?: readonly string[];
  /** Where the upgrade starts; undefined where it is for the tree to say. */
  readonly from?: Version | undefined;
  readonly target: Version;
  /** Whether to write what keeps the old behaviour where a default changes. */
  readonly pinDefaults?: boolean | undefined;
  /** Whether to find all that the tree pins, even where the upgrade's start is given. */
  readonly listsPins?: boolean | undefined;
  readonly mode: Mode;
  /** Asks the user about each rewrite that would be written; without it, all are written. */
  readonly ask?: Ask;
  readonly onProgress?: OnProgress;
}

/** The upgrade that is asked for. */
export function upgradeOf({
  target,
  from,
  pinDefaults,
  listsPins,
}: Pick<RunOptions, 'target' | 'from' | 'pinDefaults' | 'listsPins'>): Upgrade {
  return { to: target, from, pinDefaults, listsPins };
}

/** What a run does with many files: it looks for words, learns what the tree says, and migrates. */
type Step = 'searching' | 'reading' | 'migrating';

/** Called for each file that a step comes to; `done` counts it. */
export type OnProgress = (step: Step, done: number, total: number) => void;

/** Counts the files that each step comes to. */
export function counter({ onProgress }: Pick<RunOptions, 'onProgress'>): (step: Step, total: number) => void {
  const done = new Map<Step, number>();
  return (step, total) => {
    const count = (done.get(step) ?? 0) + 1;
    done.set(step, count);
    onProgress?.(step, Math.min(count, total), total);
  };
}

/** What is about to be made in a file: a rewrite, or several that cannot be made without each other. */
export interface AskedChange {
  readonly path: string;
  /** The whole file as it was decided so far, and with the rewrite. */
  readonly before: string;
  readonly after: string;
  /** What changes and why; lines and positions count in the text with the rewrite. */
  readonly rewrites: readonly AskedRewrite[];
  /** What is to be reported if it is made. */
  readonly findings: readonly Finding[];
}

/** A change that the user decides about. */
export interface Question extends AskedChange {
  /** What changes with it in other files, for which the answer counts as well: it would be wrong without. */
  readonly others: readonly AskedChange[];
  /** Which of the file's rewrites this is, from 1, and how many there are. */
  readonly number: number;
  readonly count: number;
}

export interface AskedRewrite extends RewriteOutcome {
  /** The object that it is about, as a report names it, where it is about one. */
  readonly object: string | undefined;
}

/**
 * `yes`: make it. `no`: leave it. `rest`: make it, and all later ones in the file. `quit`: leave it, and all that was not
 * asked yet.
 */
export type Answer = 'yes' | 'no' | 'rest' | 'quit';

export type Ask = (question: Question) => Promise<Answer>;

/** A manifest as it was read. */
interface OpenManifest {
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
 * @param isToBeWritten whether to keep the bytes: beside the text of a large file they are much
 */
export function open(hit: Hit, isToBeWritten = false): Opened {
  const { absolute, path } = hit;
  const result = readBytes(absolute);
  if (result.kind === 'fault') return result;
  if (result.kind !== 'read') return { kind: 'none' };
  const decoded = decode(result.file.bytes);
  if (decoded.kind === 'binary') return { kind: 'none' };
  if (decoded.kind === 'not-utf8') return { kind: 'undecodable', finding: undecodable(path, decoded.reason) };
  const original = isToBeWritten ? result.file : undefined;
  return { kind: 'open', manifest: new ManifestFile(path, decoded.text, { searched: hit }), original };
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
  /** Of those that are too long to be kept, the longest stays open. */
  private long: { readonly absolute: string; readonly opened: Opened; readonly length: number } | undefined;

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
    const opened = this.read(hit);
    const length = lengthOf(opened);
    if (this.characters + length <= keptAtMost) {
      this.kept.set(hit.absolute, opened);
      this.characters += length;
    } else if (!this.long || length >= this.long.length) {
      this.long = { absolute: hit.absolute, opened, length };
    }
    return opened;
  }

  /** Opens a manifest for the last time. */
  take(hit: Hit): Opened {
    const known = this.known(hit);
    const opened = known ?? this.read(hit);
    if (this.kept.delete(hit.absolute)) this.characters -= lengthOf(opened);
    if (this.long?.opened === opened) this.long = undefined;
    return opened;
  }

  private known({ absolute }: Hit): Opened | undefined {
    return this.kept.get(absolute) ?? (this.long?.absolute === absolute ? this.long.opened : undefined);
  }

  private read(hit: Hit): Opened {
    return open(hit, this.areToBeWritten);
  }
}

function lengthOf(opened: Opened): number {
  return opened.kind === 'open' ? opened.manifest.text.length : 0;
}
