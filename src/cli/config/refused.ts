/** Something in a configuration that cannot be followed. */
export class Refused extends Error {
  override readonly name = 'Refused';

  /**
   * @param offset where it stands in the text
   * @param message why, and what to do: one line, for the user
   */
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}
