import { Carried, isPlainMap, type Plain, type PlainScalar, scalarData } from '../plain';
import { Declined } from '../text';
import { printScalar, type Quotes } from './scalar';
import { commentBehind } from '../comments';

/** How a scalar is written: a new one like its neighbours, one that is carried over as it was. */
export function printPlain(
  value: PlainScalar,
  form: Quotes & { readonly text: string },
  inFlow: boolean,
): string {
  if (!(value instanceof Carried)) return printScalar(value, form.texts, inFlow);
  const { scalar, replacement } = value;
  const { range, style, parent } = scalar;
  const source = form.text.slice(range.start, range.end);
  const isNewInFlow = inFlow && style === 'plain' && parent?.parent.flow !== true;
  if (isNewInFlow && source.includes('${') && replacement === undefined)
    throw new Declined('a placeholder without quotes cannot be carried over into braces', range.start);
  const isOneLine = source !== '' && style !== 'templated' && !source.includes('\n');
  const needsQuotes = isNewInFlow && /[,[\]{}]/.test(String(scalar.value));
  return replacement === undefined && isOneLine && !needsQuotes
    ? source
    : printScalar(replacement ?? scalarData(scalar), form.texts, inFlow);
}

/** The comment that goes along with the one value that is carried over, however many keys lead to it. */
export function commentAlong(text: string, value: Plain): string | undefined {
  if (value instanceof Carried) return commentBehind(text, value.scalar);
  const [only, ...others] = isPlainMap(value) ? Object.values(value) : [];
  return only === undefined || others.length > 0 ? undefined : commentAlong(text, only);
}
