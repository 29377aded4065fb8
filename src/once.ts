/** Where answers are kept: a Map, or a WeakMap, which lets go of the answers for what nobody holds any more. */
interface Answers<K, V> {
  has(key: K): boolean;
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** A function that works out the answer for each thing once. */
export function once<K, V>(answer: (key: K) => V, answers: Answers<K, V> = new Map<K, V>()): (key: K) => V {
  return (key) => {
    if (!answers.has(key)) answers.set(key, answer(key));
    return answers.get(key) as V;
  };
}

/** Keeps no answer but the last one: for what is asked of one long text several times, and then of another. */
export class LastAnswer<K, V> implements Answers<K, V> {
  private last: { readonly key: K; readonly value: V } | undefined;

  has(key: K): boolean {
    return this.last?.key === key;
  }

  get(key: K): V | undefined {
    return this.has(key) ? this.last?.value : undefined;
  }

  set(key: K, value: V): void {
    this.last = { key, value };
  }
}
