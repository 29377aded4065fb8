/** What a fault of the tool itself is called: without a stack trace, unless DEBUG asks for one. */
export function internalError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const trace = process.env['DEBUG'] && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return `internal error, please report it (DEBUG=1 shows more): ${text}${trace}`;
}
