import { decode } from '../files/decode';
import { whyExcluded } from '../files/discover';
import type { RunOptions } from '../run/options';
import { runOnText } from '../run/run';
import type { RunResult } from '../run/result';
import type { Options } from './options';
import { replacesInput } from './show';

/**
 * Migrates what comes in on standard input.
 *
 * Positions count in the text that a person has after it: the migrated one, if that is printed. A file that the input
 * stands for and that is to be left out is left as it is.
 *
 * @returns with the text to print in its place: the input itself, byte for byte, where nothing changes
 */
export async function runOnStandardInput(
  settings: RunOptions & Options,
): Promise<{ result: RunResult; text: string | Buffer }> {
  const positions = replacesInput(settings) ? 'after' : 'before';
  const bytes = await readAll(process.stdin);
  const { stdinPath: given } = settings;
  const path = given ?? 'stdin.yaml';
  const reason = given === undefined ? undefined : await whyExcluded(given, settings);
  if (reason !== undefined) {
    const result = await runOnText(path, '', settings, positions);
    return { result: { ...result, skipped: [{ path, reason }] }, text: bytes };
  }
  const decoded = decode(bytes);
  if (decoded.kind === 'text') {
    const result = await runOnText(path, decoded.text, settings, positions);
    return { result, text: result.files[0]?.after ?? decoded.text };
  }
  const message = decoded.kind === 'binary' ? 'it is binary' : decoded.reason;
  const result = await runOnText(path, '', settings, positions);
  return { result: { ...result, faults: [{ path, message }] }, text: bytes };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
