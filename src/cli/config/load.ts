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
 * The nearest configuration file in a folder or one above it. The search ends at the root of a git work tree: what
 * lies around it belongs to no one who reads the repository. Outside of any, it ends at the file system's root.
 */
export function findConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, configName);
    if (isThere(path)) return path;
    if (at === dirname(at) || isWorkTree(at)) return undefined;
  }
}

/** What cannot be looked at is there: reading it says why it cannot be read. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** No configuration that a person wrote comes near; what is larger would keep everybody waiting. */
const bytesAtMost = 1024 * 1024;
/** More say nothing new: the file is none of this tool's, or one mistake was made all over. */
const mostProblems = 20;

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
  const text = await textAt(path, shown, given === undefined);
  // Loaded only when needed: most runs have no configuration.
  const { isRefused, parseConfig } = await import('./parse');
  const config = parseConfig(text);
  if (isRefused(config)) {
    const lines = config
      .slice(0, mostProblems)
      .map(({ line, column, message }) => escapeControls(`${shown}:${line}:${column}: ${message}`));
    const more = config.length - lines.length;
    throw new ConfigError(
      [...lines, ...(more > 0 ? [`${shown}: and ${more} more like these`] : [])].join('\n'),
    );
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
    throw refuse(`${cause(error)}; name another file with --config, or run with --no-config`);
  }
  // Whoever wrote the repository shall not have the messages tell of other files of the machine.
  const root = isFound ? await workTreeOf(dirname(path)) : undefined;
  if (root !== undefined && !isWithin(followed, root))
    throw refuse(
      'it is a link that leads out of the repository; name it with --config, or run with --no-config',
    );
  const pieces: Buffer[] = [];
  const look = lookAt(followed, bytesAtMost, (piece) => pieces.push(Buffer.from(piece)));
  if (look.kind === 'too-large') throw refuse('it has more than 1 MiB; a configuration is a few lines');
  if (look.kind !== 'read') {
    const reason = look.kind === 'fault' ? look.message : look.kind === 'gone' ? 'it vanished' : look.reason;
    throw refuse(`${reason}; make it a file that can be read, or run with --no-config`);
  }
  const decoded = decode(Buffer.concat(pieces));
  if (decoded.kind === 'text') return decoded.text;
  throw refuse(`${decoded.kind === 'binary' ? 'it is binary' : decoded.reason}; save it as text in UTF-8`);
}
