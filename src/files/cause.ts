import { constants as systemConstants } from 'node:os';
import { getSystemErrorMap, types } from 'node:util';

/**
 * Why a file operation failed, in plain words and on one line: `permission denied`, `no space left on device`.
 * The system's own words, without the error code, the name of the system call and the path.
 */
export function cause(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return (isSystemError(error) && wordsFor(error.errno)) || error.message.replaceAll(/\s+/g, ' ');
}

function wordsFor(number: number): string | undefined {
  // Node has no words for this one.
  if (number === -systemConstants.errno.EDQUOT) return 'disk quota exceeded';
  return getSystemErrorMap().get(number)?.[1];
}

/** Whether a file operation failed since there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/** Whether an error has this code, such as `ELOOP`. */
export function hasCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code;
}

function isSystemError(error: Error): error is Error & { readonly errno: number } {
  return 'errno' in error && typeof error.errno === 'number';
}
