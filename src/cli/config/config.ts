import type { Version } from '../../version';

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
