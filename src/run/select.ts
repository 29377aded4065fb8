import { decode, type OriginalFile, readBytes } from '../files';
import type { Finding } from '../manifest';
import { ManifestFile, manifestFindings } from '../migrate';
import { eachOf } from './parallel';
import { shownPath } from './paths';
import type { Fault } from './result';
import { TriggerWords } from './trigger-words';

/** A file that holds a trigger word, as it was read. */
export interface SelectedFile {
  readonly absolute: string;
  readonly manifest: ManifestFile;
  readonly original: OriginalFile;
}

/** The files that can matter, and what there is to say of those that cannot be read. */
export interface Selection {
  readonly files: readonly SelectedFile[];
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
}

/**
 * Reads files and keeps those that hold one of the words; nothing is decoded or parsed without a hit.
 *
 * @param isWanted which files are kept whatever they hold
 */
export async function select(
  paths: readonly string[],
  words: readonly string[],
  { cwd, onProgress }: { cwd: string; onProgress?: (done: number, total: number) => void },
  isWanted: (path: string) => boolean = () => false,
): Promise<Selection> {
  const findings: Finding[] = [];
  const faults: Fault[] = [];
  const triggers = new TriggerWords(words);
  let done = 0;
  const selected = await eachOf(paths, async (absolute) => {
    onProgress?.(++done, paths.length);
    const path = shownPath(absolute, cwd);
    const result = await readBytes(absolute);
    if (result.kind === 'fault') faults.push({ path, message: result.message });
    if (result.kind !== 'read') return undefined;
    if (!triggers.isIn(result.file.bytes) && !isWanted(path)) return undefined;
    const decoded = decode(result.file.bytes);
    if (decoded.kind === 'text') {
      return { absolute, manifest: new ManifestFile(path, decoded.text), original: result.file };
    }
    if (decoded.kind === 'not-utf8') findings.push(undecodable(path, decoded.reason));
    return undefined;
  });
  return { files: selected.filter((file) => file !== undefined), findings, faults };
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
