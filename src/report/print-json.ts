import { escapeLines } from './escape';

/** An object as JSON. What JSON leaves as it is may still drive a terminal; `\u009b` means the same there. */
export function printJson(value: object): string {
  return `${escapeLines(JSON.stringify(value, undefined, 2))}\n`;
}
