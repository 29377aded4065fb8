import type { Version } from '../../version';
import type { Exclusion } from '../../files/rules';
import type { Choice } from '../../migrate/choose';
import { UsageError } from '../errors';

/** What a configuration file says; a key that it does not have is undefined. */
export interface Config {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly exclude?: readonly string[];
  readonly markdown?: boolean;
  readonly strict?: boolean;
  readonly from?: Version;
  readonly to?: Version;
  /** The old name of `to`. */
  readonly targetVersion?: Version;
  readonly pinDefaults?: boolean;
  readonly modernize?: boolean;
}

/** A configuration and the file that it was read from. */
export interface LoadedConfig extends Config {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  /** The folder that its globs refer to: absolute, without links. */
  readonly folder: string;
}

/** A configuration file cannot be followed; the message is for the user, with file, line, cause and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What `--config` and `--no-config` ask for: the parser gives the latter as `false`, whatever the option's type. */
export async function configFor(given: unknown): Promise<Partial<LoadedConfig>> {
  if (Array.isArray(given))
    throw new UsageError('--config and --no-config can be given once, and not together');
  const { loadConfig } = await import('./load');
  return (await loadConfig(given as string | false | undefined, process.cwd())) ?? {};
}

/** What `--only` names is run, whatever the configuration skips. */
export function choiceOf(given: Choice, config: Partial<Choice>): Choice {
  const { only = [], skip = [] } = config;
  if (given.only.length > 0) return given;
  return { only, skip: given.skip.length > 0 ? given.skip : skip };
}

export function exclusionOf({
  exclude = [],
  folder,
  path = '',
}: Partial<LoadedConfig>): Exclusion | undefined {
  if (exclude.length === 0 || folder === undefined) return undefined;
  return { patterns: exclude, folder, source: `exclude in ${path}` };
}
