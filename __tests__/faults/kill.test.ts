import { Workspace } from '../cli/workspace';
import { drawing } from '../support/draw';
import { killAfter, Manifests } from './support/kill';
import { seed } from '../support/seed';

// A share in each run; `npm run test:kill` does all of it. The seed brings the same moments again.
const kills = Number(process.env['KILLS'] ?? 8);
const files = Number(process.env['KILL_FILES'] ?? 120);
process.stdout.write(`kill: KILLS=${kills} KILL_FILES=${files}\n`);

const everyRunMs = 120_000;

describe.each([
  ['outside of git', () => undefined],
  [
    'in a repository whose rules ignore temporary files',
    (workspace: Workspace) => {
      workspace.git(['init', '-q']);
      workspace.write('.gitignore', '*.tmp\n.*\n!.gitignore\n');
    },
  ],
])('--write is killed at any moment, %s', (_where, prepare) => {
  test(
    'each file is whole, before or after, and the run after it finishes and cleans up',
    async () => {
      const workspace = new Workspace();
      const manifests = new Manifests(workspace.root, files);
      const draw = drawing(seed);
      const tally = { inTheMiddle: 0, leftOver: 0 };
      try {
        manifests.lay();
        prepare(workspace);
        for (let kill = 1; kill <= kills / 2; kill += 1) {
          const due = manifests.look().before;
          const moment = Math.floor(draw() * 3 * due);
          await killAfter(moment, manifests.folders, ['--write'], workspace.root);
          const left = manifests.look();
          expect({ kill, moment, broken: left.broken }).toEqual({ kill, moment, broken: [] });
          if (left.before > 0 && left.before < due) tally.inTheMiddle += 1;
          tally.leftOver += left.others.length;
          if (kill % 10 === 0) process.stdout.write(`kill: ${kill} ${JSON.stringify(tally)}\n`);
          // Some runs find what several killed ones have left.
          if (left.before > 0 && draw() < 0.5) continue;
          finish(workspace, manifests);
          manifests.lay();
        }
        finish(workspace, manifests);
        process.stdout.write(`kill: ${JSON.stringify(tally)}\n`);
        expect(tally.inTheMiddle).toBeGreaterThan(0);
      } finally {
        workspace.remove();
      }
    },
    kills * everyRunMs,
  );
});

function finish(workspace: Workspace, manifests: Manifests): void {
  const { status, stderr } = workspace.run(['--write']);
  expect({ status, faults: stderr.includes('could not') }).toEqual({ status: 0, faults: false });
  expect(manifests.look()).toEqual({ before: 0, after: files, broken: [], others: [] });
}
