// Runs the library on one shape, larger and larger: `library.js LIBRARY SHAPE`. Prints a line of JSON for each size.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { migrateFiles } from '../../src/api';
import { type Shape, shapes } from '../shapes';

/** How often a shape is doubled. */
const doublings = 4;

const [library = '', name = ''] = process.argv.slice(2);
const shape = shapes.find((each) => each.name === name);
if (!shape) throw new Error(`no shape is called "${name}"`);
// That of another checkout, perhaps.
const migrate = (createRequire(__filename)(resolve(library)) as { migrateFiles: typeof migrateFiles })
  .migrateFiles;

// Code that was not run yet is slow, whatever it is run on.
for (let warm = 0; warm < 2; warm++) secondsFor(shape, shape.start);
for (let doubled = 0; doubled <= doublings; doubled++) {
  const size = shape.start << doubled;
  const characters = Object.values(shape.files(size)).join('').length;
  const runs = [secondsFor(shape, size), secondsFor(shape, size)];
  console.log(JSON.stringify({ size, characters, seconds: Math.min(...runs) }));
}

/** The processor time that a run takes. */
function secondsFor({ files, from = '1.27', to = '1.28', isMarkdown = false }: Shape, size: number): number {
  const tree = files(size);
  const before = process.cpuUsage();
  migrate(tree, { from, to, markdown: isMarkdown });
  return process.cpuUsage(before).user / 1e6;
}
