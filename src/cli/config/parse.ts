import { suggestion } from '../../migrate/nearest';
import { shortened } from '../../report/escape';
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
import { checkBareRoot, quoted, Refused } from './plain';
import type { Config } from './config';
import { configKeys } from './keys';

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
