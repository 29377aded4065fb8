import type { Exclusion } from '../../files/rules';
import type { Choice } from '../../migrate/choose';
import { UsageError } from '../usage-error';
import type { LoadedConfig } from './config';

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
