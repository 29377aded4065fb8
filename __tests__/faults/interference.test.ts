import * as fs from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';
import { interfere, start } from './support/start';
import { Manifests } from './support/kill';

let workspace: Workspace;
let manifests: Manifests;
beforeEach(() => {
  workspace = new Workspace();
  // Written in the order of their names, four at a time: the last is far away when the first is written.
  manifests = new Manifests(workspace.root, 100);
  manifests.lay();
  workspace.write('last/folder/policy.yaml', oldPolicy);
});
afterEach(() => {
  workspace.remove();
});

const path = (name: string): string => join(workspace.root, name);
const last = 'last/folder/policy.yaml';
const changed = 'it changed on disk since it was read';
const moved = 'its folder was moved or replaced since it was read';

/** What happens while the first files are written: the last file is reported, and all that is there stays. */
const cases: readonly [
  what: string,
  message: string,
  interference: () => void,
  left: Record<string, string>,
][] = [
  [
    'the file vanishes',
    'it vanished since it was read',
    () => {
      fs.rmSync(path(last));
    },
    {},
  ],
  [
    'the file grows',
    changed,
    () => {
      fs.appendFileSync(path(last), '# more\n');
    },
    { [last]: `${oldPolicy}# more\n` },
  ],
  [
    'the file is cut off',
    changed,
    () => {
      fs.truncateSync(path(last), 10);
    },
    { [last]: oldPolicy.slice(0, 10) },
  ],
  [
    'the file changes and keeps its length',
    changed,
    () => {
      fs.writeFileSync(path(last), oldPolicy.replace('orders', 'prices'));
    },
    { [last]: oldPolicy.replace('orders', 'prices') },
  ],
  [
    'a folder takes the place of the file',
    changed,
    () => {
      fs.rmSync(path(last));
      fs.mkdirSync(path(last));
      fs.writeFileSync(path(`${last}/policy.yaml`), oldPolicy);
    },
    { [`${last}/policy.yaml`]: oldPolicy },
  ],
  [
    'a link out of the tree takes the place of the file',
    changed,
    () => {
      fs.renameSync(path(last), path('elsewhere.txt'));
      fs.symlinkSync(path('elsewhere.txt'), path(last));
    },
    { 'elsewhere.txt': oldPolicy },
  ],
  [
    'a link to the very folder takes the place of the folder',
    moved,
    () => {
      fs.renameSync(path('last/folder'), path('elsewhere'));
      fs.symlinkSync(path('elsewhere'), path('last/folder'));
    },
    { 'elsewhere/policy.yaml': oldPolicy },
  ],
  [
    'a link to the very folder takes the place of a folder above',
    moved,
    () => {
      fs.renameSync(path('last'), path('elsewhere'));
      fs.symlinkSync(path('elsewhere'), path('last'));
    },
    { 'elsewhere/folder/policy.yaml': oldPolicy },
  ],
  [
    'the folder vanishes',
    'no such file or directory',
    () => {
      fs.rmSync(path('last'), { recursive: true });
    },
    {},
  ],
  [
    'a file takes the place of the folder',
    moved,
    () => {
      fs.rmSync(path('last/folder'), { recursive: true });
      fs.writeFileSync(path('last/folder'), oldPolicy);
    },
    { 'last/folder': oldPolicy },
  ],
];

test.each(cases)(
  'while files are written, %s: it is told, the rest is done',
  async (_, message, change, left) => {
    const { status, stderr } = await interfere(['--write'], workspace.root, manifests.folders, change);
    expect(status).toBe(2);
    expect(stderr).toContain(`failed ${last}: ${message}\n`);
    expect(stderr.match(/^failed /gm)).toHaveLength(1);
    expect(manifests.look()).toEqual({ before: 0, after: 100, broken: [], others: [] });
    expect(textsBut('apps')).toEqual(left);
  },
);

/** All regular files that do not lie in this folder; links are not followed. */
function textsBut(folder: string): Record<string, string> {
  const entries = fs.readdirSync(workspace.root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(workspace.root.length + 1))
    .filter((name) => !name.startsWith(`${folder}/`));
  return Object.fromEntries(files.map((name) => [name, workspace.read(name)]));
}

test('two runs at once: each file is whole, neither takes the other’s files away, and a third has nothing to do', async () => {
  const outcomes = await Promise.all([start(['-w'], workspace.root), start(['-w'], workspace.root)]);
  for (const { status, stderr } of outcomes) {
    const failures = stderr.match(/^failed .*$/gm) ?? [];
    expect(status).toBe(failures.length === 0 ? 0 : 2);
    expect(failures.filter((line) => !line.endsWith(changed))).toEqual([]);
  }
  expect(manifests.look()).toEqual({ before: 0, after: 100, broken: [], others: [] });
  expect(textsBut('apps')).toEqual({ [last]: newPolicy });
  expect((await start(['-w'], workspace.root)).stderr).toMatch(/^Nothing to change/);
});
