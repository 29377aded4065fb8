import { closeSync, openSync, writeSync } from 'node:fs';
import { ordinaryObject } from './documents';
import { alphaPool } from './due';
import { Random } from './random';

const megabyte = 1_000_000;

/** Writes one file of `size` megabytes, as `helm template` makes them: many documents, three of them due pools. */
export function writeRendered(path: string, size: number): void {
  const random = new Random(size);
  const file = openSync(path, 'w');
  let written = 0;
  const put = (text: string): void => {
    written += writeSync(file, `---\n${text}`);
  };
  try {
    for (const share of [0.1, 0.5, 0.9, 1]) {
      while (written < share * size * megabyte) put(batch(random));
      if (share < 1) put(alphaPool(random));
    }
  } finally {
    closeSync(file);
  }
}

function batch(random: Random): string {
  return Array.from({ length: 50 }, () => ordinaryObject(random)).join('---\n');
}
