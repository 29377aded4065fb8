/** What says whether to colour, beside the command line. */
export type ColourEnvironment = Readonly<Partial<Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM', string>>>;

/**
 * Whether what is written to a stream is coloured. What was said most clearly wins: `--color` or `--no-color`, then
 * `NO_COLOR`, then `FORCE_COLOR`, and then what the stream is.
 *
 * `NO_COLOR` beats `FORCE_COLOR` where both are set: text without colours can be read by everyone, escape codes where
 * nobody wants them cannot. An empty value says nothing. A `TERM` that is `dumb` knows no escape codes.
 *
 * Source: no-color.org, force-color.org; CPython and picocolors have the same order.
 *
 * @param flag what the command line says, if anything
 */
export function hasColour(
  flag: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, ...environment }: ColourEnvironment = process.env,
): boolean {
  if (flag !== undefined) return flag;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR.toLowerCase());
  return knowsEscapeCodes(stream, environment);
}

/** Whether a stream is a terminal on which more can be done than writing one line below the other. */
export function knowsEscapeCodes(
  stream: { readonly isTTY?: boolean },
  { TERM }: Pick<ColourEnvironment, 'TERM'> = process.env,
): boolean {
  return stream.isTTY === true && TERM !== 'dumb';
}

/**
 * Whether a diff is coloured. In a pipe or a file it has to stay a patch, whatever a build environment forces: there
 * only `--color` colours it.
 */
export function hasColourInDiff(
  flag: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  environment: ColourEnvironment = process.env,
): boolean {
  return flag ?? (stream.isTTY === true && hasColour(flag, stream, environment));
}
