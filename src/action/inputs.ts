import { UsageError } from '../cli/errors';

/** The environment of a step, where the action puts its inputs. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The arguments that the inputs of the action ask for. An input can only become the value of its option.
 *
 * @throws UsageError if an input has a value that is not allowed
 */
export function argumentsFrom(environment: Environment): string[] {
  const input = (name: string) => oneLine(name, environment[variableOf(name)] ?? '');
  const lines = (name: string) => linesOf(environment[variableOf(name)] ?? '');
  const paths = lines('paths');
  if (paths.includes('-'))
    throw new UsageError('paths: "-" is standard input, which an action does not have');
  const target = input('target-version');
  return [
    choice('mode', input('mode'), ['check', 'write'], 'check') === 'write' ? '--write' : '--check',
    ...switchFor('markdown', input('markdown')),
    ...switchFor('strict', input('strict')),
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

/** A line is not trimmed: a file's name may start or end with a space. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function oneLine(name: string, text: string): string {
  const value = text.trim();
  if (/[\r\n]/.test(value)) throw new UsageError(`${name} must be a single line`);
  return value;
}

/** The configuration decides about an input that is empty. */
function switchFor(name: string, text: string): string[] {
  if (text === '') return [];
  return [choice(name, text, ['true', 'false'], 'false') === 'true' ? `--${name}` : `--no-${name}`];
}

function choice(name: string, text: string, choices: readonly string[], fallback: string): string {
  if (text === '') return fallback;
  if (!choices.includes(text)) throw new UsageError(`${name} must be ${choices.join(' or ')}, not "${text}"`);
  return text;
}
