import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { transforms } from '../../transforms';
import { applyReplacements, replacementsOf, resultsOf } from '../support/sarif';
import { sarifProblems } from '../support/sarif-schema';
import { Workspace } from './workspace';

const fixtures = join(__dirname, '../../__fixtures__');
const folders = readdirSync(fixtures).filter((name) => statSync(join(fixtures, name)).isDirectory());
/** Some at a time, since each run of the command takes a while to start. */
const together = 12;
const groups = folders.flatMap((_, index) =>
  index % together === 0 ? [folders.slice(index, index + together)] : [],
);

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.git(['init', '-q']);
});
afterEach(() => {
  workspace.remove();
});

describe('the log of a dry run holds to the schema, and its fixes make of each file what --write makes of it', () => {
  test.each(groups.map((group) => [group.join(', '), group] as const))('fixtures of %s', (_, group) => {
    for (const folder of group) {
      const cases = readdirSync(join(fixtures, folder)).filter(
        (name) => !/\.output\.|\.findings\./.test(name),
      );
      // What a rewrite looks like depends on the shape of a file, and each third case has enough of these.
      for (const name of cases.filter((_name, index) => index % 3 === 0))
        cpSync(join(fixtures, folder, name), join(workspace.root, folder, name), { recursive: true });
    }
    const { status, stdout, stderr } = workspace.run(['--format', 'sarif', '--markdown']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const log = JSON.parse(stdout) as Log;
    expect(sarifProblems(log)).toEqual([]);
    const fixed = [...replacementsOf(resultsOf(log))].map(([uri, replacements]) => {
      const path = decodeURIComponent(uri);
      return [path, applyReplacements(workspace.read(path), replacements)] as const;
    });
    const written = workspace.run(['--format', 'json', '--markdown', '--write']);
    const { files } = JSON.parse(written.stdout) as { files: { path: string; status: string }[] };
    const changed = files.filter((file) => file.status === 'changed');
    expect(fixed.map(([path]) => path).sort()).toEqual(changed.map(({ path }) => path).sort());
    for (const [path, text] of fixed) expect([path, text]).toEqual([path, workspace.read(path)]);
  });
});

test('each rule explains itself: why, how to make the rewrites, and what is left to a person', async () => {
  const log = JSON.parse(workspace.run(['--format', 'sarif']).stdout) as Log;
  expect(sarifProblems(log)).toEqual([]);
  const rules = new Map(log.runs[0]?.tool.driver.rules?.map((rule) => [rule.id, rule]));
  for (const { id, title, about } of transforms) {
    const { why, changes, declines = [] } = await about();
    const { fullDescription, help } = rules.get(id) ?? {};
    expect(fullDescription?.text.startsWith(`${title}. `)).toBe(true);
    // GitHub, "SARIF support for code scanning": no more is shown.
    expect(fullDescription?.text.length).toBeLessThanOrEqual(1024);
    const said = [...why, ...changes, ...declines.flatMap(({ when, remedy }) => [when, remedy])];
    expect(said.filter((text) => !help?.markdown?.includes(text))).toEqual([]);
    expect(help?.text).toContain(`istio-migrate --write --only ${id} makes the rewrites`);
    expect(help?.text).not.toMatch(/`|\*\*/);
  }
});
