import { decode, type LookResult, lookAt, type OriginalFile, readBytes, type ReadResult } from '../files';
import type { Finding } from '../manifest';
import { ManifestFile, manifestFindings } from '../migrate';
import { eachOf } from './parallel';
import { shownPath } from './paths';
import type { Fault } from './result';
import { sweptBytesAtMost } from './sweep';
import { TriggerWords } from './trigger-words';

/** A file that holds a trigger word, as it was read. */
export interface SelectedFile {
  readonly absolute: string;
  readonly manifest: ManifestFile;
  readonly original: OriginalFile;
}

/** A file that is only to be swept. */
export interface SelectedText {
  readonly path: string;
  readonly text: string;
}

/** The files that can matter, and what there is to say of those that cannot be read. */
export interface Selection {
  readonly files: readonly SelectedFile[];
  readonly texts: readonly SelectedText[];
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
}

/** What to read, and what to look for in it. Paths are absolute. */
export interface Wanted {
  /** Manifests, which are selected by trigger words. */
  readonly manifests: readonly string[];
  readonly triggers: readonly string[];
  /** Which manifests are selected whatever they hold, by their shown path. */
  readonly isWanted?: (path: string) => boolean;
  /** Other files, and the words of the sweep that select any file as a text. */
  readonly texts?: readonly string[];
  readonly mentions?: readonly string[];
}

/** Reads files, each once, and keeps those that hold one of the words; nothing is decoded or parsed without a hit. */
export async function select(
  { manifests, triggers, isWanted = () => false, texts = [], mentions = [] }: Wanted,
  { cwd, onProgress }: { cwd: string; onProgress?: (done: number, total: number) => void },
): Promise<Selection> {
  const selector = new Selector(new TriggerWords(triggers), isWanted, new TriggerWords(mentions), cwd);
  const total = manifests.length + texts.length;
  let done = 0;
  const files = await eachOf(manifests, async (absolute) => {
    onProgress?.(++done, total);
    return selector.manifest(absolute, await readBytes(absolute));
  });
  for (const absolute of texts) {
    onProgress?.(++done, total);
    selector.text(absolute, lookAt(absolute, sweptBytesAtMost));
  }
  const { findings, faults } = selector;
  return { files: files.filter((file) => file !== undefined), texts: selector.texts, findings, faults };
}

class Selector {
  readonly texts: SelectedText[] = [];
  readonly findings: Finding[] = [];
  readonly faults: Fault[] = [];

  constructor(
    private readonly triggers: TriggerWords,
    private readonly isWanted: (path: string) => boolean,
    private readonly mentions: TriggerWords,
    private readonly cwd: string,
  ) {}

  /** The file, if it holds a trigger word. */
  manifest(absolute: string, result: ReadResult): SelectedFile | undefined {
    if (result.kind !== 'read') {
      this.unread(absolute, result);
      return undefined;
    }
    const { file } = result;
    if (!this.triggers.isIn(file.bytes) && !this.isWanted(shownPath(absolute, this.cwd))) {
      this.bytes(absolute, file.bytes);
      return undefined;
    }
    const text = this.decoded(absolute, file.bytes);
    if (text === undefined) return undefined;
    return { absolute, manifest: new ManifestFile(shownPath(absolute, this.cwd), text), original: file };
  }

  text(absolute: string, result: LookResult): void {
    if (result.kind === 'read') this.bytes(absolute, result.bytes);
    else this.unread(absolute, result);
  }

  private bytes(absolute: string, bytes: Buffer): void {
    if (!this.mentions.isIn(bytes)) return;
    const text = this.decoded(absolute, bytes);
    if (text !== undefined) this.texts.push({ path: shownPath(absolute, this.cwd), text });
  }

  private unread(absolute: string, result: Exclude<LookResult, { kind: 'read' }>): void {
    if (result.kind !== 'fault') return;
    this.faults.push({ path: shownPath(absolute, this.cwd), message: result.message });
  }

  private decoded(absolute: string, bytes: Buffer): string | undefined {
    const decoded = decode(bytes);
    if (decoded.kind === 'text') return decoded.text;
    if (decoded.kind === 'not-utf8')
      this.findings.push(undecodable(shownPath(absolute, this.cwd), decoded.reason));
    return undefined;
  }
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
