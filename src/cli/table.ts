/** What the help calls a group of options. */
export type Group = 'Modes' | 'Gates' | 'Upgrade' | 'Selection' | 'Output' | 'Configuration' | 'Other';

/** An option of the command. */
export interface OptionRow {
  readonly group: Group;
  readonly describe: string;
  readonly short?: string;
  /** What the help calls its value; an option without one is a switch. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly isList?: boolean;
  /** What `--no-NAME` is for, where there is one. */
  readonly isNegatable?: boolean;
}

/** The formats of a report. */
export const formats = [
  'text',
  'concise',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
  'html',
] as const;

export type Format = (typeof formats)[number];

/** Every option, in the order of the help. */
export const optionTable = {
  'dry-run': { group: 'Modes', describe: 'Print a unified diff and write nothing (default)' },
  write: { group: 'Modes', short: 'w', describe: 'Rewrite files in place' },
  interactive: { group: 'Modes', short: 'i', describe: 'Ask about each change before it is written' },
  check: {
    group: 'Modes',
    short: 'c',
    describe: 'Write nothing; exit 1 if a rewrite is due or an error remains',
  },
  strict: {
    group: 'Gates',
    isNegatable: true,
    describe: 'With --check or --write: also exit 1 if warnings remain',
  },
  baseline: {
    group: 'Gates',
    value: 'FILE',
    describe: 'Accept the problems listed in FILE; report only new ones',
  },
  'write-baseline': { group: 'Gates', describe: 'Save all current problems to the --baseline FILE' },
  from: {
    group: 'Upgrade',
    value: 'X.Y',
    describe: 'Istio version that runs now [default: the oldest that the files pin]',
  },
  to: {
    group: 'Upgrade',
    value: 'X.Y[.Z]',
    describe: 'Istio version to upgrade to [default: the newest known]',
  },
  'target-version': { group: 'Upgrade', value: 'X.Y[.Z]', describe: 'Old name of --to' },
  'pin-defaults': {
    group: 'Upgrade',
    isNegatable: true,
    describe: 'Keep the old behaviour where a default changes',
  },
  modernize: {
    group: 'Upgrade',
    isNegatable: true,
    describe: 'Also make optional changes, such as newer API versions',
  },
  only: {
    group: 'Selection',
    value: 'ID..',
    isList: true,
    describe: 'Run only these transforms: ids or kinds [default: all]',
  },
  skip: { group: 'Selection', value: 'ID..', isList: true, describe: 'Skip these transforms: ids or kinds' },
  exclude: {
    group: 'Selection',
    value: 'GLOB',
    isList: true,
    describe: 'Exclude files matching this glob, in addition to ignore files',
  },
  markdown: { group: 'Selection', isNegatable: true, describe: 'Also rewrite fenced YAML in Markdown files' },
  diff: { group: 'Output', describe: 'Print the diff with --write, --check and "-" too' },
  format: {
    group: 'Output',
    value: 'FORMAT',
    describe: `Report format; printed to stdout instead of the diff: ${formats.join(', ')}`,
  },
  'output-file': {
    group: 'Output',
    value: 'FILE',
    describe: 'Write the --format report to FILE instead of stdout',
  },
  quiet: { group: 'Output', short: 'q', describe: 'Report errors only' },
  color: { group: 'Output', isNegatable: true, describe: 'Force colour (--no-color disables it)' },
  config: {
    group: 'Configuration',
    value: 'FILE',
    isNegatable: true,
    describe: 'Configuration file [default: nearest .istio-migrate.yaml]; --no-config disables it',
  },
  'show-config': { group: 'Configuration', describe: 'Print the settings in effect and exit' },
  'stdin-filepath': {
    group: 'Configuration',
    value: 'FILE',
    describe: 'File name to assume for standard input ("-")',
  },
  list: { group: 'Other', describe: 'List the transforms; with --format json as JSON' },
  version: { group: 'Other', describe: 'Print the version' },
  help: { group: 'Other', short: 'h', describe: 'Print this help' },
} as const satisfies Readonly<Record<string, OptionRow>>;

export type OptionName = keyof typeof optionTable;

/** The row of an option; undefined for an unknown name. */
export function optionRow(name: string): OptionRow | undefined {
  return Object.hasOwn(optionTable, name) ? optionTable[name as OptionName] : undefined;
}

/** What may come first on the command line instead of paths. */
export const commands = {
  plan: {
    usage: 'plan [paths..]',
    describe: 'Print the steps of the upgrade in order: what to merge before, with and after each release',
  },
  explain: {
    usage: 'explain [ids..]',
    describe: 'Show what a transform changes, why, and what it leaves to you',
  },
  init: { usage: 'init', describe: 'Create a commented .istio-migrate.yaml' },
  completion: { usage: 'completion', describe: 'Print a completion script for bash and zsh' },
} as const;

/** The formats of a plan. */
export const planFormats = ['text', 'markdown', 'json'] as const;

export type PlanFormat = (typeof planFormats)[number];

/** Options that a plan does not take: it only reads, and always succeeds where it can read. */
export const notOfPlan: readonly OptionName[] = [
  'dry-run',
  'write',
  'interactive',
  'check',
  'strict',
  'baseline',
  'write-baseline',
  'diff',
  'output-file',
  'stdin-filepath',
  'show-config',
];

export type CommandName = keyof typeof commands;

/** What the exit codes mean. */
export const exitCodeTexts = [
  ['0', 'nothing is left to do; always for a dry run that worked'],
  ['1', '--check: a rewrite is due'],
  ['', '--check, --write: an error remains, or a file with something to migrate is not valid YAML'],
  ['', '--strict: a warning remains'],
  ['2', 'wrong usage, or a file could not be read or written'],
] as const;

export const examples = [
  ['istio-migrate deploy/', 'show what would change, as a diff'],
  ['istio-migrate --write', 'rewrite all manifests below this directory'],
  [
    'istio-migrate --check --skip cleanup,hardening',
    'fail in CI if a required change is due or an error remains',
  ],
] as const;
