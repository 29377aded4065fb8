import { decode } from '../files/read';
import { whyExcluded } from '../files/discover';
import type { RunOptions } from '../run/open';
import { runOnText } from '../run/run';
import type { RunResult } from '../run/decide';
import type { Options } from './options';
import { replacesInput } from './show';

/**
 * Migrates what comes in on standard input.
 *
 * Positions count in the text that you have afterwards: the migrated one, if that is printed. Where a rule excludes the
 * file of that name, nothing is changed.
 *
 * @returns with the text to print in its place: the input itself, byte for byte, if nothing changes
 */
export async function runOnStandardInput(
  settings: RunOptions & Options,
): Promise<{ result: RunResult; text: string | Buffer }> {
  const positions = replacesInput(settings) ? 'after' : 'before';
  const bytes = await readAll(process.stdin);
  const { stdinPath } = settings;
  const path = stdinPath ?? 'stdin.yaml';
  const runOn = async (text: string): Promise<RunResult> => {
    return { ...(await runOnText(path, text, settings, positions)), isStandardInput: true };
  };
  const reason = stdinPath === undefined ? undefined : await whyExcluded(stdinPath, settings);
  if (reason !== undefined)
    return { result: { ...(await runOn('')), skipped: [{ path, reason }] }, text: bytes };
  const decoded = decode(bytes);
  if (decoded.kind === 'text') {
    const result = await runOn(decoded.text);
    return { result, text: result.files[0]?.after ?? decoded.text };
  }
  const message = decoded.kind === 'binary' ? 'it is binary' : decoded.reason;
  return { result: { ...(await runOn('')), faults: [{ path, message }] }, text: bytes };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
