import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newPolicy, oldPolicy } from '../../support/policies';

const command = join(__dirname, '../../../bin/istio-migrate.js');

/** A tree of files that all have to change; no two are alike. */
export class Manifests {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly folders: readonly string[];

  constructor(
    private readonly root: string,
    count: number,
  ) {
    const path = (index: number) => `apps/team-${index % 20}/policy ${index}.yaml`;
    const texts = (policy: string) =>
      new Map(
        Array.from({ length: count }, (_, index) => {
          const text = `${policy}# ${index} ${'.'.repeat((index * 97) % 5_000)}\n`;
          return [path(index), index % 3 === 0 ? text.replaceAll('\n', '\r\n') : text];
        }),
      );
    this.before = texts(oldPolicy);
    this.after = texts(newPolicy);
    this.folders = [...new Set([...this.before.keys()].map((name) => dirname(join(root, name))))];
  }

  /** Writes each file as it was before. */
  lay(): void {
    for (const folder of this.folders) mkdirSync(folder, { recursive: true });
    for (const [path, text] of this.before) writeFileSync(join(this.root, path), text);
  }

  /** How many files are as before, and as after; the names of those that are neither; and what else lies there. */
  look(): { before: number; after: number; broken: string[]; others: string[] } {
    const found = { before: 0, after: 0, broken: [] as string[], others: [] as string[] };
    const names = new Set(
      this.folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
    );
    for (const name of names) if (!this.before.has(name.slice(this.root.length + 1))) found.others.push(name);
    for (const [path, before] of this.before) {
      const text = names.has(join(this.root, path)) ? readFileSync(join(this.root, path), 'utf8') : '';
      if (text === before) found.before += 1;
      else if (text === this.after.get(path)) found.after += 1;
      else found.broken.push(path);
    }
    return found;
  }
}

/**
 * Starts the command, and kills it as soon as so many names came or went in these folders; each file that is written
 * makes three. Answers the signal that ended it: none where it was done before.
 */
export async function killAfter(
  names: number,
  folders: readonly string[],
  words: readonly string[],
  cwd: string,
): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [command, ...words], { cwd, stdio: 'ignore' });
  let seen = 0;
  const watchers = folders.map((folder) =>
    watch(folder, (event) => {
      if (event === 'rename' && ++seen >= names) child.kill('SIGKILL');
    }),
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_status, signal) => {
      for (const watcher of watchers) watcher.close();
      resolve(signal);
    });
  });
}
