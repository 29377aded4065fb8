import { transforms } from '../../transforms';
import { nearest } from '../migrate/nearest';
import { UsageError } from './errors';

/** `--only a b` for `--only a --only b`: words behind the flag are taken for as long as they are ids. */
export function spellOutIds(words: readonly string[]): string[] {
  const spelledOut: string[] = [];
  let flag: string | undefined;
  for (const [index, word] of words.entries()) {
    const isFlag = word === '--only' || word === '--skip';
    const isFirstValue = flag !== undefined && words[index - 1] === flag;
    if (flag !== undefined && !isFirstValue && isKnown(word)) spelledOut.push(flag);
    else if (isFlag) flag = word;
    else if (!isFirstValue) flag = undefined;
    spelledOut.push(word);
  }
  return spelledOut;
}

function isKnown(id: string): boolean {
  return transforms.some((transform) => transform.id === id);
}

/** @throws UsageError if an id is unknown */
export function checkIds(ids: readonly string[]): void {
  const unknown = ids.find((id) => !isKnown(id));
  if (unknown !== undefined) throw unknownId(unknown);
}

/** `a` and `b` for `a,b`. */
export function splitCommas(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

/** What to say of an id that no transform has: which ids there are, and which one may be meant. */
export function unknownId(id: string): UsageError {
  const ids = transforms.map((known) => known.id);
  const meant = nearest(id, ids);
  const question = meant === undefined ? '' : ` (do you mean ${meant}?)`;
  return new UsageError(`no transform is called "${id}"${question}; there are: ${ids.join(', ')}`);
}
