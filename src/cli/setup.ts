import { writeFile } from 'node:fs/promises';
import { transforms } from '../../transforms';
import { cause, hasCode } from '../files/read';
import { configName } from '../files/names';
import { transformKinds } from '../transform';
import { printVersion } from '../version';
import { UsageError } from './arguments';
import type { Options } from './options';
import { toolVersion } from './terminal';
import { commands, formats, type OptionRow, optionTable } from './table';

/** Where editors find the schema of a configuration: it has to work in a repository without `node_modules`. */
function schemaUrl(): string {
  return `https://cdn.jsdelivr.net/npm/istio-migrate@${toolVersion()}/schemas/config.schema.json`;
}

/**
 * Writes a commented configuration into the working directory.
 *
 * @returns what to say about it
 * @throws UsageError if there is one already
 */
export async function init(): Promise<string> {
  try {
    await writeFile(configName, commentedConfig(), { flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw new UsageError(`${configName} exists already; edit or delete it`);
    throw new UsageError(`cannot write ${configName}: ${cause(error)}`);
  }
  return `Created ${configName}. Every setting in it is a comment: remove the "#" in front of those that you need.\n`;
}

function commentedConfig(): string {
  return `# yaml-language-server: $schema=${schemaUrl()}
# Settings of istio-migrate for this repository. Options on the command line win over them.

# The Istio version that runs now, and the one to upgrade to.
# from: "1.27"
# to: "1.28"

# Keep the old behaviour where a default changes; also make optional changes.
# pinDefaults: true
# modernize: true

# Run only these transforms, or all but these: ids ("istio-migrate --list") or kinds
# (${transformKinds.join(', ')}).
# only: [required]
# skip: [hardening]

# Files and folders to exclude, with the syntax of a .gitignore in this folder.
# exclude:
#   - /vendor

# Also rewrite fenced YAML in Markdown files.
# markdown: true

# With --check or --write: also exit 1 if warnings remain.
# strict: true
`;
}

/** What `--show-config` prints: the settings in effect, in the form of a configuration. */
export function settingsText(options: Options): string {
  const {
    configPath,
    configured,
    exclude,
    only,
    skip,
    markdown,
    strict,
    from,
    target,
    pinDefaults,
    modernize,
  } = options;
  const excluded = [...(configured?.patterns ?? []), ...exclude];
  const list = (values: readonly string[]) => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  return [
    `# Configuration file: ${configPath ?? 'none'}`,
    `only: ${only.length === 0 ? '# all' : list(only)}`,
    `skip: ${list(skip)}`,
    `exclude: ${list(excluded)}`,
    `markdown: ${String(markdown)}`,
    `strict: ${String(strict)}`,
    `from: ${from === undefined ? '# the oldest that the files pin' : `"${printVersion(from)}"`}`,
    `to: "${printVersion(target)}"`,
    `pinDefaults: ${String(pinDefaults)}`,
    `modernize: ${String(modernize)}`,
    '',
  ].join('\n');
}

/** A script that completes options, formats, ids and paths in bash and zsh. */
export function completionScript(): string {
  const options = Object.entries<OptionRow>(optionTable);
  const words = options.flatMap(([name, { short, isNegatable }]) => [
    `--${name}`,
    ...(short ? [`-${short}`] : []),
    ...(isNegatable ? [`--no-${name}`] : []),
  ]);
  const ids = transforms.map(({ id }) => id);
  return `# Completion of istio-migrate for bash and zsh. Add to ~/.bashrc or ~/.zshrc:
#   source <(istio-migrate completion)
if [[ -n \${ZSH_VERSION-} ]]; then
  autoload -Uz compinit bashcompinit && compinit && bashcompinit
fi
_istio_migrate() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  case $previous in
    --only | --skip) words='${[...ids, ...transformKinds].join(' ')}' ;;
    explain) words='${ids.join(' ')}' ;;
    --format) words='${formats.join(' ')}' ;;
    *)
      if [[ $word == -* ]]; then
        words='${words.join(' ')}'
      elif [[ $COMP_CWORD -eq 1 ]]; then
        words='${Object.keys(commands).join(' ')}'
      fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ \${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -o filenames -F _istio_migrate istio-migrate
`;
}
