import { transforms } from '../../transforms';

/** The transforms, a line each. */
export function listOfTransforms(): string {
  const width = Math.max(...transforms.map(({ id }) => id.length));
  return transforms
    .map(({ id, kind, title }) => `${id.padEnd(width)}  ${kind.padEnd(9)}  ${title}\n`)
    .join('');
}
