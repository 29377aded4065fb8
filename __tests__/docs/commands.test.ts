import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readCommandLine } from '../../src/cli/options';
import { transformCalled } from '../../src/cli/arguments';
import { argumentsFrom } from '../../src/action/main';
import { Workspace } from '../cli/workspace';
import { newPolicy, oldPolicy } from '../support/policies';

const root = join(__dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

interface Block {
  readonly language: string;
  readonly code: string;
}

function blocks(page: string): Block[] {
  return Array.from(textOf(page).matchAll(/^```(\w*)\n(.*?)^```$/gms), ([, language = '', code = '']) => ({
    language,
    code,
  }));
}

/** The documents of a block of YAML. */
function documentsIn(code: string) {
  const documents = parseAllDocuments(code);
  return 'empty' in documents ? [] : documents;
}

/** The command lines of a page: in its code blocks, and between backticks. A placeholder makes a line none. */
function commandsIn(page: string): string[] {
  const lines = blocks(page).flatMap(({ code }) => code.split('\n'));
  const inline = Array.from(
    textOf(page).matchAll(/`((?:istio-migrate|node \S+\/istio-migrate\.js) [^`]+)`/g),
  );
  return [...lines, ...inline.map(([, code = '']) => code)].flatMap((text) => {
    const [, words] =
      /^[\s#$-]*(?:run: )?(?:istio-migrate|node \S*istio-migrate\.js) ([^#|>]+)/.exec(text) ?? [];
    const isCommand = words !== undefined && !/[[\]…{}→<]|\b(?:ID|FILE|GLOB|FORMAT)\b|"\^/.test(words);
    return isCommand && !/ {3}|^(?:wants|is|and|to)\b/.test(words) ? [words.trim()] : [];
  });
}

const commands = pages.flatMap((page) => commandsIn(page).map((words) => [page, words] as const));

test('there are commands to try', () => {
  expect(commands.length).toBeGreaterThan(20);
});

test.each(commands)('%s: istio-migrate %s is a command line', async (_, words) => {
  const command = await readCommandLine(words.split(/\s+/));
  if (command.kind === 'explain')
    expect(command.ids.map((id) => transformCalled(id).id)).toEqual(command.ids);
  expect(command.kind).toBeDefined();
});

test.each(pages.flatMap((page) => blocks(page).map((block) => ({ page, ...block }))))(
  'the $language of $page is valid',
  ({ language, code }) => {
    if (language === 'yaml') expect(documentsIn(code).flatMap(({ errors }) => errors)).toEqual([]);
    if (language === 'json') expect(() => JSON.parse(code) as unknown).not.toThrow();
    if (language !== 'sh') return;
    expect(spawnSync('sh', ['-n'], { input: code, encoding: 'utf8' }).stderr).toBe('');
  },
);

test.each(pages)('steps of %s give the action inputs that it has', (page) => {
  const inputs = Object.keys((parse(textOf('action.yml')) as { inputs: object }).inputs);
  for (const { code } of blocks(page).filter(({ language }) => language === 'yaml')) {
    for (const { uses, with: given } of documentsIn(code).flatMap((document) => stepsIn(document.toJS()))) {
      if (!uses?.startsWith('OWNER/istio-migrate@')) continue;
      expect(inputs).toEqual(expect.arrayContaining(Object.keys(given ?? {})));
      const environment = Object.entries(given ?? {}).map(([name, value]) => [
        `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
        value,
      ]);
      expect(argumentsFrom(Object.fromEntries(environment) as Record<string, string>)).toContain('--check');
    }
  }
});

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** Every step of a workflow, wherever it is. */
function stepsIn(value: unknown): Step[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'uses' in value ? [value as Step] : [];
  return [...own, ...Object.values(value).flatMap(stepsIn)];
}

test('Renovate: the bot admits the command of the repository, and it is one', async () => {
  const [repository, bot] = blocks('docs/renovate.md')
    .filter(({ language }) => language === 'json')
    .map(({ code }) => JSON.parse(code) as unknown) as [
    { packageRules: { postUpgradeTasks: { commands: string[] } }[] },
    Record<string, string[]>,
  ];
  const commands = repository.packageRules.flatMap(({ postUpgradeTasks }) => postUpgradeTasks.commands);
  const [admitted = ''] = Object.values(bot).flat();
  expect(commands).toHaveLength(1);
  for (const template of commands) {
    const line = template.replace('{{{newMajor}}}', '1').replace('{{{newMinor}}}', '31');
    expect(line).toMatch(new RegExp(admitted));
    expect(`${line}; reboot`).not.toMatch(new RegExp(admitted));
    expect(await readCommandLine(line.split(' ').slice(1))).toMatchObject({
      options: { mode: 'write', target: { major: 1, minor: 31 } },
    });
  }
});

describe('shell lines do what the page says', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = new Workspace();
    workspace.write('tree/deploy/policy.yaml', oldPolicy);
    workspace.git(['-C', 'tree', 'init', '-q', '-b', 'main']);
    workspace.git(['-C', 'tree', 'add', '.']);
    workspace.write('path/istio-migrate', `#!/bin/sh\nexec node '${root}/bin/istio-migrate.js' "$@"\n`);
    // Instead of a clone over the network: what a clone would hold.
    workspace.write(
      'path/git',
      `#!/bin/sh\ncase "$*" in clone*) exec ln -s '${root}' "$4";; *checkout*REVISION*) exit 0;; esac\nexec ${spawnSync(
        'which',
        ['git'],
        { encoding: 'utf8' },
      ).stdout.trim()} "$@"\n`,
    );
    for (const name of ['istio-migrate', 'git']) chmodSync(join(workspace.root, 'path', name), 0o755);
  });
  afterEach(() => {
    workspace.remove();
  });

  const shell = (script: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-euc', script], {
      cwd: join(workspace.root, 'tree'),
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(workspace.root, 'path')}:${process.env['PATH'] ?? ''}`,
        REVISION: 'REVISION',
        NO_COLOR: '1',
      },
    });
    return { status, stdout, stderr };
  };
  /** What a page writes to `/tmp`, here goes to the workspace. */
  const inWorkspace = (script: string): string => script.replaceAll('/tmp/', `${workspace.root}/`);
  const shellBlock = (page: string, start: string): string => {
    const block = blocks(page).find(({ language, code }) => language === 'sh' && code.startsWith(start));
    if (!block) throw new Error(`${page} has no lines that start with ${start}`);
    return inWorkspace(block.code);
  };

  test('the README: a preview, then the change', () => {
    const [preview = '', write = ''] = shellBlock('README.md', 'node bin/').split('\n');
    const here = (line: string): string =>
      line.replace('bin/', `${root}/bin/`).replace('path/to/your/manifests', 'deploy');
    expect(shell(here(preview))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('+++ b/') as string,
    });
    expect(workspace.read('tree/deploy/policy.yaml')).toBe(oldPolicy);
    expect(shell(here(write)).status).toBe(0);
    expect(workspace.read('tree/deploy/policy.yaml')).toBe(newPolicy);
  });

  test('any shell: a clone, the gate, and a patch', () => {
    const clone = shellBlock('docs/ci.md', 'git clone');
    expect(shell(clone)).toMatchObject({ status: 1, stdout: expect.stringContaining('+++ b/') as string });
    expect(shell(shellBlock('docs/ci.md', 'node /tmp/')).status).toBe(0);
    expect(workspace.read('tree/deploy/policy.yaml')).toBe(newPolicy);
  });

  test('a baseline accepts what is there, itself too', () => {
    const [save = '', compare = ''] = shellBlock('docs/ci.md', 'istio-migrate --check --baseline').split(
      '\n',
    );
    expect(shell(save).status).toBe(0);
    const { status, stderr } = shell(`${compare.split('#')[0] ?? ''} --strict`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    workspace.write('tree/deploy/more.yaml', oldPolicy.replace('orders', 'stock'));
    expect(shell(compare).status).toBe(1);
  });

  test('GitLab: the job fails and leaves its report', () => {
    const [job] = blocks('docs/ci.md')
      .filter(({ code }) => code.includes('codequality'))
      .map(({ code }) => parse(code) as Record<string, { script: string[]; artifacts: { reports: object } }>);
    const { script = [], artifacts } = job?.['istio-migrate'] ?? {};
    expect(shell(inWorkspace(script.join('\n'))).status).toBe(1);
    const report = JSON.parse(
      workspace.read(`tree/${Object.values(artifacts?.reports ?? {}).join('')}`),
    ) as object[];
    expect(report[0]).toMatchObject({ check_name: 'backend-tls-policy' });
  });

  test.each(['--format sarif', '--check --format github', '--format markdown'])('reports: %s', (options) => {
    const line = blocks('docs/reports.md')
      .flatMap(({ code }) => code.split('\n'))
      .find((text) => text.includes(`run: istio-migrate ${options}`));
    const { status } = shell(
      `GITHUB_STEP_SUMMARY=${workspace.root}/summary.md; ${line?.split('run: ')[1] ?? 'false'}`,
    );
    expect(status).toBe(options.includes('--check') ? 1 : 0);
  });
});
