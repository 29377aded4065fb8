import { UsageError } from '../cli/errors';

/** The environment of a step, where the action puts its inputs. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The command line that the inputs of the action ask for. No input can become anything but the value of its option.
 *
 * @throws UsageError if an input is none of those that it may be
 */
export function wordsFrom(environment: Environment): string[] {
  const input = (name: string) => oneLine(name, environment[variableOf(name)] ?? '');
  const lines = (name: string) => linesOf(environment[variableOf(name)] ?? '');
  const paths = lines('paths');
  if (paths.includes('-'))
    throw new UsageError('paths: "-" is for standard input, which an action has none of');
  const target = input('target-version');
  return [
    choice('mode', input('mode'), ['check', 'write'], 'check') === 'write' ? '--write' : '--check',
    ...wordFor('markdown', input('markdown')),
    ...wordFor('strict', input('strict')),
    ...lines('only').map((id) => `--only=${id}`),
    ...lines('skip').map((id) => `--skip=${id}`),
    ...lines('exclude').map((glob) => `--exclude=${glob}`),
    ...(target === '' ? [] : [`--target-version=${target}`]),
    '--no-color',
    '--',
    ...paths,
  ];
}

/** `target-version` comes as `INPUT_TARGET_VERSION`. */
function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** A line is taken as it is: a file's name may start or end with a space. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function oneLine(name: string, text: string): string {
  const value = text.trim();
  if (/[\r\n]/.test(value)) throw new UsageError(`${name}: it has to be a single line`);
  return value;
}

/** What is left empty is for the configuration to say. */
function wordFor(name: string, text: string): string[] {
  if (text === '') return [];
  return [choice(name, text, ['true', 'false'], 'false') === 'true' ? `--${name}` : `--no-${name}`];
}

function choice(name: string, text: string, choices: readonly string[], usual: string): string {
  if (text === '') return usual;
  if (!choices.includes(text))
    throw new UsageError(`${name}: it has to be ${choices.join(' or ')}, not "${text}"`);
  return text;
}
