import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../cli/workspace';

export const command = join(__dirname, '../../../bin/istio-migrate.js');
export const isRoot = process.getuid?.() === 0;
const environment = { ...process.env, NO_COLOR: '1', DEBUG: '' };
const nobody = 65534;

/** Starts the command without waiting for it. */
export async function start(words: readonly string[], cwd: string): Promise<Outcome> {
  const child = spawn(process.execPath, [command, ...words], { cwd, env: environment });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (printed.stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (printed.stderr += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, ...printed });
    });
  });
}

/** Starts the command, and interferes as soon as it starts to write: all files are read by then. */
export async function interfere(
  words: readonly string[],
  cwd: string,
  folders: readonly string[],
  interference: () => void,
): Promise<Outcome> {
  const interfered = { yet: false };
  const watchers = folders.map((folder) =>
    watch(folder, () => {
      if (!interfered.yet) interference();
      interfered.yet = true;
    }),
  );
  const outcome = await start(words, cwd);
  for (const watcher of watchers) watcher.close();
  if (!interfered.yet) throw new Error('the command wrote nothing');
  return outcome;
}

/** Runs the command behind a line of shell, such as one that sets a limit; `"$@"` is the command. */
export function runBehind(line: string, words: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', line, 'bash', process.execPath, command, ...words],
    {
      cwd,
      encoding: 'utf8',
      env: environment,
      maxBuffer: 1 << 28,
    },
  );
  return { status, stdout, stderr };
}

/** Runs the command as a user without root's permissions, who owns all in the folder. */
export function runUnprivileged(words: readonly string[], cwd: string): Outcome {
  if (isRoot) giveAway(cwd);
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
    cwd,
    encoding: 'utf8',
    env: environment,
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  return { status, stdout, stderr };
}

function giveAway(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chownSync(join(folder, entry === folder ? '.' : entry), nobody, nobody);
}
