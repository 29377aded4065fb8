import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Workspace } from '../cli/workspace';

const root = join(__dirname, '../..');
/** What action.yml says. */
export const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Metadata;
interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Step {
  readonly id: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

/** A repository in which a job runs, with a folder for the files of the runner. */
export function jobWorkspace(): Workspace {
  const workspace = new Workspace();
  workspace.git(['init', '--quiet']);
  mkdirSync(join(workspace.root, '.github-files/temporary'), { recursive: true });
  workspace.write('.github-files/.gitignore', '*\n');
  return workspace;
}

export type Inputs = Readonly<Record<string, string>>;
export interface Ran {
  readonly status: number | null;
  readonly log: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

/** With the Node that runs the tests. */
const usualPath = [dirname(process.execPath), process.env['PATH']].join(delimiter);

/** Does what a runner does with the step of the action. */
export function runAction(
  workspace: Workspace,
  inputs: Inputs,
  { tool = root, path = usualPath }: { tool?: string; path?: string } = {},
): Ran {
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary', RUNNER_TEMP: 'temporary' };
  const places = Object.entries(files).map(([name, file]) => [
    name,
    join(workspace.root, '.github-files', file),
  ]);
  const [step] = metadata.runs.steps;
  if (!step) throw new Error('the action has no step');
  const values = Object.entries(step.env).map(([variable, expression]) => {
    const name = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return [variable, inputs[name] ?? metadata.inputs[name]?.default ?? ''];
  });
  const { status, stdout, stderr } = spawnSync(
    '/bin/bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
    {
      cwd: workspace.root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        HOME: process.env['HOME'],
        PATH: path,
        GITHUB_ACTION_PATH: tool,
        ...(Object.fromEntries([...places, ...values]) as Inputs),
      },
    },
  );
  const read = (file: string) => {
    const place = join(workspace.root, '.github-files', file);
    return existsSync(place) ? readFileSync(place, 'utf8') : '';
  };
  const lines = read('output')
    .split('\n')
    .filter((line) => line !== '');
  const outputs = Object.fromEntries(
    lines.map((line) => [line.split('=', 1)[0] ?? '', line.replace(/^[^=]*=/, '')]),
  );
  return { status, log: stdout, stderr, summary: read('summary'), outputs };
}

/** What the runner would carry out: commands outside of what is marked as none. */
export function commandsIn(log: string): string[] {
  const lines: string[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/).map((text) => text.trim())) {
    if (token !== undefined) token = line === `::${token}::` ? undefined : token;
    else if (line.startsWith('::stop-commands::')) token = line.slice('::stop-commands::'.length);
    else if (line.startsWith('::')) lines.push(line);
  }
  return lines;
}
