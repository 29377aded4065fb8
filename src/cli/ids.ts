import { transforms } from '../../transforms';

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
export async function checkIds(ids: readonly string[]): Promise<void> {
  const unknown = ids.find((id) => !isKnown(id));
  if (unknown !== undefined) throw (await import('./unknown-id')).unknownId(unknown);
}

/** `a` and `b` for `a,b`. */
export function splitCommas(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}
