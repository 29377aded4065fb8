import type { CST } from 'yaml';

/** What `yaml` keeps of the source around keys and values. */
export type Token = CST.SourceToken;

/** Whether a token is an anchor or a tag. */
export function isProperty(token: Token): boolean {
  return token.type === 'anchor' || token.type === 'tag';
}

/** The offset behind a token that stands between values. */
export function endOf(token: Token | undefined): number | undefined {
  return token && token.offset + token.source.length;
}

/** The offset behind a value's last character, without trailing space, comment and line break. */
export function endOfToken(token: CST.Token): number {
  let last = token;
  // A block collection ends where the last value in it does, at any depth.
  while (last.type === 'block-map' || last.type === 'block-seq') {
    const item = last.items.findLast((one) => one.value !== undefined || endOfBareItem(one) !== undefined);
    if (!item?.value) return (item && endOfBareItem(item)) ?? last.offset;
    last = item.value;
  }
  if (last.type === 'flow-collection') return endOf(last.end[0]) ?? last.offset;
  const end = last.offset + ('source' in last ? last.source.length : 0);
  return last.type === 'block-scalar' ? end + headerLength(last) : end;
}

/** The end of a collection's item that has no value. */
function endOfBareItem({ start, key, sep = [] }: CST.CollectionItem): number | undefined {
  return endOf(sep.findLast(isSolid)) ?? (key ? endOfToken(key) : endOf(start.findLast(isSolid)));
}

function isSolid({ type }: Token): boolean {
  return type !== 'space' && type !== 'comment' && type !== 'newline';
}

function headerLength({ props }: CST.BlockScalar): number {
  return props.reduce((total, prop) => total + ('source' in prop ? prop.source.length : 0), 0);
}
