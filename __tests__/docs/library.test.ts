import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../cli/workspace';
import { runInPage } from '../support/browser';
import { newPolicy, oldPolicy } from '../support/policies';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/library.md'), 'utf8');

/** The code blocks of a language, and what is in the next one. */
function blocks(language: string): { code: string; next: string }[] {
  const all = Array.from(page.matchAll(/^```(\w+)\n(.*?)^```$/gms), ([, name, code = '']) => ({
    name,
    code,
  }));
  return all.flatMap(({ name, code }, index) =>
    name === language ? { code, next: all[index + 1]?.code ?? '' } : [],
  );
}

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  mkdirSync(join(workspace.root, 'node_modules'));
  symlinkSync(root, join(workspace.root, 'node_modules/istio-migrate'));
});
afterEach(() => {
  workspace.remove();
});

test.each(blocks('js').map(({ code, next }, index) => [index + 1, code, next]))(
  'example %d prints what is shown below it',
  (_, code, output) => {
    const path = workspace.write(code.includes('require(') ? 'example.cjs' : 'example.mjs', code);
    const { stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: output, stderr: '' });
  },
);

test('the page without a bundler shows the migrated text', () => {
  const [{ code } = { code: '' }] = blocks('html');
  const script = /<script type="module">\n(.*?)<\/script>/s.exec(code)?.[1] ?? '';
  const imported = /import \{ migrateText \} from '([^']+)';/.exec(script);
  expect(existsSync(join(workspace.root, imported?.[1] ?? ''))).toBe(true);

  const shown = { textContent: '' };
  const handlers: ((event: object) => void)[] = [];
  const input = { addEventListener: (_: string, handler: (event: object) => void) => handlers.push(handler) };
  const document = { querySelector: (what: string) => (what === 'pre' ? shown : input) };
  runInPage(script.replace(imported?.[0] ?? '', ''), { document });
  for (const handler of handlers) handler({ target: { value: oldPolicy } });
  expect(shown.textContent).toBe(newPolicy);
});
