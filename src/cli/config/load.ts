import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configName } from '../../files/names';
import { isWorkTree } from '../../files/worktree';
import { realpath } from 'node:fs/promises';
import { cause } from '../../files/cause';
import { escapeControls } from '../../report/escape';
import { shownPath } from '../../run/scan';
import { ConfigError, type LoadedConfig } from './config';

/**
 * The nearest configuration file in a folder or one above it. The search ends at the root of a git work tree; outside of
 * git, at the root of the file system.
 */
export function findConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, configName);
    if (isThere(path)) return path;
    if (at === dirname(at) || isWorkTree(at)) return undefined;
  }
}

/** A path that cannot be looked at exists: reading it shows why it cannot be read. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** No configuration that was written by hand is nearly as long. */
const bytesAtMost = 1024 * 1024;
/** More say nothing new: the file is not meant for this tool, or one mistake is repeated. */
const mostProblems = 20;

/**
 * Finds and reads the configuration.
 *
 * @param given what `--config` names; false for `--no-config`, undefined to search for one
 * @returns undefined where there is none
 * @throws ConfigError if it cannot be read, or is not valid
 */
export async function loadConfig(
  given: string | false | undefined,
  cwd: string,
): Promise<LoadedConfig | undefined> {
  if (given === false) return undefined;
  const path = given === undefined ? findConfig(cwd) : resolve(cwd, given);
  if (path === undefined) return undefined;
  const shown = shownPath(path, cwd);
  const text = await textAt(path, shown, given === undefined);
  // Loaded only when needed: most runs have no configuration.
  const { isRefused, parseConfig } = await import('./parse');
  const config = parseConfig(text);
  if (isRefused(config)) {
    const lines = config
      .slice(0, mostProblems)
      .map(({ line, column, message }) => escapeControls(`${shown}:${line}:${column}: ${message}`));
    const more = config.length - lines.length;
    throw new ConfigError([...lines, ...(more > 0 ? [`${shown}: and ${more} more`] : [])].join('\n'));
  }
  return { ...config, path: shown, folder: await realpath(dirname(path)) };
}

async function textAt(path: string, shown: string, isFound: boolean): Promise<string> {
  const [{ decode }, { isWithin }, { lookAt }, { workTreeOf }] = await Promise.all([
    import('../../files/decode'),
    import('../../files/path'),
    import('../../files/read'),
    import('../../files/worktree'),
  ]);
  const refuse = (reason: string) => new ConfigError(`${shown}: ${reason}`);
  let followed: string;
  try {
    followed = await realpath(path);
  } catch (error) {
    throw refuse(`${cause(error)}; pass another file with --config, or run with --no-config`);
  }
  // A repository must not be able to make messages show other files of the machine.
  const root = isFound ? await workTreeOf(dirname(path)) : undefined;
  if (root !== undefined && !isWithin(followed, root))
    throw refuse(
      'it is a link that leads out of the repository; pass it with --config, or run with --no-config',
    );
  const pieces: Buffer[] = [];
  const look = lookAt(followed, bytesAtMost, (piece) => pieces.push(Buffer.from(piece)));
  if (look.kind === 'too-large') throw refuse('it is larger than 1 MiB; a configuration has a few lines');
  if (look.kind !== 'read') {
    const reason = look.kind === 'fault' ? look.message : look.kind === 'gone' ? 'it vanished' : look.reason;
    throw refuse(`${reason}; make it a readable file, or run with --no-config`);
  }
  const decoded = decode(Buffer.concat(pieces));
  if (decoded.kind === 'text') return decoded.text;
  throw refuse(`${decoded.kind === 'binary' ? 'it is binary' : decoded.reason}; save it as text in UTF-8`);
}
