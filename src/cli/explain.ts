import { transforms } from '../../transforms';
import type { Transform } from '../transform';
import { explanation } from '../report/explain';
import { hasColour } from './terminal';
import { unknownId } from './ids';
import { UsageError } from './errors';

/** The transforms, a line each. */
export function listOfTransforms(): string {
  const width = Math.max(...transforms.map(({ id }) => id.length));
  return transforms
    .map(({ id, kind, title }) => `${id.padEnd(width)}  ${kind.padEnd(9)}  ${title}\n`)
    .join('');
}

/** What the command line asks to have explained. */
export interface ExplainRequest {
  /** The whole command line. */
  readonly words: readonly string[];
  readonly ids: readonly string[];
  /** Undefined where it is for the stream to decide. */
  readonly colour: boolean | undefined;
}

/** Longer lines are hard to read, however wide the terminal is. */
const widestColumns = 100;

/**
 * What `explain` prints: all that is said of some transforms, or, without ids, which transforms there are.
 *
 * @param stream where it is going to be printed
 * @throws UsageError if an id is unknown, or an option is given that says nothing here
 */
export async function explain(
  { words, ids, colour }: ExplainRequest,
  stream: NodeJS.WriteStream,
): Promise<string> {
  const option = words.find((word) => /^-/.test(word) && !/^--(?:no-)?color(?:=|$)/.test(word));
  if (option !== undefined) {
    throw new UsageError(`explain does not take ${option}; a path of that name is given as ./explain`);
  }
  if (ids.length === 0) return `${listOfTransforms()}\n"istio-migrate explain ID" says more of one.\n`;
  const sheet = {
    colour: hasColour(colour, stream),
    width: stream.isTTY ? Math.min(stream.columns, widestColumns) : 0,
  };
  const texts = [...new Set(ids)]
    .map(known)
    .map(async (each) => explanation(each, await each.about(), sheet));
  return (await Promise.all(texts)).join('\n\n');
}

function known(id: string): Transform {
  const transform = transforms.find((each) => each.id === id);
  if (!transform) throw unknownId(id);
  return transform;
}
