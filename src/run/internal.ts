import type { Fault } from './result';

/** A fault of the tool itself: named without a stack trace, unless DEBUG asks for one. */
export function internalFault(path: string, error: unknown): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const trace = process.env['DEBUG'] && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return { path, message: `internal error, please report it (DEBUG=1 shows more): ${text}${trace}` };
}
