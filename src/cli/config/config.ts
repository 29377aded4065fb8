import type { Version } from '../../version';
import type { Exclusion } from '../../files/rules';
import type { Choice } from '../../migrate/choose';

/** The settings of a configuration file; a key that it does not have is undefined. */
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

/** A configuration file is not valid; the message is for the user, with file, line, cause and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The configuration that `--config` asks for; false for `--no-config`, undefined for the nearest one. */
export async function configFor(given: string | false | undefined): Promise<Partial<LoadedConfig>> {
  const { loadConfig } = await import('./load');
  return (await loadConfig(given, process.cwd())) ?? {};
}

/** `--only` wins over what the configuration skips. */
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
