/**
 * Thrown where a rewrite cannot be done right. The message is a reason that a person can act on; the rewrite
 * that threw it is dropped whole, and the reason is reported at `offset`.
 */
export class Declined extends Error {
  override readonly name = 'Declined';

  /**
   * @param message the reason, without a full stop
   * @param offset where in the text the reason lies, if it is not where the rewrite as a whole is
   */
  constructor(
    message: string,
    readonly offset?: number,
  ) {
    super(message);
  }
}

/** What is read, or undefined where that is declined: whoever needs it says so. */
export function unlessDeclined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}
