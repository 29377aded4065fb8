import { join } from 'node:path';
import type { Tree } from '../support/fixtures';
import { visible } from '../support/visible';
import { inputOf } from './support/input';
import { problemWith } from './support/invariants';
import { readSeeds } from './support/seeds';
import { shrunk } from './support/shrink';
import { count, seed } from '../support/seed';

const runs = count(2500);
const seeds = readSeeds(join(__dirname, '../../__fixtures__'));

/** As many failures are shown as a user looks at. */
const failuresAtMost = Number(process.env['FAILURES'] ?? 3);

test('whatever is made of the fixtures, nothing breaks, is lost, or goes unsaid', () => {
  const failures = new Map<string, string>();
  for (let number = 0; number < runs && failures.size < failuresAtMost; number++) {
    const input = inputOf(seed, number, seeds);
    const problem = problemWith(input);
    if (!problem || failures.has(problem.kind)) continue;
    const smallest = shrunk(input, (tree) => problemWith(tree)?.kind === problem.kind);
    failures.set(problem.kind, shown(number, smallest));
    // A long run need not come to its end before it is read.
    process.stdout.write(`${failures.get(problem.kind) ?? ''}\n\n`);
  }
  expect([...failures.values()]).toEqual([]);
}, 86_400_000);

/** A failure as it can be pasted into a fixture. */
function shown(number: number, tree: Tree): string {
  const files = Object.entries(tree).map(([path, text]) => `--- ${path} ---\n${visible(text)}`);
  const { kind, detail } = problemWith(tree) ?? { kind: '', detail: '' };
  return `input ${number} of SEED=${seed}: ${kind}: ${detail}\n${files.join('\n')}`;
}
