import { Carried, type Plain, type PlainScalar, scalarData } from '../plain';
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

/** The comment that goes along with a value that is carried over. */
export function commentAlong(text: string, value: Plain): string | undefined {
  return value instanceof Carried ? commentBehind(text, value.scalar) : undefined;
}
