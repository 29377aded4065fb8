import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { realpath } from 'node:fs/promises';
import { suggestion } from '../../migrate/ignores';
import { escapeControls, shortened } from '../../report/escape';
import {
  asMapping,
  Declined,
  type Entry,
  isNull,
  isParseProblem,
  LineIndex,
  type Mapping,
  parseDocument,
  splitDocuments,
} from '../../yaml';
import { configName } from '../../files/names';
import { isWorkTree, workTreeOf } from '../../files/git';
import { isWithin } from '../../files/glob';
import { cause, decode, lookAt } from '../../files/read';
import { shownPath } from '../../run/around';
import {
  checkBareRoot,
  type Config,
  ConfigError,
  configKeys,
  type LoadedConfig,
  quoted,
  Refused,
} from './config';

/** What is wrong with a configuration: where, counted from 1, why, and what to do. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Reads the text of a configuration: one mapping of known keys, each once, without anchors, aliases and tags.
 *
 * @returns its settings, or everything that is wrong with it, in the order of the text
 */
export function parseConfig(text: string): Config | readonly ConfigProblem[] {
  const refused: Refused[] = [];
  try {
    const mapping = mappingIn(text);
    const config = mapping ? read(mapping, text, refused) : {};
    if (refused.length === 0) return config;
  } catch (error) {
    refused.push(refusalOf(error));
  }
  const lines = new LineIndex(text);
  return refused.map(({ offset, message }) => ({ ...lines.at(offset), message }));
}

/** Whether the result of {@link parseConfig} is what is wrong. */
export function isRefused(result: Config | readonly ConfigProblem[]): result is readonly ConfigProblem[] {
  return Array.isArray(result);
}

/** The mapping in the text; undefined if it is empty. */
function mappingIn(text: string): Mapping | undefined {
  const documents = splitDocuments(text).map((range) => {
    const document = parseDocument(text, range);
    if (!isParseProblem(document)) return document;
    const reason = shortened(document.message, 200);
    throw new Refused(document.offset, `invalid YAML: ${reason}`);
  });
  const [first, second] = documents.filter(({ root }) => root !== undefined);
  if (second?.root) {
    throw new Refused(
      second.root.range.start,
      'a second document starts here; put all keys into one document',
    );
  }
  if (!first?.root) return undefined;
  const { root, range } = first;
  checkBareRoot(text, range.start, root);
  if (isNull(root)) return undefined;
  const mapping = asMapping(root);
  if (mapping) return mapping;
  throw new Refused(
    root.content.start,
    'a configuration must be a mapping; write keys, such as "strict: true"',
  );
}

function read(mapping: Mapping, text: string, refused: Refused[]): Config {
  const values = new Map<string, unknown>();
  for (const entry of mapping.entries) {
    try {
      const name = nameOf(entry);
      if (values.has(name)) {
        throw new Refused(entry.range.start, `duplicate key "${name}"`);
      }
      values.set(name, undefined);
      values.set(name, configKeys[name](entry, text));
    } catch (error) {
      refused.push(refusalOf(error));
    }
  }
  return Object.fromEntries(values);
}

function nameOf({ name, key, range }: Entry): keyof Config {
  const known = Object.keys(configKeys);
  if (name === undefined || key.alias || key.content.start !== range.start) {
    throw new Refused(range.start, `this is not a key of a configuration; available: ${known.join(', ')}`);
  }
  if (isKey(name)) return name;
  throw new Refused(range.start, `unknown key ${quoted(name)}; ${suggestion(name, known)}`);
}

function isKey(name: string): name is keyof Config {
  return Object.hasOwn(configKeys, name);
}

/** Some things cannot be represented, such as a tag that makes a list a mapping. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Declined)
    return new Refused(error.offset ?? 0, `${error.message}; write a plain value`);
  throw error;
}

/**
 * The nearest configuration file in a folder or one above it. The search ends at the root of a git work tree; outside of
 * git, at the root of the file system.
 */
function findConfig(folder: string): string | undefined {
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
