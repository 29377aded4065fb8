import type { CST } from 'yaml';

type Library = typeof import('yaml');

let loaded: Library | undefined;

/** The `yaml` package, loaded for the first document: most runs of a hook parse none, and start without it. */
export function library(): Library {
  return (loaded ??= require('yaml') as Library);
}

/** What `yaml` keeps of the source around keys and values. */
export type Token = CST.SourceToken;

/** Whether a token is an anchor or a tag. */
export function isProperty(token: Token): boolean {
  return token.type === 'anchor' || token.type === 'tag';
}

/** The offset behind a token that is between values. */
export function endOf(token: Token | undefined): number | undefined {
  return token && token.offset + token.source.length;
}

/** The offset behind a value's last character, without trailing space, comment and line break. */
export function endOfToken(token: CST.Token): number {
  let last = token;
  // A block collection ends where the last thing in it does, at any depth.
  while (last.type === 'block-map' || last.type === 'block-seq') {
    const item = last.items.findLast((one) => solidPart(one) !== undefined);
    const part = item && solidPart(item);
    if (part === undefined || typeof part === 'number') return part ?? last.offset;
    last = part;
  }
  if (last.type === 'flow-collection') return endOf(last.end[0]) ?? last.offset;
  const end = last.offset + ('source' in last ? last.source.length : 0);
  return last.type === 'block-scalar' ? end + headerLength(last) : end;
}

/** The last part of a collection's item: a value, or the end of what is in its place. */
function solidPart({ start, key, sep = [], value }: CST.CollectionItem): CST.Token | number | undefined {
  return value ?? endOf(sep.findLast(isSolid)) ?? key ?? endOf(start.findLast(isSolid));
}

function isSolid({ type }: Token): boolean {
  return type !== 'space' && type !== 'comment' && type !== 'newline';
}

function headerLength({ props }: CST.BlockScalar): number {
  return props.reduce((total, prop) => total + ('source' in prop ? prop.source.length : 0), 0);
}
