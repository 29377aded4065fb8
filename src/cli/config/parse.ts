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
import { keys } from './keys';

/** What is wrong with a configuration: where, counted from 1, and why and what to do. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Reads the text of a configuration. It is data and nothing else: one mapping of known keys, each once, without
 * anchors, aliases and tags.
 *
 * @returns what it says, or all that is wrong with it, in the order of the text
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

/** The mapping that the text is; undefined where it is empty. */
function mappingIn(text: string): Mapping | undefined {
  const documents = splitDocuments(text).map((range) => {
    const document = parseDocument(text, range);
    if (!isParseProblem(document)) return document;
    const reason = shortened(document.message, 200);
    throw new Refused(document.offset, `this cannot be read as YAML (${reason}); mend it`);
  });
  const [first, second] = documents.filter(({ root }) => root !== undefined);
  if (second?.root) {
    throw new Refused(second.root.range.start, 'a second document starts here; put all keys into one');
  }
  if (!first?.root) return undefined;
  const { root, range } = first;
  checkBareRoot(text, range.start, root);
  if (isNull(root)) return undefined;
  const mapping = asMapping(root);
  if (mapping) return mapping;
  throw new Refused(root.content.start, 'a configuration is a mapping; write keys, such as "strict: true"');
}

function read(mapping: Mapping, text: string, refused: Refused[]): Config {
  const values = new Map<string, unknown>();
  for (const entry of mapping.entries) {
    try {
      const name = nameOf(entry);
      if (values.has(name)) {
        throw new Refused(entry.range.start, `"${name}" stands here a second time; keep one of the two`);
      }
      values.set(name, undefined);
      values.set(name, keys[name](entry, text));
    } catch (error) {
      refused.push(refusalOf(error));
    }
  }
  return Object.fromEntries(values);
}

function nameOf({ name, key, range }: Entry): keyof Config {
  const known = Object.keys(keys);
  if (name === undefined || key.alias || key.content.start !== range.start) {
    throw new Refused(range.start, `this is no key of a configuration; there are: ${known.join(', ')}`);
  }
  if (isKey(name)) return name;
  throw new Refused(range.start, `${quoted(name)} is no key of a configuration; ${suggestion(name, known)}`);
}

function isKey(name: string): name is keyof Config {
  return Object.hasOwn(keys, name);
}

/** Some things the view of a document cannot show, such as a tag that makes a list a mapping. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Declined) return new Refused(error.offset ?? 0, `${error.message}; write it plainly`);
  throw error;
}
