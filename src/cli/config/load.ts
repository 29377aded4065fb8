import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { cause } from '../../files/cause';
import { escapeControls } from '../../report/escape';
import { shownPath } from '../../run/paths';
import { ConfigError, type LoadedConfig } from './config';
import { findConfig } from './find';

/**
 * Finds and reads the configuration.
 *
 * @param given what `--config` names; false for `--no-config`, undefined to search for one
 * @returns undefined where there is none
 * @throws ConfigError if it cannot be read, or says something that cannot be followed
 */
export async function loadConfig(
  given: string | false | undefined,
  cwd: string,
): Promise<LoadedConfig | undefined> {
  if (given === false) return undefined;
  const path = given === undefined ? findConfig(cwd) : resolve(cwd, given);
  if (path === undefined) return undefined;
  const shown = shownPath(path, cwd);
  const text = await textAt(path, shown);
  // Loaded only when needed: most runs have no configuration.
  const { isRefused, parseConfig } = await import('./parse');
  const config = parseConfig(text);
  if (isRefused(config)) {
    const lines = config.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`);
    throw new ConfigError(lines.map(escapeControls).join('\n'));
  }
  return { ...config, path: shown, folder: await realpath(dirname(path)) };
}

async function textAt(path: string, shown: string): Promise<string> {
  const { decode, readBytes } = await import('../../files');
  const refuse = (reason: string) => new ConfigError(`${shown}: ${reason}`);
  let followed: string;
  try {
    followed = await realpath(path);
  } catch (error) {
    throw refuse(`${cause(error)}; name another file with --config, or run with --no-config`);
  }
  const read = readBytes(followed);
  if (read.kind !== 'read') {
    const reason = read.kind === 'fault' ? read.message : read.kind === 'gone' ? 'it vanished' : read.reason;
    throw refuse(`${reason}; make it a file that can be read, or run with --no-config`);
  }
  const decoded = decode(read.file.bytes);
  if (decoded.kind === 'text') return decoded.text;
  throw refuse(`${decoded.kind === 'binary' ? 'it is binary' : decoded.reason}; save it as text in UTF-8`);
}
