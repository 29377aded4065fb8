import { library } from '../library';
import type { ScalarStyle } from '../node';

/** The ways to write a text on one line. */
export type Quoting = 'plain' | 'single' | 'double';

/**
 * A scalar in the given style; where that style cannot hold the value on one line, in double quotes.
 *
 * @param inFlow whether it stands inside `{}` or `[]`, where more characters have a meaning
 */
export function printScalar(
  value: string | number | boolean | null,
  style: ScalarStyle,
  inFlow: boolean,
): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'single' && !unprintable.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'single' && style !== 'double' && isSafeUnquoted(value, inFlow)) return value;
  return JSON.stringify(value).replace(unescaped, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** What only double quotes can hold. */
const unprintable = /[^\t\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\uffff]/;

/** What JSON leaves as it is, and some readers of YAML take for a line break or refuse. */
const unescaped = /[\x7f-\x9f\u2028\u2029\ufeff]/g;

/** Whether a text needs no quotes, for readers of YAML 1.2 and of 1.1, which has more words for other things. */
export function isSafeUnquoted(value: string, inFlow: boolean): boolean {
  if (inFlow && /[,[\]{}]/.test(value)) return false;
  const simple = /^[A-Za-z][\w./-]*$/.test(value);
  if (simple) return !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  if (unprintable.test(value)) return false;
  return (['1.2', '1.1'] as const).every(
    (version) => library().stringify(value, { version, lineWidth: 0 }) === `${value}\n`,
  );
}
